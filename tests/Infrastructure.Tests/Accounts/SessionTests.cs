using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Sessions: they last twelve hours, and what ends them does so at once.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task A_token_leads_to_its_account_until_twelve_hours_are_over()
    {
        var account = await _directory.Opened(roles: Roles.Operator); // An officer's ends earlier when idle.
        var session = await _directory.SignedIn();

        Assert.Equal(account, (await _directory.Accounts.ByToken(session.Token))!.Account);
        _directory.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await _directory.Accounts.ByToken(session.Token));
        _directory.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await _directory.Accounts.ByToken(session.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证证")]
    public async Task What_no_session_has_leads_nowhere(string token) =>
        Assert.Null(await _directory.Accounts.ByToken(token));

    [Fact]
    public async Task The_store_never_sees_the_token_itself()
    {
        await _directory.Opened();
        var session = await _directory.SignedIn();

        Assert.Null(await _directory.Store.Session(session.Token));
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(session.Token)));
        Assert.NotNull(await _directory.Store.Session(hash));
    }

    [Fact]
    public async Task Ending_the_sessions_ends_those_in_memory_at_once()
    {
        var account = await _directory.Opened();
        var (first, second) = (await _directory.SignedIn(), await _directory.SignedIn());
        Assert.NotNull(await _directory.Accounts.ByToken(first.Token));

        await _directory.Accounts.EndSessions(account.Id);

        Assert.Null(await _directory.Accounts.ByToken(first.Token));
        Assert.Null(await _directory.Accounts.ByToken(second.Token));
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_cannot_come_back()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();
        Assert.NotNull(await _directory.Accounts.ByToken(session.Token));

        Assert.Null(await _directory.Accounts.Disable(account.Id));
        Assert.Null(await _directory.Accounts.Disable(account.Id));

        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.1", AccountsUnderTest.Password));
        Assert.Equal(RefusalCode.NotFound, (await _directory.Accounts.Disable("A-none"))!.Code);
    }

    [Fact]
    public async Task A_change_of_the_account_is_seen_by_its_sessions_at_once()
    {
        var account = await _directory.Opened(roles: Roles.Holder);
        var session = await _directory.SignedIn();
        Assert.Null((await _directory.Accounts.ByToken(session.Token))!.Account.PersonKey);

        await _directory.Accounts.BindPerson(account.Id, "P-1");

        Assert.Equal("P-1", (await _directory.Accounts.ByToken(session.Token))!.Account.PersonKey);
    }

    [Fact]
    public async Task Another_process_notices_within_a_minute()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();
        using var other = _directory.Another();
        Assert.NotNull(await other.ByToken(session.Token));

        await _directory.Accounts.EndSessions(account.Id);
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await other.ByToken(session.Token));
    }

    [Fact]
    public async Task Sessions_survive_a_restart()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();
        using var restarted = _directory.Another();

        Assert.Equal(account, (await restarted.ByToken(session.Token))!.Account);
    }

    [Fact]
    public async Task Looking_up_a_known_session_allocates_nothing()
    {
        await _directory.Opened();
        var session = await _directory.SignedIn();
        for (var i = 0; i < 1000; i++) await _directory.Accounts.ByToken(session.Token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            await _directory.Accounts.ByToken(session.Token); // Completes at once, on this thread.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    public void Dispose() => _directory.Dispose();
}

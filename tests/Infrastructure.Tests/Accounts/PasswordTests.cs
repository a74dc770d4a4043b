using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Signing in by password, and what slows guessing down.</summary>
public sealed class PasswordTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task Right_password_signs_in_and_a_wrong_one_says_the_same_as_an_unknown_name()
    {
        await _directory.Opened();

        var session = await _directory.SignedIn();
        var wrong = Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByPassword(
            new PasswordSignIn("officer.1", "Wrong-Horse-1"), AccountsUnderTest.ThisMachine));
        var unknown = Assert.IsType<SignIn.No>(
            await _directory.Accounts.SignInByPassword(
                new PasswordSignIn("nobody.1", AccountsUnderTest.Password), AccountsUnderTest.ThisMachine));

        Assert.Equal("officer.1", session.Account.Name);
        Assert.Equal(wrong.Refusal, unknown.Refusal);
        Assert.Equal(RefusalCode.NotSignedIn, wrong.Refusal.Code);
    }

    [Theory]
    [InlineData("officer.1")]
    [InlineData("nobody.1")]
    public async Task After_five_wrong_tries_the_wait_grows_whether_the_account_exists_or_not(string name)
    {
        await _directory.Opened();
        for (var i = 0; i < 5; i++)
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(name, "Wrong-Horse-1"));

        Assert.Equal(RefusalCode.TooMany, await _directory.Refused(name, AccountsUnderTest.Password));
        _directory.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(name, "Wrong-Horse-1"));
        _directory.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(RefusalCode.TooMany, await _directory.Refused(name, AccountsUnderTest.Password));
    }

    [Fact]
    public async Task After_the_wait_the_right_password_signs_in_and_the_count_begins_anew()
    {
        await _directory.Opened();
        for (var i = 0; i < 5; i++) await _directory.Refused("officer.1", "Wrong-Horse-1");
        _directory.Clock.Advance(TimeSpan.FromSeconds(30));

        await _directory.SignedIn();
        for (var i = 0; i < 4; i++) await _directory.Refused("officer.1", "Wrong-Horse-1");
        await _directory.SignedIn();
    }

    [Fact]
    public async Task Tries_at_the_same_time_are_counted_one_by_one()
    {
        await _directory.Opened();
        var codes = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Task.Run(() => _directory.Refused("officer.1", "Wrong-Horse-1"))));

        Assert.Equal(5, codes.Count(code => code == RefusalCode.NotSignedIn));
        Assert.Equal(35, codes.Count(code => code == RefusalCode.TooMany));
    }

    [Fact]
    public async Task Many_right_sign_ins_at_the_same_time_all_succeed()
    {
        await _directory.Opened();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _directory.SignedIn())));
        Assert.Equal(40, sessions.Select(session => session.Token).Distinct().Count());
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_and_the_old_one_is_worth_nothing()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();

        Assert.Null(
            await _directory.Accounts.ChangePassword(account.Id, AccountsUnderTest.Password, "Battery-Staple-2"));

        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.1", AccountsUnderTest.Password));
        await _directory.SignedIn(password: "Battery-Staple-2");
    }

    [Theory]
    [InlineData("Wrong-Horse-1", "Battery-Staple-2", "oldPassword")]
    [InlineData(AccountsUnderTest.Password, "weak", "newPassword")]
    [InlineData(AccountsUnderTest.Password, AccountsUnderTest.Password, "newPassword")]
    public async Task A_change_is_refused_at_the_field_that_is_wrong(string old, string changed, string field)
    {
        var account = await _directory.Opened();
        var refusal = await _directory.Accounts.ChangePassword(account.Id, old, changed);
        Assert.Equal(RefusalCode.Malformed, refusal!.Code);
        Assert.Equal(field, Assert.Single(refusal.Faults).Field);
        await _directory.SignedIn();
    }

    [Fact]
    public async Task Guessing_the_old_password_is_slowed_down_too()
    {
        var account = await _directory.Opened();
        for (var i = 0; i < 5; i++)
            await _directory.Accounts.ChangePassword(account.Id, "Wrong-Horse-1", "Battery-Staple-2");
        var refusal =
            await _directory.Accounts.ChangePassword(account.Id, AccountsUnderTest.Password, "Battery-Staple-2");
        Assert.Equal(RefusalCode.TooMany, refusal!.Code);
    }

    [Fact]
    public async Task A_reset_must_be_followed_by_a_change_and_lets_the_locked_out_in()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();
        for (var i = 0; i < 6; i++) await _directory.Refused("officer.1", "Wrong-Horse-1");

        Assert.Null((await _directory.Accounts.Reset(account.Id, "Given-By-Admin-3", by: null)).Refusal);

        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        Assert.True((await _directory.SignedIn(password: "Given-By-Admin-3")).Account.MustChangePassword);
        Assert.Null(await _directory.Accounts.ChangePassword(account.Id, "Given-By-Admin-3", "Battery-Staple-2"));
        Assert.False((await _directory.SignedIn(password: "Battery-Staple-2")).Account.MustChangePassword);
    }

    [Theory]
    [InlineData(Roles.Employer, true)]
    [InlineData(Roles.ExamCentre, true)]
    [InlineData(Roles.Officer, false)]
    public async Task Enterprises_change_their_password_every_three_months(Roles roles, bool mustChange)
    {
        var account = await _directory.Opened(roles: roles);
        var end = new DateTimeOffset(2026, 5, 14, 0, 0, 0, TimeSpan.FromHours(8));
        _directory.Clock.Advance(end - _directory.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        var session = await _directory.SignedIn();
        Assert.False(session.Account.MustChangePassword);

        _directory.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(mustChange, (await _directory.Accounts.ByToken(session.Token))!.Account.MustChangePassword);
        Assert.Equal(mustChange, (await _directory.Accounts.Find(account.Id))!.MustChangePassword);
        Assert.Null(
            await _directory.Accounts.ChangePassword(account.Id, AccountsUnderTest.Password, "Battery-Staple-2"));
        Assert.False((await _directory.SignedIn(password: "Battery-Staple-2")).Account.MustChangePassword);
    }

    public void Dispose() => _directory.Dispose();
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Signing in by password, and what slows guessing down.</summary>
public sealed class PasswordTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task Right_password_signs_in_and_a_wrong_one_says_the_same_as_an_unknown_name()
    {
        await _desk.Opened();

        var session = await _desk.SignedIn();
        var wrong = Assert.IsType<SignIn.No>(await _desk.Accounts.SignInByPassword("officer.1", "Wrong-Horse-1"));
        var unknown = Assert.IsType<SignIn.No>(await _desk.Accounts.SignInByPassword("nobody.1", Desk.Password));

        Assert.Equal("officer.1", session.Account.Name);
        Assert.Equal(wrong.Refusal, unknown.Refusal);
        Assert.Equal(RefusalCode.NotSignedIn, wrong.Refusal.Code);
    }

    [Theory]
    [InlineData("officer.1")]
    [InlineData("nobody.1")]
    public async Task After_five_wrong_tries_the_wait_grows_whether_the_account_exists_or_not(string name)
    {
        await _desk.Opened();
        for (var i = 0; i < 5; i++) Assert.Equal(RefusalCode.NotSignedIn, await _desk.Refused(name, "Wrong-Horse-1"));

        Assert.Equal(RefusalCode.TooMany, await _desk.Refused(name, Desk.Password));
        _desk.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(RefusalCode.NotSignedIn, await _desk.Refused(name, "Wrong-Horse-1"));
        _desk.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(RefusalCode.TooMany, await _desk.Refused(name, Desk.Password));
    }

    [Fact]
    public async Task After_the_wait_the_right_password_signs_in_and_the_count_begins_anew()
    {
        await _desk.Opened();
        for (var i = 0; i < 5; i++) await _desk.Refused("officer.1", "Wrong-Horse-1");
        _desk.Clock.Advance(TimeSpan.FromSeconds(30));

        await _desk.SignedIn();
        for (var i = 0; i < 4; i++) await _desk.Refused("officer.1", "Wrong-Horse-1");
        await _desk.SignedIn();
    }

    [Fact]
    public async Task Tries_at_the_same_time_are_counted_one_by_one()
    {
        await _desk.Opened();
        var codes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(
            () => _desk.Refused("officer.1", "Wrong-Horse-1"))));

        Assert.Equal(5, codes.Count(code => code == RefusalCode.NotSignedIn));
        Assert.Equal(35, codes.Count(code => code == RefusalCode.TooMany));
    }

    [Fact]
    public async Task Many_right_sign_ins_at_the_same_time_all_succeed()
    {
        await _desk.Opened();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _desk.SignedIn())));
        Assert.Equal(40, sessions.Select(session => session.Token).Distinct().Count());
    }

    [Fact]
    public async Task One_password_cannot_be_tried_on_every_name()
    {
        for (var i = 0; i < PasswordThrottle.WrongAMinuteMost; i++)
            Assert.Equal(RefusalCode.NotSignedIn, await _desk.Refused($"name.{i}", "Spring-2026-x"));

        Assert.Equal(RefusalCode.TooMany, await _desk.Refused("another.name", "Spring-2026-x"));
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RefusalCode.NotSignedIn, await _desk.Refused("another.name", "Spring-2026-x"));
    }

    [Fact]
    public void What_is_remembered_of_wrong_tries_is_bounded()
    {
        var throttle = new PasswordThrottle(_desk.Clock);
        for (var i = 0; i < 120_000; i++) throttle.WasWrong($"name.{i}");
        Assert.InRange(throttle.Names, 1, 50_000);
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_and_the_old_one_is_worth_nothing()
    {
        var account = await _desk.Opened();
        var session = await _desk.SignedIn();

        Assert.Null(await _desk.Accounts.ChangePassword(account.Id, Desk.Password, "Battery-Staple-2"));

        Assert.Null(await _desk.Accounts.ByToken(session.Token));
        Assert.Equal(RefusalCode.NotSignedIn, await _desk.Refused("officer.1", Desk.Password));
        await _desk.SignedIn(password: "Battery-Staple-2");
    }

    [Theory]
    [InlineData("Wrong-Horse-1", "Battery-Staple-2", "oldPassword")]
    [InlineData(Desk.Password, "weak", "newPassword")]
    [InlineData(Desk.Password, Desk.Password, "newPassword")]
    public async Task A_change_is_refused_at_the_field_that_is_wrong(string old, string changed, string field)
    {
        var account = await _desk.Opened();
        var refusal = await _desk.Accounts.ChangePassword(account.Id, old, changed);
        Assert.Equal(RefusalCode.Malformed, refusal!.Code);
        Assert.Equal(field, Assert.Single(refusal.Faults).Field);
        await _desk.SignedIn();
    }

    [Fact]
    public async Task Guessing_the_old_password_is_slowed_down_too()
    {
        var account = await _desk.Opened();
        for (var i = 0; i < 5; i++) await _desk.Accounts.ChangePassword(account.Id, "Wrong-Horse-1", "Battery-Staple-2");
        var refusal = await _desk.Accounts.ChangePassword(account.Id, Desk.Password, "Battery-Staple-2");
        Assert.Equal(RefusalCode.TooMany, refusal!.Code);
    }

    [Fact]
    public async Task A_reset_must_be_followed_by_a_change_and_lets_the_locked_out_in()
    {
        var account = await _desk.Opened();
        var session = await _desk.SignedIn();
        for (var i = 0; i < 6; i++) await _desk.Refused("officer.1", "Wrong-Horse-1");

        Assert.Null(await _desk.Accounts.Reset(account.Id, "Given-By-Admin-3"));

        Assert.Null(await _desk.Accounts.ByToken(session.Token));
        Assert.True((await _desk.SignedIn(password: "Given-By-Admin-3")).Account.MustChangePassword);
        Assert.Null(await _desk.Accounts.ChangePassword(account.Id, "Given-By-Admin-3", "Battery-Staple-2"));
        Assert.False((await _desk.SignedIn(password: "Battery-Staple-2")).Account.MustChangePassword);
    }

    [Theory]
    [InlineData(Roles.Employer, true)]
    [InlineData(Roles.ExamCentre, true)]
    [InlineData(Roles.Officer, false)]
    public async Task Enterprises_change_their_password_every_three_months(Roles roles, bool mustChange)
    {
        var account = await _desk.Opened(roles: roles);
        _desk.Clock.Advance(new DateTimeOffset(2026, 5, 14, 0, 0, 0, TimeSpan.FromHours(8)) - _desk.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        var session = await _desk.SignedIn();
        Assert.False(session.Account.MustChangePassword);

        _desk.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(mustChange, (await _desk.Accounts.ByToken(session.Token))!.MustChangePassword);
        Assert.Equal(mustChange, (await _desk.Accounts.Find(account.Id))!.MustChangePassword);
        Assert.Null(await _desk.Accounts.ChangePassword(account.Id, Desk.Password, "Battery-Staple-2"));
        Assert.False((await _desk.SignedIn(password: "Battery-Staple-2")).Account.MustChangePassword);
    }

    public void Dispose() => _desk.Dispose();
}

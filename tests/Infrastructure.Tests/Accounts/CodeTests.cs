using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Phones and codes: six digits, five minutes, five tries, one use, and limits that nobody can see.</summary>
public sealed class CodeTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task A_code_opens_an_account_and_signs_in_to_it_once()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone);
        Assert.Matches("^[0-9]{6}$", code);

        var (account, refusal) = await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, code);
        Assert.Null(refusal);
        Assert.Equal((Roles.Holder, AccountsUnderTest.Phone), (account!.Roles, account.Phone));
        var session =
            Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(AccountsUnderTest.Phone, code));
        Assert.Equal(account.Id, session.Account.Id);
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(AccountsUnderTest.Phone, code));

        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(
            AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone)));
    }

    [Fact]
    public async Task A_code_for_the_wrong_of_two_doors_still_opens_the_other()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone);
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(AccountsUnderTest.Phone, code));
        Assert.NotNull((await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, code)).Account);

        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await _directory.CodeFor(AccountsUnderTest.Phone);
        Assert.Equal(
            RefusalCode.AlreadyBound,
            (await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, next)).Refusal!.Code);
        Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(AccountsUnderTest.Phone, next));
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone);
        _directory.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull((await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, code)).Refusal);
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code()
    {
        var code = await _directory.CodeFor(AccountsUnderTest.Phone);
        for (var i = 0; i < 4; i++) Assert.NotNull(
            (await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, AccountsUnderTest.Wrong(code))).Refusal);
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await _directory.CodeFor(AccountsUnderTest.Phone);
        for (var i = 0; i < 5; i++)
            await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, AccountsUnderTest.Wrong(next));
        Assert.NotNull((await _directory.Accounts.OpenByPhone(AccountsUnderTest.Phone, next)).Refusal);
    }

    [Fact]
    public async Task A_phone_gets_one_a_minute_five_an_hour_ten_a_day()
    {
        await Ask(2);
        Assert.Single(_directory.Sent);

        for (var i = 0; i < 10; i++)
        {
            _directory.Clock.Advance(TimeSpan.FromMinutes(1));
            await Ask(1, address: i);
        }
        Assert.Equal(5, _directory.Sent.Count);

        _directory.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 10; i++)
        {
            _directory.Clock.Advance(TimeSpan.FromMinutes(10));
            await Ask(1, address: i);
        }
        Assert.Equal(10, _directory.Sent.Count);

        _directory.Clock.Advance(TimeSpan.FromDays(1));
        await Ask(1);
        Assert.Equal(11, _directory.Sent.Count);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::2")] // One household.
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    public async Task An_address_gets_thirty_an_hour(string first, string same)
    {
        for (var i = 0; i < 40; i++) await _directory.Accounts.SendCode($"138{i:D8}", i % 2 == 0 ? first : same);
        Assert.Equal(30, _directory.Sent.Count);

        await _directory.Accounts.SendCode("13900000000", "198.51.100.7");
        Assert.Equal(31, _directory.Sent.Count);
        _directory.Clock.Advance(TimeSpan.FromHours(1));
        await _directory.Accounts.SendCode("13900000001", first);
        Assert.Equal(32, _directory.Sent.Count);
    }

    [Theory]
    [InlineData("12812345678")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("+8613812345678")]
    [InlineData("13812345678\n")]
    [InlineData("１３８１２３４５６７８")]
    public async Task Other_numbers_get_nothing(string phone)
    {
        await _directory.Accounts.SendCode(phone, "192.0.2.1");
        Assert.Empty(_directory.Sent);
        Assert.Equal(RefusalCode.Malformed, (await _directory.Accounts.OpenByPhone(phone, "123456")).Refusal!.Code);
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(phone, "123456"));
    }

    [Fact]
    public async Task A_sender_that_is_away_is_not_the_callers_affair()
    {
        _directory.SenderFails = true;
        await _directory.Accounts.SendCode(AccountsUnderTest.Phone, "192.0.2.1");
        Assert.Empty(_directory.Sent);
    }

    [Fact]
    public async Task A_phone_is_moved_by_the_code_sent_to_the_new_one()
    {
        var account = (await _directory.Accounts.OpenByPhone(
            AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone))).Account!;
        var code = await _directory.CodeFor("13900000000");

        Assert.Equal(
            RefusalCode.Malformed,
            (await _directory.Accounts.ChangePhone(account.Id, "13900000000", AccountsUnderTest.Wrong(code)))!.Code);
        Assert.Null(await _directory.Accounts.ChangePhone(account.Id, "13900000000", code));

        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SignIn.Started>(
            await _directory.Accounts.SignInByCode("13900000000", await _directory.CodeFor("13900000000")));
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(
            AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone)));
    }

    /// <summary>
    /// T5: a stolen session moved an officer's account to the thief's phone, which signed in after every reset.
    /// </summary>
    [Theory]
    [InlineData(Roles.Officer)]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.Employer)]
    [InlineData(Roles.Officer | Roles.Holder)]
    public async Task T5_a_phone_is_no_way_into_an_account_that_was_appointed(Roles roles)
    {
        var account = await _directory.Opened(roles: roles);
        var session = await _directory.SignedIn();
        Assert.Null(await _directory.Accounts.ChangePhone(
            account.Id, AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone)));
        Assert.Null(await _directory.Accounts.ByToken(session.Token)); // The stolen session is over.
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(
            AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone)));
        Assert.Null(await _directory.Accounts.Reset(account.Id, "Given-By-Admin-3"));
        Assert.Null((await _directory.Accounts.Find(account.Id))!.Phone);
    }

    [Fact]
    public async Task A_phone_is_not_moved_onto_somebody_elses()
    {
        var mine = (await _directory.Accounts.OpenByPhone(
            AccountsUnderTest.Phone, await _directory.CodeFor(AccountsUnderTest.Phone))).Account!;
        await _directory.Accounts.OpenByPhone("13900000000", await _directory.CodeFor("13900000000"));
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));

        var refusal =
            await _directory.Accounts.ChangePhone(mine.Id, "13900000000", await _directory.CodeFor("13900000000"));

        Assert.Equal(RefusalCode.AlreadyBound, refusal!.Code);
    }

    [Fact]
    public void Limits_remember_a_bounded_number_of_keys()
    {
        var limits = new RateLimits(_directory.Clock, 100, new RateLimit(TimeSpan.FromHours(1), 2));
        for (var i = 0; i < 500; i++) Assert.Equal(i < 100, limits.TryTake($"key {i}"));
        Assert.Equal(100, limits.Keys);

        _directory.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(limits.TryTake("key 400"));
        Assert.Equal(1, limits.Keys);
    }

    private async Task Ask(int times, int address = 0)
    {
        for (var i = 0; i < times; i++)
            await _directory.Accounts.SendCode(AccountsUnderTest.Phone, $"192.0.2.{address}");
    }

    public void Dispose() => _directory.Dispose();
}

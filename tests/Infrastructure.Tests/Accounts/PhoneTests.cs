using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>H1, T5: moving an account to another phone takes both of them.</summary>
public sealed class PhoneTests : IDisposable
{
    private const string Other = "13900000000";
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task A_phone_is_moved_by_the_codes_of_the_old_and_the_new_one()
    {
        var account = await _directory.OpenedByPhone();
        var session = await SignedIn(AccountsUnderTest.Phone);
        var (old, moved) = await Codes();

        Assert.Null(await _directory.Accounts.ChangePhone(account.Id, old, moved));

        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        await SignedIn(Other);
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SignIn.No>(await _directory.Accounts.SignInByCode(
            await _directory.CodeFor(AccountsUnderTest.Phone), AccountsUnderTest.Here));
    }

    /// <summary>H1: a stolen session moved the account to the thief's phone by that phone's code alone.</summary>
    [Fact]
    public async Task H1_the_new_phone_alone_moves_nothing()
    {
        var account = await _directory.OpenedByPhone();
        var (old, moved) = await Codes();

        foreach (var given in new[] { null, AccountsUnderTest.Wrong(old), moved })
        {
            var refusal = await _directory.Accounts.ChangePhone(account.Id, given, moved);
            Assert.Equal("codeOld", Assert.Single(refusal!.Faults).Field);
        }
        Assert.Equal(AccountsUnderTest.Phone, (await _directory.Accounts.Find(account.Id))!.Phone);
    }

    [Fact]
    public async Task A_wrong_code_of_the_new_phone_leaves_the_old_ones_good()
    {
        var account = await _directory.OpenedByPhone();
        var (old, moved) = await Codes();
        var refusal = await _directory.Accounts.ChangePhone(account.Id, old, AccountsUnderTest.Wrong(moved));
        Assert.Equal("codeNew", Assert.Single(refusal!.Faults).Field);
        Assert.Null(await _directory.Accounts.ChangePhone(account.Id, old, moved));
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
            account.Id, null, await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.ChangePhone)));
        Assert.Null(await _directory.Accounts.ByToken(session.Token)); // The stolen session is over.
        foreach (var purpose in new[] { CodePurpose.SignIn, CodePurpose.Register })
        {
            _directory.Clock.Advance(TimeSpan.FromMinutes(1));
            var code = await _directory.CodeFor(AccountsUnderTest.Phone, purpose);
            Assert.IsType<SignIn.No>(purpose == CodePurpose.SignIn
                ? await _directory.Accounts.SignInByCode(code, AccountsUnderTest.Here)
                : await _directory.Accounts.OpenByPhone(
                    code, _directory.Accounts.AgreementsNow, AccountsUnderTest.Here));
        }
        Assert.Null((await _directory.Accounts.Reset(account.Id, "Given-By-Admin-3", by: null)).Refusal);
        Assert.Null((await _directory.Accounts.Find(account.Id))!.Phone);
    }

    [Fact]
    public async Task A_phone_is_not_moved_onto_somebody_elses()
    {
        var mine = await _directory.OpenedByPhone();
        await _directory.OpenedByPhone(Other);
        var (old, moved) = await Codes();
        Assert.Equal(
            RefusalCode.AlreadyBound, (await _directory.Accounts.ChangePhone(mine.Id, old, moved))!.Code);
    }

    private async Task<(GivenCode Old, GivenCode New)> Codes()
    {
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.ChangePhone),
            await _directory.CodeFor(Other, CodePurpose.ChangePhone));
    }

    private async Task<SignIn.Started> SignedIn(string phone)
    {
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        return Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(
            await _directory.CodeFor(phone), AccountsUnderTest.Here));
    }

    public void Dispose() => _directory.Dispose();
}

using OtpNet;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>A forgotten password takes the phone on record and the second factor; strangers learn nothing.</summary>
public sealed class ForgottenPasswordTests : IDisposable
{
    private const string New = "a sentence that nobody has used before";
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task The_phone_on_record_and_the_second_factor_set_a_new_password_and_end_everything()
    {
        var (account, codes) = await Enrolled();
        var session = await SignedIn(codes[0]);
        Assert.Null(await Reset("officer.1", await Code(), codes[1]));

        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        Assert.Empty(await _directory.Accounts.Devices(account.Id));
        var again = await _directory.Accounts.SignInByPassword(
            new PasswordSignIn("officer.1", New, codes[2]), AccountsUnderTest.ThisMachine);
        Assert.IsType<SignIn.Started>(again);
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_answered_as_one_with_another_phone_or_without_a_second_factor()
    {
        var (_, codes) = await Enrolled();
        await _directory.Opened("officer.2");
        foreach (var name in new[] { "nobody.1", "officer.2", "???" })
            Assert.Null(await Reset(name, await Code(), codes[0]));
        Assert.Null(await Reset("officer.1", await Code("13900000000"), codes[0]));
        await SignedIn(codes[0]); // The old password is still the one, and the recovery code was not used up.
    }

    [Fact]
    public async Task Whoever_has_the_phone_but_no_second_factor_is_refused_and_slowed_down()
    {
        await Enrolled();
        for (var i = 1; i < PasswordThrottle.FreeTries; i++) await Wrong(await Code());
        var spare = await Code();
        await Wrong(await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.ResetPassword, "10.0.0.9"));
        Assert.Equal(RefusalCode.TooMany, (await Reset("officer.1", spare, "000000"))!.Code);

        async Task Wrong(GivenCode code) =>
            Assert.Equal("totp", Assert.Single((await Reset("officer.1", code, "000000"))!.Faults).Field);
    }

    [Fact]
    public async Task A_code_of_another_purpose_or_a_weak_password_changes_nothing()
    {
        var (_, codes) = await Enrolled();
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await _directory.CodeFor(AccountsUnderTest.Phone);
        Assert.Equal("code", Assert.Single((await Reset("officer.1", other, codes[0]))!.Faults).Field);
        var weak = new ForgottenPassword("officer.1", await Code(), codes[0], "short");
        Assert.Equal("newPassword", Assert.Single((await _directory.Accounts.ResetForgotten(weak))!.Faults).Field);
        await SignedIn(codes[0]);
    }

    private async Task<(Account Account, string[] Codes)> Enrolled()
    {
        var account = await _directory.Opened();
        var begun = await _directory.Accounts.BeginTotp(account.Id);
        var session = await _directory.SignedIn();
        var signedIn = (await _directory.Accounts.ByToken(session.Token))!;
        var confirmed = await _directory.Accounts.ConfirmTotp(
            account.Id, signedIn.Session, CodeOf(begun.Enrolment!.Secret));
        Assert.Null(confirmed.Refusal);
        Assert.Null(await _directory.Accounts.ChangePhone(
            account.Id, null, await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.ChangePhone)));
        return (account, [.. confirmed.RecoveryCodes]);
    }

    private string CodeOf(string secret) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_directory.Clock.GetUtcNow().UtcDateTime);

    private async Task<SignIn.Started> SignedIn(string recoveryCode) =>
        Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByPassword(
            new PasswordSignIn("officer.1", AccountsUnderTest.Password, recoveryCode), AccountsUnderTest.ThisMachine));

    private async Task<GivenCode> Code(string phone = AccountsUnderTest.Phone)
    {
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        return await _directory.CodeFor(phone, CodePurpose.ResetPassword);
    }

    private Task<Refusal?> Reset(string name, GivenCode code, string totp) =>
        _directory.Accounts.ResetForgotten(new ForgottenPassword(name, code, totp, New));

    public void Dispose() => _directory.Dispose();
}

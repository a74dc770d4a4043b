using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>T5: the phone of a person, or a number given to somebody else, is not enough on a new device.</summary>
public sealed class IdentityAskedTests : IDisposable
{
    private const string Phone = AccountsUnderTest.Phone;
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task T5_a_new_device_also_gives_the_last_six_and_a_known_one_need_not()
    {
        await Bound();
        var code = await Code();
        Assert.Equal((RefusalCode.IdentityCheckFailed, "identityLastSix"), Refused(await Enter(code)));
        Assert.Equal((RefusalCode.IdentityCheckFailed, "identityLastSix"),
            Refused(await Enter(code with { IdentityLastSix = "000000" })));
        var session = Assert.IsType<SignIn.Started>(await Enter(code with { IdentityLastSix = "12001x" }));

        var here = AccountsUnderTest.Here with { Device = session.Device };
        Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(await Code(), here));
        _directory.Clock.Advance(TimeSpan.FromDays(180)); // The device is forgotten by then.
        Assert.Equal((RefusalCode.IdentityCheckFailed, "identityLastSix"),
            Refused(await _directory.Accounts.SignInByCode(await Code(), here)));
    }

    [Fact]
    public async Task T5_opening_an_account_is_no_way_around_it()
    {
        await Bound();
        var code = await Code(CodePurpose.Register);
        var no = await _directory.Accounts.OpenByPhone(
            code, _directory.Accounts.AgreementsNow, new Origin("203.0.113.1"));
        Assert.Equal((RefusalCode.IdentityCheckFailed, "identityLastSix"), Refused(no));
    }

    [Fact]
    public async Task T5_after_three_wrong_answers_the_phone_leads_to_that_account_no_longer()
    {
        var account = await Bound();
        for (var i = 0; i < 3; i++)
            Assert.Equal((RefusalCode.IdentityCheckFailed, "identityLastSix"),
                Refused(await Enter(await Code() with { IdentityLastSix = "000000" })));
        Assert.Null((await _directory.Accounts.Find(account.Id))!.Phone);
        Assert.Equal("P-1", (await _directory.Accounts.Find(account.Id))!.PersonKey);
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(account.Id, (await _directory.OpenedByPhone()).Id); // Whoever has the phone begins anew.
    }

    private async Task<Account> Bound()
    {
        var account = await _directory.OpenedByPhone();
        await _directory.Accounts.BindPerson(account.Id, "P-1");
        foreach (var device in await _directory.Accounts.Devices(account.Id))
            await _directory.Accounts.ForgetDevice(account.Id, device.Id);
        return account;
    }

    private async Task<GivenCode> Code(CodePurpose purpose = CodePurpose.SignIn)
    {
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        return await _directory.CodeFor(Phone, purpose);
    }

    private Task<SignIn> Enter(GivenCode code) => _directory.Accounts.SignInByCode(code, AccountsUnderTest.Here);

    private static (RefusalCode, string) Refused(SignIn answer)
    {
        var refusal = Assert.IsType<SignIn.No>(answer).Refusal;
        return (refusal.Code, Assert.Single(refusal.Faults).Field);
    }

    public void Dispose() => _directory.Dispose();
}

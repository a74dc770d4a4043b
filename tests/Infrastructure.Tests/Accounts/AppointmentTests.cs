using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Accounts of those who are appointed: one-time codes, resets, names (findings M7, M8, L6).</summary>
public sealed class AppointmentTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task M7_A_first_password_is_a_code_good_for_72_hours()
    {
        var opened = await Appoint("officer.1");
        Assert.True((await _directory.SignedIn(password: opened.OneTimeCode!)).Account.MustChangePassword);
        _directory.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await _directory.SignedIn(password: opened.OneTimeCode!);
        _directory.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.1", opened.OneTimeCode!));
    }

    [Fact]
    public async Task M7_The_code_sets_a_password_and_is_worth_nothing_then()
    {
        var opened = await Appoint("officer.1");
        Assert.Null(await _directory.Accounts.ChangePassword(
            opened.Account!.Id, opened.OneTimeCode!, AccountsUnderTest.Password));
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.1", opened.OneTimeCode!));
        _directory.Clock.Advance(TimeSpan.FromDays(30));
        Assert.False((await _directory.SignedIn()).Account.MustChangePassword);
    }

    [Fact]
    public async Task M8_A_reset_clears_phone_and_second_factor_and_ends_the_sessions()
    {
        var account = await _directory.Opened();
        var session = await _directory.SignedIn();
        var stored = (await _directory.Store.ById(account.Id))!;
        await _directory.Store.Replace(stored with
        {
            Account = stored.Account with { Phone = AccountsUnderTest.Phone, SecondFactor = true },
            Totp = new StoredTotp("AAAA", _directory.Clock.GetUtcNow(), 1),
            RecoveryCodes = "h",
        });

        var reset = await _directory.Accounts.Reset(account.Id, null, by: "A-ADMIN");

        Assert.Equal((null, false, true, "A-ADMIN"), (reset.Account!.Phone, reset.Account.SecondFactor,
            reset.Account.MustChangePassword, reset.Account.AppointedBy));
        Assert.Null(await _directory.Accounts.ByToken(session.Token));
        Assert.Equal((null, null), ((await _directory.Store.ById(account.Id))!.Totp,
            (await _directory.Store.ById(account.Id))!.RecoveryCodes));
        await _directory.SignedIn(password: reset.OneTimeCode!);
    }

    [Fact]
    public async Task M8_A_disabled_account_is_enabled_again_and_who_did_so_stands_there()
    {
        var opened = await Appoint("officer.1");
        await _directory.Accounts.Disable(opened.Account!.Id);
        Assert.Null(await _directory.Accounts.Enable(opened.Account.Id, by: "A-OTHER"));
        Assert.Null(await _directory.Accounts.Enable(opened.Account.Id, by: "A-THIRD")); // It is enabled: nothing.
        Assert.Equal("A-ADMIN A-OTHER", (await _directory.Accounts.Find(opened.Account.Id))!.AppointedBy);
        await _directory.SignedIn(password: opened.OneTimeCode!);
    }

    [Fact]
    public async Task M8_An_unlocked_account_waits_no_longer()
    {
        var account = await _directory.Opened();
        for (var i = 0; i < 6; i++) await _directory.Refused("OFFICER.1", "Wrong-Horse-1");
        Assert.Equal(RefusalCode.TooMany, await _directory.Refused("officer.1", AccountsUnderTest.Password));
        Assert.Null(await _directory.Accounts.Unlock(account.Id));
        await _directory.SignedIn();
    }

    [Fact]
    public async Task L6_Names_are_one_whatever_their_case()
    {
        await Appoint("admin");
        Assert.Equal(RefusalCode.Duplicate, (await Appoint("ADMIN")).Refusal!.Code);
        Assert.Equal(RefusalCode.Duplicate, (await Appoint("Admin")).Refusal!.Code);
    }

    /// <summary>As a silo of before names were compared so has left them: no key is kept for the second.</summary>
    [Fact]
    public async Task L6_Of_two_accounts_of_before_the_older_keeps_the_name_and_the_other_signs_in_by_its_id()
    {
        var older = await Appoint("admin");
        var younger = await Appoint("other");
        var stored = (await _directory.Store.ById(younger.Account!.Id))!;
        // The key of a row stays with it: what is renamed in place has the key of its first name.
        await _directory.Store.Replace(stored with { Account = stored.Account with { Name = "Admin" } });
        Assert.Equal(older.Account!.Id,
            (await _directory.SignedIn("ADMIN", older.OneTimeCode!)).Account.Id);
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("Admin", younger.OneTimeCode!));
        Assert.Equal(younger.Account.Id,
            (await _directory.SignedIn(younger.Account.Id, younger.OneTimeCode!)).Account.Id);
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(older.Account.Id, older.OneTimeCode!));
    }

    private Task<Appointment> Appoint(string name) => _directory.Accounts.Appoint(
        new Account("", name, null, Roles.Officer, "41", Desks.Road, null, MustChangePassword: true, Disabled: false),
        null, by: "A-ADMIN");

    public void Dispose() => _directory.Dispose();
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OtpNet;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>A generator of one-time passwords beside the password (finding H9).</summary>
public sealed class SecondFactorTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task H9_Who_has_enrolled_needs_the_code_and_a_code_counts_once()
    {
        var (account, secret, _) = await Enrolled();

        Assert.Equal(RefusalCode.SecondFactor, await Refused(null));
        Assert.Equal(RefusalCode.NotSignedIn, await Refused("000000"));
        Later();
        Assert.IsType<SignIn.Started>(await SignIn(Code(secret)));
        Assert.Equal(RefusalCode.NotSignedIn, await Refused(Code(secret)));
        Later();
        Assert.IsType<SignIn.Started>(await SignIn(Code(secret)));
        Assert.True((await _directory.Accounts.Find(account.Id))!.SecondFactor);
    }

    [Fact]
    public async Task H9_The_code_that_confirmed_the_generator_is_used_up_too()
    {
        var (_, secret, _) = await Enrolled();
        Assert.Equal(RefusalCode.NotSignedIn, await Refused(Code(secret)));
    }

    [Fact]
    public async Task H9_Of_many_sign_ins_with_one_code_at_the_same_time_one_gets_in()
    {
        var (_, secret, _) = await Enrolled();
        Later();
        var code = Code(secret);
        var came = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SignIn(code))));
        Assert.Single(came.OfType<SignIn.Started>());
    }

    [Fact]
    public async Task H9_A_recovery_code_stands_in_for_the_generator_once_however_it_is_typed()
    {
        var (_, _, codes) = await Enrolled();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.IsType<SignIn.Started>(await SignIn(codes[3].ToLowerInvariant().Replace("-", " ")));
        Assert.Equal(RefusalCode.NotSignedIn, await Refused(codes[3]));
        Assert.IsType<SignIn.Started>(await SignIn(codes[4]));
    }

    [Fact]
    public async Task H9_New_recovery_codes_take_the_place_of_those_before()
    {
        var (account, _, codes) = await Enrolled();
        var renewed = await _directory.Accounts.NewRecoveryCodes(account.Id);
        Assert.Equal(RefusalCode.NotSignedIn, await Refused(codes[0]));
        Assert.IsType<SignIn.Started>(await SignIn(renewed.RecoveryCodes[0]));
    }

    [Fact]
    public async Task H9_Guessing_codes_is_slowed_down_like_guessing_passwords()
    {
        var (_, _, codes) = await Enrolled();
        for (var i = 0; i < 5; i++) Assert.Equal(RefusalCode.NotSignedIn, await Refused("000000"));
        Assert.Equal(RefusalCode.TooMany, await Refused(codes[0]));
    }

    /// <summary>A thief with the password hires networks, each with five free tries (docs/adr/0173).</summary>
    [Fact]
    public async Task T10_codes_guessed_from_ever_new_networks_end_after_ten_and_the_owner_goes_on()
    {
        var (_, secret, codes) = await Enrolled();
        var office = new Origin("192.0.2.77");
        Later();
        Assert.IsType<SignIn.Started>(await From(office, Code(secret))); // A network that the account knows.
        var (wrong, waits) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var no = Assert.IsType<SignIn.No>(await From(new Origin($"198.51.100.{i}"), "000000")).Refusal;
            if (no.Code == RefusalCode.TooMany) waits++;
            else wrong++;
        }
        Assert.Equal((SecondFactorGuesses.MaxAnHour, 50), (wrong, waits));

        // Not even a right one: what was guessed rightly would be the same.
        var refused = Assert.IsType<SignIn.No>(await From(new Origin("203.0.113.1"), codes[0])).Refusal;
        Assert.Equal(RefusalCode.TooMany, refused.Code);
        Later();
        var session = Assert.IsType<SignIn.Started>(await From(office, Code(secret)));
        Later();
        var travelling = new Origin("203.0.113.200", session.Device);
        Assert.IsType<SignIn.Started>(await From(travelling, Code(secret)));
        _directory.Clock.Advance(refused.RetryAfter!.Value);
        Assert.IsType<SignIn.Started>(await From(new Origin("203.0.113.1"), codes[0]));
    }

    [Fact]
    public async Task H9_whoever_signs_in_by_phone_with_a_generator_gives_its_code_besides()
    {
        var account = await _directory.OpenedByPhone();
        var begun = (await _directory.Accounts.BeginTotp(account.Id)).Enrolment!;
        Assert.Null((await _directory.Accounts.ConfirmTotp(account.Id, "", Code(begun.Secret))).Refusal);
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        Assert.Equal(RefusalCode.SecondFactor, Assert.IsType<SignIn.No>(await Opened(code)).Refusal.Code);
        Assert.IsType<SignIn.Started>(await Opened(code with { Totp = Code(begun.Secret) }));

        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await _directory.CodeFor(AccountsUnderTest.Phone, CodePurpose.Register);
        var guessed = await Opened(second with { Totp = "000000" });
        Assert.Equal(RefusalCode.NotSignedIn, Assert.IsType<SignIn.No>(guessed).Refusal.Code);
        Assert.IsType<SignIn.No>(await Opened(second with { Totp = Code(begun.Secret) })); // One guess a code.

        Task<SignIn> Opened(GivenCode given) => _directory.Accounts.OpenByPhone(
            given, _directory.Accounts.AgreementsNow, AccountsUnderTest.Here);
    }

    [Fact]
    public async Task Enrolling_ends_the_other_sessions_and_not_its_own()
    {
        var account = await _directory.Opened();
        var (mine, other) = (await _directory.SignedIn(), await _directory.SignedIn());
        await Confirm(account.Id, mine);
        Assert.NotNull(await _directory.Accounts.ByToken(mine.Token));
        Assert.Null(await _directory.Accounts.ByToken(other.Token));
    }

    [Fact]
    public async Task A_generator_that_was_only_begun_is_asked_of_nobody()
    {
        var account = await _directory.Opened();
        await _directory.Accounts.BeginTotp(account.Id);
        await _directory.SignedIn();
        Assert.Equal(RefusalCode.Malformed, await Refused("123456"));
    }

    [Fact]
    public async Task A_second_generator_is_not_begun_beside_the_first()
    {
        var (account, _, _) = await Enrolled();
        Assert.Equal(RefusalCode.WrongState, (await _directory.Accounts.BeginTotp(account.Id)).Refusal!.Code);
        Assert.Equal(RefusalCode.WrongState,
            (await _directory.Accounts.ConfirmTotp(account.Id, "", "123456")).Refusal!.Code);
    }

    [Fact]
    public async Task Without_the_generator_a_short_password_has_to_go()
    {
        var (account, secret, _) = await Enrolled();
        Later();
        var session = Assert.IsType<SignIn.Started>(await SignIn(Code(secret)));
        Assert.Null(await _directory.Accounts.ChangePassword(account.Id, AccountsUnderTest.Password, "tulpenwald"));
        Later();
        session = Assert.IsType<SignIn.Started>(await SignIn(Code(secret), "tulpenwald"));
        var signedIn = (await _directory.Accounts.ByToken(session.Token))!;
        Assert.Null(await _directory.Accounts.RemoveTotp(account.Id, signedIn.Session));
        var after = (await _directory.Accounts.ByToken(session.Token))!.Account;
        Assert.Equal((false, true), (after.SecondFactor, after.MustChangePassword));
    }

    [Fact]
    public async Task The_secret_in_the_store_is_sealed_for_its_account()
    {
        var (account, secret, _) = await Enrolled();
        var stored = (await _directory.Store.ById(account.Id))!.Totp!.SealedSecret;
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Base32Encoding.ToBytes(secret)), stored, StringComparison.Ordinal);
        var seal = new AuthenticatorSeal(
            new Infrastructure.Tokens.VerificationOptions { Folder = "", KeySecret = new string('k', 32) });
        Assert.Equal(Base32Encoding.ToBytes(secret), seal.Open(stored, account.Id));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => seal.Open(stored, "A-2"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_is_proven_again_by_password_or_by_code(bool byPassword)
    {
        var (account, secret, _) = await Enrolled();
        Later();
        var session = Assert.IsType<SignIn.Started>(await SignIn(Code(secret)));
        var before = (await _directory.Accounts.ByToken(session.Token))!;
        _directory.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(RefusalCode.Malformed,
            (await Prove(byPassword ? "Wrong-Horse-1" : null, byPassword ? null : "000000"))!.Code);
        Assert.Null(await Prove(byPassword ? AccountsUnderTest.Password : null, byPassword ? null : Code(secret)));
        var after = (await _directory.Accounts.ByToken(session.Token))!;
        Assert.Equal(_directory.Clock.GetUtcNow(), after.ProvenAt);
        Assert.True(after.ProvenAt - before.ProvenAt > TimeSpan.FromMinutes(10));

        Task<Refusal?> Prove(string? password, string? totp) =>
            _directory.Accounts.ReAuthenticate(account.Id, before.Session, password, totp);
    }

    private async Task<(Account Account, string Secret, IReadOnlyList<string> Codes)> Enrolled()
    {
        var account = await _directory.Opened();
        var (secret, codes) = await Confirm(account.Id, await _directory.SignedIn());
        return (account, secret, codes);
    }

    private async Task<(string Secret, IReadOnlyList<string> Codes)> Confirm(string accountId, SignIn.Started started)
    {
        var session = (await _directory.Accounts.ByToken(started.Token))!.Session;
        var begun = (await _directory.Accounts.BeginTotp(accountId)).Enrolment!;
        Assert.StartsWith("otpauth://totp/", begun.Uri, StringComparison.Ordinal);
        Assert.Contains($"secret={begun.Secret}", begun.Uri, StringComparison.Ordinal);
        Assert.NotNull((await _directory.Accounts.ConfirmTotp(accountId, session, "12345")).Refusal);
        var confirmed = await _directory.Accounts.ConfirmTotp(accountId, session, Code(begun.Secret));
        Assert.Null(confirmed.Refusal);
        return (begun.Secret, confirmed.RecoveryCodes);
    }

    private string Code(string secret) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_directory.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The next step of thirty seconds.</summary>
    private void Later() => _directory.Clock.Advance(TimeSpan.FromSeconds(30));

    private Task<SignIn> SignIn(string? totp, string password = AccountsUnderTest.Password) =>
        _directory.Accounts.SignInByPassword(
            new PasswordSignIn("officer.1", password, totp), AccountsUnderTest.ThisMachine);

    private Task<SignIn> From(Origin origin, string totp) => _directory.Accounts.SignInByPassword(
        new PasswordSignIn("officer.1", AccountsUnderTest.Password, totp), origin);

    private async Task<RefusalCode> Refused(string? totp) => Assert.IsType<SignIn.No>(await SignIn(totp)).Refusal.Code;

    public void Dispose() => _directory.Dispose();
}

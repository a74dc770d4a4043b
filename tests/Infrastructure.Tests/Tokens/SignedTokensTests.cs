using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Tokens;

/// <summary>
/// Tokens of a real registry over a real store: made, checked, copied, forged; keys rotated, retired, raced for.
/// </summary>
public sealed class SignedTokensTests : IDisposable
{
    private static readonly Actor _admin = new("admin", Roles.Administrator, Channel.Http);
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private readonly TestPlace _place = new();
    private int _commands;

    [Fact]
    public async Task A_certificate_is_valid_until_it_is_cancelled_and_then_revoked_at_once()
    {
        await using var registry = await Open();
        var (certificate, _) = await Two(registry);
        var token = (await registry.Verification.TokenFor(certificate.Key))!;
        Assert.Equal($"http://127.0.0.1:5080/v/{token.Token}", token.QrText);
        var verdict = await registry.Verification.Verify(token.Token);
        Assert.Equal((VerdictResult.Valid, null), (verdict.Result, verdict.Reason));
        Assert.Equal(("张*", "4101************15"), (verdict.Subject!.Holder, verdict.Subject.Number));
        Assert.Equal("41", verdict.Issuer!.Province);
        Assert.Equal(registry.Now, verdict.AsOf);

        await Do(
            registry, certificate, new CancelCertificate(CancellationGround.Authority, "事故"),
            Actor.Registry(Channel.Http));
        verdict = await registry.Verification.Verify(token.Token);
        Assert.Equal(
            (VerdictResult.Revoked, VerdictReason.Cancelled, "authority"),
            (verdict.Result, verdict.Reason, verdict.Ground));
    }

    [Fact]
    public async Task A_token_on_another_document_or_signed_by_another_is_unknown()
    {
        await using var registry = await Open();
        var (one, other) = await Two(registry);
        var (first, second) = (
            (await registry.Verification.TokenFor(one.Key))!, (await registry.Verification.TokenFor(other.Key))!);
        var (mine, theirs) = (first.Token.Split('.'), second.Token.Split('.'));
        await Unknown(registry, $"{mine[0]}.{theirs[1]}.{mine[2]}", VerdictReason.BadSignature);

        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Unknown(registry, Signed(forger, "1", first.Claims), VerdictReason.BadSignature);
        await Unknown(registry, Signed(forger, "2", first.Claims), VerdictReason.UnknownKey);
        await Unknown(registry, "nonsense", VerdictReason.Malformed);
        await Unknown(registry, first.Token[..^1], VerdictReason.Malformed);
        Assert.Equal(VerdictResult.Valid, (await registry.Verification.Verify(first.Token)).Result);
    }

    [Fact]
    public async Task P45_the_twin_of_a_token_is_unknown_and_an_older_key_keeps_both()
    {
        await using var registry = await Open();
        var (certificate, _) = await Two(registry);
        for (var i = 0; i < 8; i++) // Every second signature would have the higher s by chance.
        {
            var token = (await registry.Verification.TokenFor(certificate.Key))!.Token;
            Assert.Equal(VerdictResult.Valid, (await registry.Verification.Verify(token)).Result);
            await Unknown(registry, Twin(token), VerdictReason.BadSignature);
        }
        // What a key of before signed is on paper already: both of its texts are good.
        var twin = TokenText.Read(Twin((await registry.Verification.TokenFor(certificate.Key))!.Token))!;
        var young = ((Keyring)(await registry.Load(Keyring.Id))!.State).Signing.Public;
        Assert.False(young.HasSigned(twin.Content.Span, twin.Signature.Span));
        Assert.True((young with { IsLow = false }).HasSigned(twin.Content.Span, twin.Signature.Span));
    }

    /// <summary>The same token with n - s in the place of s.</summary>
    private static string Twin(string token)
    {
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
            NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var parts = token.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        var other = order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var bytes = other.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] twin = [.. signature[..32], .. new byte[32 - bytes.Length], .. bytes];
        return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(twin)}";
    }

    [Fact]
    public async Task A_version_never_made_and_a_document_that_is_not_there_are_unknown_even_when_we_signed_them()
    {
        await using var registry = await Open();
        var (certificate, _) = await Two(registry);
        var claims = (await registry.Verification.TokenFor(certificate.Key))!.Claims;
        var key = ((Keyring)(await registry.Load(Keyring.Id))!.State).Signing;
        using var own = OpenedWith(_place.Options.Verification, key);
        await Unknown(registry, Signed(own, "1", claims with
        {
            Subject = claims.Subject with { Number = 2 },
        }), VerdictReason.NeverIssued);
        var nobody = new EntityId(EntityKind.Certificate, "Q-0000000000000000");
        await Unknown(registry, Signed(own, "1", claims with
        {
            Subject = claims.Subject with { Entity = nobody },
        }), VerdictReason.NotOnRecord);
        Assert.Null(await registry.Verification.TokenFor(nobody.Key));
        Assert.Null(await registry.Verification.TokenFor(certificate.Key + ".1"));
        Assert.Null(await registry.Verification.TokenFor("?"));
    }

    [Fact]
    public async Task A_new_key_signs_and_the_old_one_verifies_until_it_is_retired_also_for_tokens_seen_before()
    {
        await using var registry = await Open();
        var (certificate, _) = await Two(registry);
        var old = (await registry.Verification.TokenFor(certificate.Key))!.Token;
        Assert.Equal(VerdictResult.Valid, (await registry.Verification.Verify(old)).Result);
        Assert.Equal(RefusalCode.WrongState, await Refused(registry, new RetireKey("1", "换钥")));
        Assert.IsType<Answer.Done>(await registry.Verification.Rotate(new Envelope("rotate", new PassTime(), _admin)));
        var young = (await registry.Verification.TokenFor(certificate.Key))!.Token;
        Assert.Equal("2", TokenText.Read(young)!.KeyId);
        Assert.Equal(VerdictResult.Valid, (await registry.Verification.Verify(old)).Result);
        Assert.Equal(["1", "2"], (await registry.Verification.PublishedKeys()).Select(key => key.Kid));

        await Do(registry, Keyring.Id, new RetireKey("1", "换钥"), _admin);
        await Unknown(registry, old, VerdictReason.KeyRetired);
        Assert.Equal(VerdictResult.Valid, (await registry.Verification.Verify(young)).Result);
        Assert.Equal(["2"], (await registry.Verification.PublishedKeys()).Select(key => key.Kid));
    }

    [Fact]
    public async Task Nobody_but_the_administrator_touches_keys()
    {
        await using var registry = await Open();
        await registry.Verification.PublishedKeys();
        var officer = new Actor("officer", Roles.Officer | Roles.Holder | Roles.Enforcement, Channel.Http);
        Assert.Equal(RefusalCode.NotAllowed, await Refused(registry, new RetireKey("1", "x"), officer));
        Assert.IsType<Answer.No>(await registry.Verification.Rotate(new Envelope("no", new PassTime(), officer)));
        Assert.Equal(RefusalCode.NotFound, await Refused(registry, new RetireKey("9", "x")));
    }

    /// <summary>Two hosts over one store, each with its own memory: the commit decides, not a lock of theirs.</summary>
    [Fact]
    public async Task Two_hosts_that_race_for_the_first_key_end_up_with_one()
    {
        using var elsewhere = new TestPlace();
        await using var one = await Open();
        var store = one.Store;
        // Over the store of the first one, which closes it; its own stays empty.
        var other = await TestRegistry.Start(elsewhere.Options with { Folder = _place.Options.Folder + "-other" },
            new LocalParts { Around = _ => store });
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await (i % 2 == 0
            ? one
            : other).Verification.PublishedKeys())));
        var first = Assert.Single(keys[0]);
        Assert.All(keys, found => Assert.Equal(first, Assert.Single(found)));
        Assert.Equal(1, (await store.Load(Keyring.Id))!.Version);
    }

    [Fact]
    public async Task Keys_are_the_same_after_a_restart_and_their_chain_holds()
    {
        string token;
        await using (var registry = await Open())
        {
            token = (await registry.Verification.TokenFor((await Two(registry)).One.Key))!.Token;
        }
        await using (var again = await Open())
        {
            Assert.Equal(VerdictResult.Valid, (await again.Verification.Verify(token)).Result);
            await again.Drain();
        }
        await _place.Verified(new DateOnly(2026, 2, 13));
    }

    [Fact]
    public async Task With_another_secret_everything_is_checked_and_nothing_is_signed()
    {
        string token, certificate;
        await using (var registry = await Open())
        {
            certificate = (await Two(registry)).One.Key;
            token = (await registry.Verification.TokenFor(certificate))!.Token;
        }
        File.WriteAllText(
            Path.Combine(_place.Options.Folder, Infrastructure.Tokens.KeySecret.FileName),
            Convert.ToBase64String(new byte[32]));
        await using var again = await Open();
        Assert.Equal(VerdictResult.Valid, (await again.Verification.Verify(token)).Result);
        var away =
            await Assert.ThrowsAsync<StorageAwayException>(async () => await again.Verification.TokenFor(certificate));
        Assert.Contains("Registry__KeySecret", away.Message, StringComparison.Ordinal);
        Assert.IsType<Answer.Done>(await again.Verification.Rotate(new Envelope("mend", new PassTime(), _admin)));
        Assert.NotNull(await again.Verification.TokenFor(certificate));
    }

    [Fact]
    public async Task The_private_half_is_nowhere_in_the_answers_and_sealed_in_the_history()
    {
        await using var registry = await Open();
        await registry.Verification.PublishedKeys();
        var answer = (Answer.Done)await registry.Verification.Rotate(
            new Envelope("rotate", new PassTime(), _admin) { Fingerprint = "f" });
        Assert.DoesNotContain("sealed", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.OrdinalIgnoreCase);
        var key = ((Keyring)(await registry.Load(Keyring.Id))!.State).Signing;
        Assert.DoesNotContain(key.Material.Sealed, key.ToString(), StringComparison.Ordinal);
        using var own = OpenedWith(_place.Options.Verification, key);
        var secret = Base64Url.EncodeToString(own.ExportParameters(true).D);
        var history = await registry.Queries.History(Keyring.Id, new PageRequest());
        Assert.Equal(2, history.Items.Length);
        Assert.All(
            history.Items,
            entry => Assert.DoesNotContain(secret, Encoding.UTF8.GetString(entry.Body.Span), StringComparison.Ordinal));
    }

    private static async Task Unknown(TestRegistry registry, string token, VerdictReason reason)
    {
        var verdict = await registry.Verification.Verify(token);
        Assert.Equal((VerdictResult.Unknown, reason), (verdict.Result, verdict.Reason));
    }

    private static string Signed(ECDsa key, string kid, TokenClaims claims)
    {
        var content = TokenText.ToSign(kid, claims);
        return TokenText.Joined(content, PublicKey.Lowered(
            key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256)));
    }

    private static ECDsa OpenedWith(Infrastructure.Tokens.VerificationOptions options, RingKey key) =>
        ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Infrastructure.Tokens.KeySecret.Of(options).Open(
                Base64Url.DecodeFromChars(key.Material.Sealed), Encoding.ASCII.GetBytes(key.Material.X)),
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(key.Material.X), Y = Base64Url.DecodeFromChars(key.Material.Y),
            },
        });

    private async Task<RefusalCode> Refused(TestRegistry registry, Command command, Actor? actor = null) =>
        ((Answer.No)await registry.Execute(
            Keyring.Id, new Envelope($"no:{_commands++}", command, actor ?? _admin))).Refusal.Code;

    private async Task Do(TestRegistry registry, EntityId id, Command command, Actor actor)
    {
        var answer = await registry.Execute(id, new Envelope($"do:{_commands++}", command, actor));
        Assert.True(answer is Answer.Done, answer.ToString());
    }

    private static async Task<(EntityId One, EntityId Other)> Two(TestRegistry registry) =>
        (
            await Certificate(registry, "张三", "410105198502280015"),
            await Certificate(registry, "李四", "11010519491231002X"));

    private static async Task<EntityId> Certificate(TestRegistry registry, string name, string number)
    {
        var (id, answer) = await Registration.Register(
            registry, new RegisterPerson(name, IdentityKind.CitizenId, number),
            new RegisterCertificate
            {
                Number = number, Kind = CertificateKind.FreightDriver, Authority = "410100", ServiceUnit = "个人",
                PersonKey = "",
                FirstIssuedOn = new DateOnly(2024, 3, 1), ValidFrom = new DateOnly(2024, 3, 1),
            },
            new Envelope($"given:{number}", new PassTime(), _import));
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }

    private Task<TestRegistry> Open(Func<IRegistryStore, IRegistryStore>? around = null) => TestRegistry.Start(
        _place.Options with { Clock = ShanghaiTime.StartOf(new DateOnly(2026, 2, 13)) },
        new LocalParts { Around = around });

    public void Dispose() => _place.Dispose();
}

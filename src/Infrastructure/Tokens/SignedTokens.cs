using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Storage;
using ApplicationId = OrleansRegistry.Domain.Applications.ApplicationId;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>Makes tokens and verifies them; the Domain decides whether a document is valid.</summary>
/// <param name="registry">The registry, for commands and the law in use.</param>
/// <param name="read">Reads an entity with its facts as the store has them at this instant (design.md 4).</param>
/// <param name="statuses">Places in status lists.</param>
/// <param name="options">Secret, address, trust roots.</param>
/// <param name="machineClock">The clock of screens.</param>
public sealed class SignedTokens(
    IRegistry registry,
    Func<EntityId, CancellationToken, ValueTask<Loaded?>> read,
    IStatusStore statuses,
    VerificationOptions options,
    TimeProvider machineClock)
    : IVerification, IDisposable
{
    /// <summary>
    /// How long a picture stays on a driver's screen, and how long it counts as fresh: its slot and one more.
    /// </summary>
    private const int SlotSeconds = 30, FreshSeconds = 2 * SlotSeconds;

    private const int MaxRemembered = 40_000;
    private static readonly Actor _self = Actor.Registry(Channel.Http);
    private readonly TokenKeys _keys = new(() => KeySecret.Of(options));
    private readonly SignatureCache _memory = new(MaxRemembered);
    private StatusLists? _lists;

    /// <inheritdoc/>
    public ImmutableArray<PublicKey> TrustRoots { get; } = options.ReadTrustRoots();

    /// <inheritdoc/>
    public async ValueTask<SignedToken?> TokenFor(
        string entityOrApplicationId, CancellationToken cancellation = default)
    {
        EntityId id;
        if (ApplicationId.TryParse(entityOrApplicationId, out var voucher)) id = voucher.Owner;
        else if (!EntityId.TryParse(entityOrApplicationId, out id)) return null;
        if (await read(id, cancellation) is not { } loaded) return null;
        var claims = ClaimsOf(loaded);
        if (voucher != default)
        {
            if (await ApplicationOf(loaded.State, entityOrApplicationId, cancellation) is not { } application)
                return null;
            claims = Issuing.OfVoucher(loaded.State, application, voucher.Number, ContextOf(loaded));
        }
        // A paper plate has no place in a status list; the place of the certificate that it replaced is set.
        if (claims is not null && loaded.State is not Trip { Medium: TripMedium.Paper })
            claims = await Placed(claims, cancellation);
        return claims is null ? null : Sign(await Ring(cancellation), claims);
    }

    /// <inheritdoc/>
    public async ValueTask<DisplayProof?> DisplayOf(EntityId entity, CancellationToken cancellation = default) =>
        await DisplaySlots(entity, 1, cancellation) is [var proof] ? proof : null;

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DisplayProof>> DisplaySlots(
        EntityId entity, int slots, CancellationToken cancellation = default)
    {
        if (await read(entity, cancellation) is not { } loaded || ClaimsOf(loaded) is not { } claims
            || loaded.State is Trip { Medium: TripMedium.Paper }) return [];
        claims = await Placed(claims, cancellation);
        var ring = await Ring(cancellation);
        var printed = Sign(ring, claims);
        var seconds = machineClock.GetUtcNow().ToUnixTimeSeconds();
        var first = DateTimeOffset.FromUnixTimeSeconds(seconds - seconds % SlotSeconds);
        return [.. Enumerable.Range(0, slots).Select(slot => Shown(first.AddSeconds(slot * SlotSeconds)))];

        DisplayProof Shown(DateTimeOffset from)
        {
            var shown = claims with
            {
                Displayed = true,
                NotBefore = from,
                ExpiresAt = from.AddSeconds(FreshSeconds),
                Plate = null,
            };
            return new DisplayProof(printed, Sign(ring, shown), _keys.CodeOf(shown),
                ShanghaiTime.ToLocal(from), ShanghaiTime.ToLocal(from.AddSeconds(SlotSeconds)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> StatusList(int number, CancellationToken cancellation = default) =>
        Lists.Of(number, cancellation);

    /// <inheritdoc/>
    public async Task<ImmutableArray<EntityId>> CirculatingTrips(CancellationToken cancellation = default)
    {
        var trips = ImmutableArray.CreateBuilder<EntityId>();
        foreach (var resting in await statuses.Resting(registry.Now, cancellation))
            if (CredentialId.TryParse(resting.Document, out var document)) trips.Add(document.Entity);
        return trips.DrainToImmutable();
    }

    /// <inheritdoc/>
    public async ValueTask<string> Sign(
        string type, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default)
    {
        var ring = await Ring(cancellation);
        return Signed(ring, StatementText.ToSign(ring.Signing.Kid, type, payload.Span));
    }

    /// <inheritdoc/>
    public async ValueTask<Verdict> Verify(string token, CancellationToken cancellation = default)
    {
        var known = _memory.Find(token);
        var said = known?.Token ?? TokenText.Read(token);
        if (said is null) return Verdict.NotKnown(VerdictReason.Malformed, ShanghaiTime.ToLocal(registry.Now));
        var verdict = IsOurs(said.Claims)
            ? await VerifyOurs(token, said, known?.Key, cancellation)
            : await VerifyInbound(token, said, known?.Key, cancellation);
        return said.Claims.Displayed ? OnScreen(verdict, said.Claims) : verdict;
    }

    /// <inheritdoc/>
    public async ValueTask<Verdict?> VerdictOf(EntityId entity, CancellationToken cancellation = default)
    {
        if (await read(entity, cancellation) is not { } loaded || Issuing.Latest(loaded.State) is not { } id)
            return null;
        return WithIssuer(CredentialVerification.Of(id, loaded.State, null, ContextOf(loaded)), id);
    }

    /// <inheritdoc/>
    public Task<Answer> Rotate(Envelope envelope, CancellationToken cancellation = default) =>
        registry.Execute(Keyring.Id, envelope with { Command = new AddKey(_keys.Make()) }, cancellation);

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<PublicKey>> PublishedKeys(CancellationToken cancellation = default) =>
        [.. (await Ring(cancellation)).Keys.Where(key => key.RetiredAt is null).Select(key => key.Public)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _lists?.Dispose();
    }

    private StatusLists Lists => LazyInitializer.EnsureInitialized(ref _lists, () => new StatusLists(
        statuses, VerdictOn, SignList, $"{options.PublicUrl}/status-list/", () => registry.Now, machineClock));

    private async ValueTask<Verdict> VerdictOn(CredentialId id, CancellationToken cancellation) =>
        await read(id.Entity, cancellation) is { } loaded
            ? CredentialVerification.Of(id, loaded.State, null, ContextOf(loaded))
            : Verdict.NotKnown(VerdictReason.NotOnRecord, ShanghaiTime.ToLocal(registry.Now));

    private async ValueTask<string> SignList(
        string address, DateTimeOffset issuedAt, byte[] packed, CancellationToken cancellation)
    {
        var ring = await Ring(cancellation);
        return Signed(ring, StatusListText.ToSign(ring.Signing.Kid, address, issuedAt, packed));
    }

    private async ValueTask<Verdict> VerifyOurs(
        string token, ReadToken said, PublicKey? signedBy, CancellationToken cancellation)
    {
        var now = ShanghaiTime.ToLocal(registry.Now);
        var ring = (Keyring?)(await read(Keyring.Id, cancellation))?.State;
        if (ring?.Find(said.KeyId) is not { } key) return Verdict.NotKnown(VerdictReason.UnknownKey, now);
        if (key.RetiredAt is not null) return Verdict.NotKnown(VerdictReason.KeyRetired, now);
        if (!IsSigned(token, said, key.Public, signedBy)) return Verdict.NotKnown(VerdictReason.BadSignature, now);
        var id = said.Claims.Subject;
        if (await read(id.Entity, cancellation) is not { } loaded)
            return Verdict.NotKnown(VerdictReason.NotOnRecord, now);
        var application = id.ApplicationId is { } named ? await ApplicationOf(loaded.State, named, cancellation) : null;
        return WithIssuer(CredentialVerification.Of(id, loaded.State, application, ContextOf(loaded)), id);
    }

    private async ValueTask<Verdict> VerifyInbound(
        string token, ReadToken said, PublicKey? signedBy, CancellationToken cancellation)
    {
        var loaded = await read(TrustList.Id, cancellation);
        var list = (TrustList?)loaded?.State;
        var context = registry.ContextFor(_self, NoFacts.Instance);
        var enabled = Issues(said.Claims.Issuer);
        var (key, no) = InboundVerification.KeyFor(said, list, enabled, context);
        var verdict = no ?? (IsSigned(token, said, key!, signedBy) ? InboundVerification.Of(said.Claims, list!, context)
            : Verdict.NotKnown(VerdictReason.BadSignature, ShanghaiTime.ToLocal(list!.IssuedAt)));
        return verdict with { Issuer = InboundVerification.IssuerOf(said.Claims.Issuer, enabled) };
    }

    private bool IsSigned(string token, ReadToken said, PublicKey key, PublicKey? signedBy)
    {
        if (signedBy == key) return true;
        if (!_keys.HasSigned(key, said)) return false;
        _memory.Keep(token, said, key);
        return true;
    }

    /// <summary>
    /// Charter certificates of provinces without a scheme here belong to others; every other document is this
    /// registry's own.
    /// </summary>
    private bool IsOurs(TokenClaims claims) =>
        claims.Subject.Kind != CredentialKind.CharterCertificate
        || registry.CharterRulebook.SchemeOf(claims.Issuer) is not null;

    private bool Issues(string region) => registry.CharterRulebook.Issues(region, registry.Now);

    private Verdict WithIssuer(Verdict verdict, CredentialId id) =>
        verdict.Subject is not { Authority.Length: >= 2 } subject
            ? verdict
            : verdict with
            {
                Issuer = InboundVerification.IssuerOf(
                    subject.Authority[..2],
                    id.Kind == CredentialKind.CharterCertificate ? Issues(subject.Authority) : null),
            };

    /// <summary>
    /// An old picture of a valid document does not make the document invalid, but it does not prove that it is on this
    /// screen.
    /// </summary>
    private Verdict OnScreen(Verdict verdict, TokenClaims claims)
    {
        if (verdict.Subject is null || !IsOurs(claims)) return verdict;
        var display = new VerifiedDisplay(
            machineClock.GetUtcNow() < claims.ExpiresAt, ShanghaiTime.ToLocal(claims.NotBefore), _keys.CodeOf(claims));
        var reason = verdict.Result == VerdictResult.Valid && !display.Fresh
            ? VerdictReason.OldScreenshot
            : verdict.Reason;
        return verdict with { Display = display, Reason = reason };
    }

    /// <summary>The application of a voucher: in the state while it is recent, otherwise in the index.</summary>
    private async ValueTask<Application?> ApplicationOf(EntityState state, string id, CancellationToken cancellation) =>
        (state is IApplicationSubject subject ? subject.Applications.At(id) : null)
        ?? (await registry.Queries.Application(id, cancellation))?.Application as Application;

    private async ValueTask<TokenClaims> Placed(TokenClaims claims, CancellationToken cancellation) =>
        claims with { Place = await statuses.PlaceOf(claims.Subject.ToString(), cancellation) };

    private static TokenClaims? ClaimsOf(Loaded loaded) => Issuing.Of(
        loaded.State, loaded.State is Trip trip ? loaded.Facts.VehicleWith(trip.Plan.VehicleKey)?.Plate : null);

    private Context ContextOf(Loaded loaded) => registry.ContextFor(_self, loaded.Facts);

    private SignedToken Sign(Keyring ring, TokenClaims claims)
    {
        var token = Signed(ring, TokenText.ToSign(ring.Signing.Kid, claims));
        return new SignedToken(token, $"{options.PublicUrl}/v/{token}", claims);
    }

    private string Signed(Keyring ring, string content)
    {
        try
        {
            return _keys.Sign(ring.Signing, content);
        }
        catch (CryptographicException e)
        {
            // Checking still works; only signing needs the secret with which the key was sealed.
            throw new StorageAwayException(
                "the signing key cannot be opened: Registry__KeySecret, or the file key-secret, is another one "
                + "than when the key was made; put it back or rotate the keys",
                e);
        }
    }

    /// <summary>
    /// The keyring. Its first key is made when it is first needed; if two hosts do that at once, one of them succeeds
    /// and both use its key.
    /// </summary>
    private async ValueTask<Keyring> Ring(CancellationToken cancellation)
    {
        if (await read(Keyring.Id, cancellation) is { } there) return (Keyring)there.State;
        var first = new Envelope($"first-key:{Guid.NewGuid():N}", new AddKey(_keys.Make(), OnlyFirst: true), _self);
        var answer = await registry.Execute(Keyring.Id, first, cancellation);
        if (answer is Answer.No no)
            throw new InvalidOperationException($"the first key was refused: {no.Refusal.Code}");
        return (Keyring)(await read(Keyring.Id, cancellation))!.State;
    }

    private sealed class NoFacts : IFacts
    {
        public static readonly NoFacts Instance = new();

        public Domain.Persons.Person? Person(string key) => null;

        public Domain.Documents.DocumentFact? Document(string id) => null;
    }
}

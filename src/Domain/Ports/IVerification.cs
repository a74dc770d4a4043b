using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A signed token and the text for the QR code that holds it.</summary>
/// <param name="Token">Compact JWS, ES256.</param>
/// <param name="QrText">The address at which a phone's camera opens
/// the verification page: the text of the QR code.</param>
/// <param name="Claims">What it says.</param>
public sealed record SignedToken(string Token, string QrText, TokenClaims Claims);

/// <summary>
/// Makes tokens and verifies them. Both read the store's version of every state at that instant, never a copy that
/// could be old; only "this very text was signed by key k" is remembered.
/// </summary>
public interface IVerification
{
    /// <summary>
    /// The token of the document in circulation: a certificate or vehicle by its key, a
    /// charter trip by its key, a voucher by its application's id (<c>Q-8F3K2.3</c>). Null:
    /// there is no such document, or it has no token (an application of another service, or
    /// one that is not approved). Each call signs anew, so texts differ and mean the same.
    /// </summary>
    ValueTask<SignedToken?> TokenFor(string entityOrApplicationId, CancellationToken cancellation = default);

    /// <summary>
    /// The proof that a document is on a screen now: like the token, but good for one slot. The caller has checked that
    /// who asks may show it. Null: no such document.
    /// </summary>
    ValueTask<DisplayProof?> DisplayOf(EntityId entity, CancellationToken cancellation = default);

    /// <summary>
    /// The proofs of this slot and of those that follow, for a way without a signal; none: no such document.
    /// </summary>
    /// <param name="entity">Whose document it is.</param>
    /// <param name="slots">How many, from 1 to <see cref="MaxSlots"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    ValueTask<ImmutableArray<DisplayProof>> DisplaySlots(
        EntityId entity, int slots, CancellationToken cancellation = default);

    /// <summary>The slots that are given out ahead, at most: ten minutes.</summary>
    const int MaxSlots = 20;

    /// <summary>Verifies a text as scanned; anything at all may come in, and a verdict comes out.</summary>
    ValueTask<Verdict> Verify(string token, CancellationToken cancellation = default);

    /// <summary>
    /// Verifies the document in circulation of an entity without a token: what a look-up by plate or number answers.
    /// </summary>
    ValueTask<Verdict?> VerdictOf(EntityId entity, CancellationToken cancellation = default);

    /// <summary>
    /// A status list as a compact JWS, newly signed when a bit has changed or it is 15 minutes old; null: there is no
    /// list with this number.
    /// </summary>
    ValueTask<string?> StatusList(int number, CancellationToken cancellation = default);

    /// <summary>The trips that are not over and have an electronic certificate in circulation.</summary>
    Task<ImmutableArray<EntityId>> CirculatingTrips(CancellationToken cancellation = default);

    /// <summary>
    /// A statement of this registry as a compact JWS. <paramref name="type"/> stands in its header, so that no reader
    /// takes one sort of statement for another.
    /// </summary>
    ValueTask<string> Sign(string type, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default);

    /// <summary>Makes a key and lets it sign from now on; older ones keep verifying.</summary>
    Task<Answer> Rotate(Envelope envelope, CancellationToken cancellation = default);

    /// <summary>
    /// The trust roots with which the registry was started: they sign the lists of other provinces' keys.
    /// </summary>
    ImmutableArray<PublicKey> TrustRoots { get; }

    /// <summary>The keys with which this registry's tokens are checked; retired ones are not among them.</summary>
    ValueTask<ImmutableArray<PublicKey>> PublishedKeys(CancellationToken cancellation = default);
}

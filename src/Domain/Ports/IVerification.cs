using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A signed token and the text for the QR code that holds it.</summary>
/// <param name="Token">Compact JWS, ES256.</param>
/// <param name="QrText">The address at which a phone's camera opens
/// the verification page: the text of the QR code.</param>
/// <param name="Claims">The claims of the token.</param>
public sealed record SignedToken(string Token, string QrText, TokenClaims Claims);

/// <summary>
/// Makes tokens and verifies them. Both read every state from the store at that instant, never from a copy that could
/// be old; only the fact that a text was signed with a certain key is remembered.
/// </summary>
public interface IVerification
{
    /// <summary>
    /// The token of the document in circulation: a certificate, vehicle or charter trip by its key, a voucher by its
    /// application's id (<c>Q-8F3K2.3</c>). Null: there is no such document, or it has no token (an application of
    /// another service, or one that is not approved). Each call makes a new signature, so that the texts differ and
    /// mean the same.
    /// </summary>
    ValueTask<SignedToken?> TokenFor(string entityOrApplicationId, CancellationToken cancellation = default);

    /// <summary>
    /// The proof that a document is on a screen now: like the token, but valid for one slot only. The caller has
    /// checked that the requester may show it. Null: no such document.
    /// </summary>
    ValueTask<DisplayProof?> DisplayOf(EntityId entity, CancellationToken cancellation = default);

    /// <summary>
    /// The proofs of this slot and of the next ones, for use without a network; empty: no such document.
    /// </summary>
    /// <param name="entity">Whose document it is.</param>
    /// <param name="slots">How many, from 1 to <see cref="MaxSlots"/>.</param>
    /// <param name="cancellation">Cancels the call.</param>
    ValueTask<ImmutableArray<DisplayProof>> DisplaySlots(
        EntityId entity, int slots, CancellationToken cancellation = default);

    /// <summary>For how many slots proofs are made ahead, at most: ten minutes.</summary>
    const int MaxSlots = 20;

    /// <summary>Verifies a text as it was scanned; any text gets a verdict.</summary>
    ValueTask<Verdict> Verify(string token, CancellationToken cancellation = default);

    /// <summary>
    /// Verifies the document in circulation of an entity without a token, for look-ups by plate or number.
    /// </summary>
    ValueTask<Verdict?> VerdictOf(EntityId entity, CancellationToken cancellation = default);

    /// <summary>
    /// A status list as a compact JWS, signed again when a bit has changed or after 15 minutes; null: there is no list
    /// with this number.
    /// </summary>
    ValueTask<string?> StatusList(int number, CancellationToken cancellation = default);

    /// <summary>The trips that are not over and have an electronic certificate in circulation.</summary>
    Task<ImmutableArray<EntityId>> CirculatingTrips(CancellationToken cancellation = default);

    /// <summary>
    /// A statement of this registry as a compact JWS. <paramref name="type"/> is in its header, so that no reader takes
    /// one sort of statement for another.
    /// </summary>
    ValueTask<string> Sign(string type, ReadOnlyMemory<byte> payload, CancellationToken cancellation = default);

    /// <summary>Makes a new key, which signs from now on; older ones keep verifying.</summary>
    Task<Answer> Rotate(Envelope envelope, CancellationToken cancellation = default);

    /// <summary>
    /// The trust roots with which the registry was started: they sign the lists of other provinces' keys.
    /// </summary>
    ImmutableArray<PublicKey> TrustRoots { get; }

    /// <summary>The keys with which this registry's tokens are verified, without retired ones.</summary>
    ValueTask<ImmutableArray<PublicKey>> PublishedKeys(CancellationToken cancellation = default);
}

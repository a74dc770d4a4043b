using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A generator of one-time passwords that was begun: shown to its owner alone, and once.</summary>
/// <param name="Secret">The shared secret in Base32 (RFC 4648, without padding), to be typed in.</param>
/// <param name="Uri">The same as <c>otpauth://totp/...</c>, to be shown as a QR code.</param>
public sealed record TotpEnrolment(string Secret, string Uri);

/// <summary>What came of a change to the authenticators of an account: a refusal, or what is shown once.</summary>
/// <param name="Refusal">Why not; null: it is done.</param>
/// <param name="Enrolment">The generator that was begun; null: none was.</param>
/// <param name="RecoveryCodes">The new recovery codes; empty: there are none.</param>
public sealed record AuthenticatorChange(
    Refusal? Refusal, TotpEnrolment? Enrolment = null, ImmutableArray<string> RecoveryCodes = default);

/// <summary>
/// The second factor of an account, a generator of one-time passwords (RFC 6238) with ten recovery codes, and the
/// proof that a session is still its owner's. A session is named by <see cref="SignedIn.Session"/>.
/// </summary>
public interface IAuthenticators
{
    /// <summary>
    /// Begins a generator; it counts from its first right code on. Refused: one is in use.
    /// </summary>
    Task<AuthenticatorChange> BeginTotp(string accountId, CancellationToken cancellation = default);

    /// <summary>
    /// The first code: the generator is in use, the recovery codes are made, and the other sessions end. Refused: none
    /// was begun, the code is wrong.
    /// </summary>
    Task<AuthenticatorChange> ConfirmTotp(
        string accountId, string session, string code, CancellationToken cancellation = default);

    /// <summary>
    /// Removes the generator with its recovery codes, and ends the other sessions. A password that is too short
    /// without it must be changed.
    /// </summary>
    Task<Refusal?> RemoveTotp(string accountId, string session, CancellationToken cancellation = default);

    /// <summary>Ten new recovery codes in place of those before. Refused: there is no generator in use.</summary>
    Task<AuthenticatorChange> NewRecoveryCodes(string accountId, CancellationToken cancellation = default);

    /// <summary>
    /// Proves again who uses the session, by password or by a code of the generator (a recovery code counts, once).
    /// Exactly one of them is given. Wrong tries are counted and slowed as at the sign-in.
    /// </summary>
    Task<Refusal?> ReAuthenticate(
        string accountId, string session, string? password, string? totp, CancellationToken cancellation = default);
}

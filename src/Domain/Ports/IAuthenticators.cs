using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A newly begun generator of one-time passwords; shown once, to its owner alone.</summary>
/// <param name="Secret">The shared secret in Base32 (RFC 4648, without padding), to be typed in.</param>
/// <param name="Uri">The secret as <c>otpauth://totp/...</c>, to be shown as a QR code.</param>
public sealed record TotpEnrolment(string Secret, string Uri);

/// <summary>The result of a change to the authenticators of an account: a refusal, or what is shown once.</summary>
/// <param name="Refusal">Why not; null: it is done.</param>
/// <param name="Enrolment">The generator that was begun; null: none.</param>
/// <param name="RecoveryCodes">The new recovery codes; empty: there are none.</param>
public sealed record AuthenticatorChange(
    Refusal? Refusal, TotpEnrolment? Enrolment = null, ImmutableArray<string> RecoveryCodes = default);

/// <summary>
/// The second factor of an account (a generator of one-time passwords, RFC 6238, with ten recovery codes), and the
/// proof that a session is still used by its owner. <see cref="SignedIn.Session"/> names the session.
/// </summary>
public interface IAuthenticators
{
    /// <summary>
    /// Begins a generator; it is in use from its first right code on. Refused: one is in use already.
    /// </summary>
    Task<AuthenticatorChange> BeginTotp(string accountId, CancellationToken cancellation = default);

    /// <summary>
    /// Takes the first code: the generator is in use now, recovery codes are made, and the other sessions end. Refused:
    /// none was begun, or the code is wrong.
    /// </summary>
    Task<AuthenticatorChange> ConfirmTotp(
        string accountId, string session, string code, CancellationToken cancellation = default);

    /// <summary>
    /// Removes the generator with its recovery codes, and ends the other sessions. If the password is too short without
    /// a second factor, it must be changed.
    /// </summary>
    Task<Refusal?> RemoveTotp(string accountId, string session, CancellationToken cancellation = default);

    /// <summary>
    /// Ten new recovery codes; the earlier ones are not valid any more. Refused: there is no generator in use.
    /// </summary>
    Task<AuthenticatorChange> NewRecoveryCodes(string accountId, CancellationToken cancellation = default);

    /// <summary>
    /// Proves again who uses the session, by the password or by a code of the generator (or a recovery code, once).
    /// Exactly one of the two is given. Wrong attempts are counted and slow down the next, as at the sign-in.
    /// </summary>
    Task<Refusal?> ReAuthenticate(
        string accountId, string session, string? password, string? totp, CancellationToken cancellation = default);
}

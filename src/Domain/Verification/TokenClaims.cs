namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// What a token says by itself, offline: which document, whose, from when to when. Everything else is read from the
/// present states (design.md 7). The claims are short, so that the QR code stays readable (docs/adr/0050).
/// </summary>
/// <param name="Issuer">Issuing province, the first two digits of GB/T 2260.</param>
/// <param name="Subject">The document.</param>
/// <param name="NotBefore">First instant of validity, inclusive, whole minutes before
/// <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">End of validity, exclusive, whole
/// seconds: what every JOSE library checks as <c>exp</c>.</param>
public sealed record TokenClaims(
    string Issuer, CredentialId Subject, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// True for a token that was made for one moment on a screen: <see cref="NotBefore"/> is the instant at which it
    /// was shown (docs/adr/0053).
    /// </summary>
    public bool Displayed { get; init; }

    /// <summary>
    /// The number plate. Only tokens of other provinces have it, because their states are not in this registry
    /// (docs/adr/0054).
    /// </summary>
    public string? Plate { get; init; }

    /// <summary>
    /// The place of its bit: list <c>Place &gt;&gt; 20</c>, place <c>Place mod 2^20</c> (docs/adr/0122). Null: an older
    /// document or a voucher, which cannot be checked offline.
    /// </summary>
    public long? Place { get; init; }
}

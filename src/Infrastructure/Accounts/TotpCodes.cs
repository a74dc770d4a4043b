using System.Security.Cryptography;
using OtpNet;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// One-time passwords by time (RFC 6238): SHA-1, 30 seconds, six digits, as all generators support them; one step
/// earlier or later is accepted.
/// </summary>
public static class TotpCodes
{
    private const int SecretBytes = 20;
    private const int Digits = 6;
    private const string Issuer = "Orleans Registry";
    private static readonly VerificationWindow _grace = new(previous: 1, future: 1);

    /// <summary>A new shared secret.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The secret for typing in: Base32 without padding.</summary>
    public static string TextOf(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>The secret for a QR code.</summary>
    public static string UriOf(byte[] secret, string name) => new OtpUri(OtpType.Totp, secret, name, Issuer).ToString();

    /// <summary>
    /// The step of 30 seconds to which the code <paramref name="given"/> belongs; null: to none around now.
    /// </summary>
    public static long? StepOf(byte[] secret, string given, DateTimeOffset now) =>
        given.Length == Digits && new Totp(secret).VerifyTotp(now.UtcDateTime, given, out var step, _grace)
            ? step : null;
}

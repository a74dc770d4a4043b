using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// The signature by which a receiver knows that a message is from this registry and recent (standardwebhooks.com): the
/// id, the second of sending and the body are signed together, so that a recorded message cannot be sent again later.
/// The gateway for texts signs its receipts to this registry in the same way.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the notice's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the second of this attempt, since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the second of a message may differ from now, inclusive.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string KeyPrefix = "whsec_";
    private const string SchemePrefix = "v1,";

    /// <summary>The key for a secret: Base64 after "whsec_", otherwise its UTF-8.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="setting">The setting to be named if it is wrong.</param>
    public static byte[] Key(string secret, string setting = "The secret")
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(secret);
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[KeyPrefix.Length..], key, out var length) && length > 0
            ? key[..length]
            : throw new SettingException($"{setting} begins with {KeyPrefix} but no Base64 follows.");
    }

    /// <summary>The signature of one attempt to send a notice.</summary>
    public static string Of(ReadOnlySpan<byte> key, string id, DateTimeOffset sent, ReadOnlySpan<byte> body)
    {
        using var signing = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        signing.AppendData(Encoding.UTF8.GetBytes($"{id}.{Second(sent)}."));
        signing.AppendData(body);
        return SchemePrefix + Convert.ToBase64String(signing.GetHashAndReset());
    }

    /// <summary>True when one of the signatures is right and the message is recent.</summary>
    public static bool IsRight(
        ReadOnlySpan<byte> key, string id, string timestamp, string signatures, ReadOnlySpan<byte> body,
        DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || Math.Abs(now.ToUnixTimeSeconds() - (decimal)second) > (decimal)Tolerance.TotalSeconds) return false;
        var right = Encoding.UTF8.GetBytes(Of(key, id, DateTimeOffset.FromUnixTimeSeconds(second), body));
        var found = false;
        foreach (var given in signatures.Split(' '))
            found |= CryptographicOperations.FixedTimeEquals(right, Encoding.UTF8.GetBytes(given));
        return found;
    }

    /// <summary>An instant in the form of the header.</summary>
    public static string Second(DateTimeOffset sent) => sent.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

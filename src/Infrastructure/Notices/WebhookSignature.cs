using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// How a receiver knows that a notice is ours and of now (standardwebhooks.com): the id, the second at which it was
/// sent and the body are signed together, so that what was overheard cannot be sent again later.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the notice's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the second at which this try was sent, since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, one after the other with a space between them.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string KeyPrefix = "whsec_";
    private const string SchemePrefix = "v1,";

    /// <summary>The key that a secret stands for: Base64 after "whsec_", or else its UTF-8.</summary>
    public static byte[] Key(string secret)
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal)) return Encoding.UTF8.GetBytes(secret);
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[KeyPrefix.Length..], key, out var length) && length > 0
            ? key[..length]
            : throw new SettingException($"Registry__Webhook__Secret begins with {KeyPrefix} but no Base64 follows.");
    }

    /// <summary>The signature of one try to hand over a notice.</summary>
    public static string Of(ReadOnlySpan<byte> key, string id, DateTimeOffset sent, ReadOnlySpan<byte> body)
    {
        using var signing = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        signing.AppendData(Encoding.UTF8.GetBytes($"{id}.{Second(sent)}."));
        signing.AppendData(body);
        return SchemePrefix + Convert.ToBase64String(signing.GetHashAndReset());
    }

    /// <summary>An instant as the header has it.</summary>
    public static string Second(DateTimeOffset sent) => sent.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

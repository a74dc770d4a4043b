using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// The written form of a status list (IETF Token Status List): one bit for each document, the lowest bit of a byte
/// first, packed with zlib. Its header has a type of its own, so that it and a token cannot be taken for each other.
/// </summary>
public static class StatusListText
{
    /// <summary>The type in the header.</summary>
    public const string Type = "statuslist+jwt";

    /// <summary>How long a verifier may use a list before it asks for a newer one.</summary>
    public const int TtlSeconds = 900;

    /// <summary>How long a list can be used at all.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>Header and payload, ready to be signed as ASCII.</summary>
    /// <param name="keyId">The key that signs.</param>
    /// <param name="address">Where the list is published.</param>
    /// <param name="issuedAt">The instant for which the bits are right.</param>
    /// <param name="packed">The bits, packed with zlib.</param>
    public static string ToSign(string keyId, string address, DateTimeOffset issuedAt, ReadOnlySpan<byte> packed)
    {
        var payload = string.Create(CultureInfo.InvariantCulture,
            $"{{\"sub\":\"{address}\",\"iat\":{issuedAt.ToUnixTimeSeconds()},"
            + $"\"exp\":{(issuedAt + Lifetime).ToUnixTimeSeconds()},\"ttl\":{TtlSeconds},"
            + $"\"status_list\":{{\"bits\":1,\"lst\":\"{Base64Url.EncodeToString(packed)}\"}}}}");
        return StatementText.ToSign(keyId, Type, Encoding.UTF8.GetBytes(payload));
    }
}

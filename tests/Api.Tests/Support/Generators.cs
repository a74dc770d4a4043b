using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>A generator of one-time passwords by another hand than the program's: RFC 6238 with SHA-1.</summary>
internal static class Generators
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of this half minute for a secret in Base32.</summary>
    public static string CodeNow(string secret) =>
        Code(FromBase32(secret), DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);

    /// <summary>The code of a step of 30 seconds.</summary>
    public static string Code(byte[] secret, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 says SHA-1, and every generator knows nothing else.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", null);
    }

    /// <summary>The bytes of a secret.</summary>
    public static byte[] FromBase32(string text)
    {
        var (bits, value, bytes) = (0, 0, new List<byte>());
        foreach (var letter in text)
        {
            value = (value << 5 | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits & 0xFF));
        }
        return [.. bytes];
    }
}

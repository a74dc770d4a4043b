using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The SHA-256 of a bearer token, which is stored instead of it. The token is 32 random bytes in base64url; as it
/// cannot be guessed, a plain hash is safe enough. It is a value of four numbers, so that looking a session up
/// allocates nothing.
/// </summary>
public readonly record struct SessionToken(ulong A, ulong B, ulong C, ulong D)
{
    private const int Bytes = 32;
    private const int Characters = 43;

    /// <summary>A new token and its hash.</summary>
    public static (string Token, SessionToken Hash) Make()
    {
        Span<byte> random = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(random);
        var token = Base64Url.EncodeToString(random);
        return (token, Of(token)!.Value);
    }

    /// <summary>The hash of a token that a client sent; null: it does not have the form of a token.</summary>
    public static SessionToken? Of(string token)
    {
        if (token.Length != Characters || !Ascii.IsValid(token)) return null;
        Span<byte> text = stackalloc byte[Characters];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(token, text);
        SHA256.HashData(text, hash);
        return new SessionToken(
            BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null: it is something else.</summary>
    public static SessionToken? Parse(string stored)
    {
        if (stored.Length != 64) return null;
        Span<ulong> parts = stackalloc ulong[4];
        for (var i = 0; i < 4; i++)
        {
            if (!ulong.TryParse(
                    stored.AsSpan(16 * i, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out parts[i]))
                return null;
        }
        return new SessionToken(parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>The stored form: 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";

    /// <summary>A part of the hash is enough.</summary>
    public override int GetHashCode() => A.GetHashCode();
}

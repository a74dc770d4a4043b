using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Proves that a form was made by this registry for this reader. It is computed from a secret that only the reader's
/// own cookie has, so that silos need no common key for it. It is padded differently each time, so that its bytes never
/// repeat in answers (docs/adr/0103).
/// </summary>
internal static class FormToken
{
    private const int Bytes = 16;

    /// <summary>A token for the forms of the reader with <paramref name="secret"/>.</summary>
    public static string Make(string secret)
    {
        Span<byte> token = stackalloc byte[2 * Bytes];
        RandomNumberGenerator.Fill(token[..Bytes]);
        Span<byte> proof = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Proof(secret, proof);
        for (var i = 0; i < Bytes; i++) token[Bytes + i] = (byte)(token[i] ^ proof[i]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>True when <paramref name="token"/> was made for <paramref name="secret"/>.</summary>
    public static bool Proves(string? token, string secret)
    {
        Span<byte> given = stackalloc byte[2 * Bytes];
        if (!Base64Url.IsValid(token, out var length) || length != given.Length) return false;
        Base64Url.DecodeFromChars(token, given);
        Span<byte> proof = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Proof(secret, proof);
        for (var i = 0; i < Bytes; i++) given[Bytes + i] ^= given[i];
        return CryptographicOperations.FixedTimeEquals(given[Bytes..], proof[..Bytes]);
    }

    private static void Proof(string secret, Span<byte> proof) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "form"u8, proof);
}

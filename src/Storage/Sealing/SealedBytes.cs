using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>AES-256-GCM in its stored form: nonce, tag, ciphertext. The nonce is random.</summary>
internal static class SealedBytes
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a tag.</summary>
    public const int TagBytes = 16;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>How many bytes sealing adds.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    /// <summary>
    /// Seals into <paramref name="result"/>, which is <see cref="Overhead"/> bytes longer than the plain bytes.
    /// </summary>
    /// <param name="aes">The key.</param>
    /// <param name="plain">What is sealed.</param>
    /// <param name="identity">The identity of what is sealed; it can be opened with the same identity only.</param>
    /// <param name="result">Where the sealed bytes are written to.</param>
    public static void Seal(AesGcm aes, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity, Span<byte> result)
    {
        RandomNumberGenerator.Fill(result[..NonceBytes]);
        aes.Encrypt(
            result[..NonceBytes], plain, result[Overhead..], result[NonceBytes..Overhead], identity);
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">
    /// The key or the identity is another one, or the bytes were changed.
    /// </exception>
    public static byte[] Open(AesGcm aes, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> identity)
    {
        if (stored.Length < Overhead) throw new CryptographicException("too short to be sealed");
        var plain = new byte[stored.Length - Overhead];
        aes.Decrypt(stored[..NonceBytes], stored[Overhead..], stored[NonceBytes..Overhead], plain, identity);
        return plain;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The one random key of a registry, from which the keys for each purpose are derived. The database has it sealed with
/// the secret of the setting, so that a new secret only seals one row again.
/// </summary>
internal sealed class RootKey
{
    /// <summary>Least number of characters of a secret, such as Registry__KeySecret.</summary>
    private const int MinSecretLength = 32;

    private static readonly byte[] _identity = "registry root key"u8.ToArray();

    private readonly byte[] _key;

    private RootKey(byte[] key) => _key = key;

    /// <summary>Makes a new key.</summary>
    public static RootKey Make() => new(RandomNumberGenerator.GetBytes(SealedBytes.KeyBytes));

    /// <summary>The key for one purpose; two purposes never share one.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, _key, SealedBytes.KeyBytes, info: Encoding.UTF8.GetBytes("registry " + purpose));

    /// <summary>Seals a previous secret for the record.</summary>
    public byte[] SealText(string text)
    {
        using var pool = new KeyPool(For("former secrets"));
        return pool.Seal(Sealer.RowMark, Encoding.UTF8.GetBytes(text), _identity);
    }

    /// <summary>Opens what <see cref="SealText"/> made.</summary>
    public string OpenText(byte[] stored)
    {
        using var pool = new KeyPool(For("former secrets"));
        return Encoding.UTF8.GetString(pool.Open(stored.AsSpan(1), _identity));
    }

    /// <summary>The form in which the database has it.</summary>
    public byte[] SealedUnder(string secret)
    {
        var result = new byte[SealedBytes.Overhead + SealedBytes.KeyBytes];
        using var aes = CipherOf(secret);
        SealedBytes.Seal(aes, _key, _identity, result);
        return result;
    }

    /// <summary>Opens it; null: it was sealed with another secret.</summary>
    public static RootKey? Open(byte[] stored, string secret)
    {
        using var aes = CipherOf(secret);
        try
        {
            return new RootKey(SealedBytes.Open(aes, stored, _identity));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static AesGcm CipherOf(string secret)
    {
        if (secret.Length < MinSecretLength)
            throw new SealingException($"Registry__KeySecret must have at least {MinSecretLength} characters.");
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), SealedBytes.KeyBytes,
            info: "registry data at rest, root key"u8.ToArray());
        return new AesGcm(key, SealedBytes.TagBytes);
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// The secret that only the running registry knows. From it come the key that seals private keys in the store and the
/// key of the codes on drivers' screens: from the database alone nobody can sign or forge a code.
/// </summary>
public sealed class KeySecret
{
    /// <summary>Least number of characters of a secret.</summary>
    public const int MinLength = 32;

    /// <summary>The name of the file in the data folder that is used when no setting has the secret.</summary>
    public const string FileName = "key-secret";

    private const int FileBytes = 32;
    private const int NonceBytes = 12, TagBytes = 16;
    private readonly byte[] _seal, _codes, _authenticators, _requests;
    private ImmutableArray<KeySecret> _former = [];

    /// <summary>What is sealed; each purpose has a key of its own.</summary>
    public enum Purpose
    {
        /// <summary>Private keys that sign tokens.</summary>
        SigningKeys,

        /// <summary>Shared secrets of generators of one-time passwords.</summary>
        Authenticators,
    }

    private KeySecret(byte[] secret)
    {
        _seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "registry token keys, sealed"u8.ToArray());
        _codes = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "registry display codes"u8.ToArray());
        _authenticators = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, 32, info: "registry authenticators, sealed"u8.ToArray());
        _requests = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, 32, info: "registry requests that may come again"u8.ToArray());
    }

    /// <summary>
    /// The secret of the setting, or of the file, which is made if it does not exist. Throws if the secret is too short
    /// or the file has another form.
    /// </summary>
    public static KeySecret Of(VerificationOptions options)
    {
        var path = Path.Combine(options.Folder, FileName);
        if (options.KeySecret is { } setting)
        {
            if (setting.Length < MinLength)
                throw new InvalidOperationException(
                    $"Registry__KeySecret must have at least {MinLength} characters; "
                    + "make one with: openssl rand -base64 32");
            return new KeySecret(Encoding.UTF8.GetBytes(setting)) { _former = Former(options, path) };
        }
        PrivateFile.Ensure(path, NewSecret);
        return Read(path);
    }

    /// <summary>
    /// The secrets that may have been used for sealing earlier: the previous one, those that were exchanged, and the
    /// file of a registry that had no setting.
    /// </summary>
    private static ImmutableArray<KeySecret> Former(VerificationOptions options, string path) =>
    [
        .. options.FormerSecrets.Concat(options.KeySecretBefore is { } before ? [before] : [])
            .Select(former => new KeySecret(Encoding.UTF8.GetBytes(former))),
        .. File.Exists(path) ? (IEnumerable<KeySecret>)[Read(path)] : [],
    ];

    /// <summary>Throws at start-up instead of at the first signature if an existing file is not valid.</summary>
    public static void Check(VerificationOptions options)
    {
        if (options.KeySecret is not null || File.Exists(Path.Combine(options.Folder, FileName))) Of(options);
    }

    /// <summary>
    /// Seals a private key; <paramref name="bound"/> names the public half, or whatever else it belongs to, so that no
    /// two sealed keys can be exchanged.
    /// </summary>
    public byte[] Seal(
        ReadOnlySpan<byte> secret, ReadOnlySpan<byte> bound, Purpose purpose = Purpose.SigningKeys)
    {
        var result = new byte[NonceBytes + TagBytes + secret.Length];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(KeyOf(purpose), TagBytes);
        aes.Encrypt(nonce, secret, result.AsSpan(NonceBytes + TagBytes), result.AsSpan(NonceBytes, TagBytes), bound);
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made, also with an earlier secret.</summary>
    /// <exception cref="CryptographicException">The secret is another one, or the bytes were changed.</exception>
    public byte[] Open(
        ReadOnlySpan<byte> sealedKey, ReadOnlySpan<byte> bound, Purpose purpose = Purpose.SigningKeys)
    {
        if (_former.IsEmpty) return OpenOwn(sealedKey, bound, purpose);
        if (TryOpen(sealedKey, bound, purpose) is { } own) return own;
        foreach (var former in _former)
            if (former.TryOpen(sealedKey, bound, purpose) is { } opened) return opened;
        return OpenOwn(sealedKey, bound, purpose);
    }

    private byte[]? TryOpen(ReadOnlySpan<byte> sealedKey, ReadOnlySpan<byte> bound, Purpose purpose)
    {
        try
        {
            return OpenOwn(sealedKey, bound, purpose);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private byte[] OpenOwn(ReadOnlySpan<byte> sealedKey, ReadOnlySpan<byte> bound, Purpose purpose)
    {
        if (sealedKey.Length <= NonceBytes + TagBytes) throw new CryptographicException("too short to be a sealed key");
        var secret = new byte[sealedKey.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(KeyOf(purpose), TagBytes);
        aes.Decrypt(
            sealedKey[..NonceBytes], sealedKey[(NonceBytes + TagBytes)..],
            sealedKey[NonceBytes..(NonceBytes + TagBytes)], secret, bound);
        return secret;
    }

    /// <summary>Six digits for a code on a screen at some moment.</summary>
    public string CodeOf(string shown)
    {
        var hash = HMACSHA256.HashData(_codes, Encoding.UTF8.GetBytes(shown));
        return (BitConverter.ToUInt32(hash) % 1_000_000).ToString("D6", null);
    }

    /// <summary>Bytes that depend on this secret and this request: neither of the two alone gives them.</summary>
    public byte[] OfRequest(byte[] request, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _requests, bytes, info: request);

    private byte[] KeyOf(Purpose purpose) => purpose == Purpose.Authenticators ? _authenticators : _seal;

    private static byte[] NewSecret() =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(FileBytes)) + "\n");

    private static KeySecret Read(string path)
    {
        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new InvalidDataException($"{path} can be read by others: chmod 600 {path}, and rotate the keys.");
        Span<byte> secret = stackalloc byte[FileBytes + 1];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), secret, out var bytes) && bytes == FileBytes
            ? new KeySecret(secret[..FileBytes].ToArray())
            : throw new InvalidDataException(
                $"{path} is damaged: put back its copy, or remove it and rotate the keys (docs/operations.md).");
    }
}

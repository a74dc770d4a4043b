using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Infrastructure.Tokens;

/// <summary>
/// Makes keys, signs and verifies. Opened keys are kept, because opening one takes as long as a signature.
/// </summary>
/// <param name="secret">Called at first use, so that a program that only reads does not make the file.</param>
internal sealed class TokenKeys(Func<KeySecret> secret) : IDisposable
{
    private const int MaxOpenKeys = 256;
    private readonly Lazy<KeySecret> _secret = new(secret);
    private readonly ConcurrentDictionary<PublicKey, ConcurrentBag<ECDsa>> _checking = new();
    private readonly Lock _signing = new();
    private (RingKey Key, ECDsa Opened)? _signer;

    /// <summary>A new key, its private half sealed.</summary>
    public KeyMaterial Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = made.ExportParameters(includePrivateParameters: true);
        var x = Base64Url.EncodeToString(parts.Q.X);
        var material = new KeyMaterial(
            x,
            Base64Url.EncodeToString(parts.Q.Y),
            Base64Url.EncodeToString(_secret.Value.Seal(parts.D, Encoding.ASCII.GetBytes(x))),
            Low: true);
        CryptographicOperations.ZeroMemory(parts.D);
        return material;
    }

    /// <summary>The token with these claims.</summary>
    /// <exception cref="CryptographicException">The key was sealed with another secret.</exception>
    public string Sign(RingKey key, TokenClaims claims) => Sign(key, TokenText.ToSign(key.Kid, claims));

    /// <summary>A compact JWS of header and payload that are ready to be signed.</summary>
    /// <exception cref="CryptographicException">The key was sealed with another secret.</exception>
    public string Sign(RingKey key, string content)
    {
        lock (_signing) // One key, some twenty microseconds each: tokens are made far less often than they are checked.
        {
            if (_signer?.Key != key)
            {
                _signer?.Opened.Dispose();
                _signer = (key, Open(key.Material));
            }
            var signature = _signer.Value.Opened.SignData(
                Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            return TokenText.Joined(content, PublicKey.Lowered(signature));
        }
    }

    /// <summary>True when this key signed the token.</summary>
    public bool HasSigned(PublicKey key, ReadToken token)
    {
        if (key.IsLow && !PublicKey.HasLow(token.Signature.Span)) return false;
        if (_checking.Count > MaxOpenKeys) _checking.Clear();
        var opened = _checking.GetOrAdd(key, static _ => []);
        if (!opened.TryTake(out var checker)) checker = key.Open();
        var good = PublicKey.IsSignature(checker, token.Content.Span, token.Signature.Span);
        opened.Add(checker);
        return good;
    }

    /// <summary>Six digits for a code on a screen at some moment.</summary>
    public string CodeOf(TokenClaims claims) =>
        _secret.Value.CodeOf($"{claims.Subject} {claims.NotBefore.ToUnixTimeSeconds()}");

    private ECDsa Open(KeyMaterial material)
    {
        var secret =
            _secret.Value.Open(Base64Url.DecodeFromChars(material.Sealed), Encoding.ASCII.GetBytes(material.X));
        return ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, D = secret,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(material.X), Y = Base64Url.DecodeFromChars(material.Y) },
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signer?.Opened.Dispose();
        foreach (var opened in _checking.Values)
            while (opened.TryTake(out var checker)) checker.Dispose();
    }
}

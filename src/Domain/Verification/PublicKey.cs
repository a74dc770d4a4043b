using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace OrleansRegistry.Domain.Verification;

/// <summary>The public half of a P-256 key, as a JWK names it (RFC 7517).</summary>
/// <param name="Kid">Its name in tokens: 1 to 8 letters and digits.</param>
/// <param name="X">First coordinate, 32 bytes, base64url.</param>
/// <param name="Y">Second coordinate, 32 bytes, base64url.</param>
public sealed record PublicKey(string Kid, string X, string Y)
{
    private const int CoordinateBytes = 32;

    /// <summary>True when name and coordinates have their form and the point lies on the curve.</summary>
    public bool IsSound
    {
        get
        {
            if (Kid is null or { Length: < 1 or > 8 } || !Kid.All(char.IsAsciiLetterOrDigit)) return false;
            if (X is null
                || Y is null
                || TokenText.Decoded(X)?.Length != CoordinateBytes
                || TokenText.Decoded(Y)?.Length != CoordinateBytes) return false;
            try
            {
                using var key = Open();
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// A JWK as others publish it; members that are not needed are skipped. Null: no sound P-256 key, or a private one.
    /// </summary>
    public static PublicKey? OfJwk(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object
            || json.TryGetProperty("d", out _)
            || Text("kty") != "EC"
            || Text("crv") != "P-256") return null;
        var key = new PublicKey(Text("kid")!, Text("x")!, Text("y")!);
        return key.IsSound ? key : null;

        string? Text(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    /// <summary>
    /// The keys of a JWK set (RFC 7517): <c>{"keys":[...]}</c>. Null: it is none, or one of its keys is not sound.
    /// </summary>
    public static ImmutableArray<PublicKey>? OfSet(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var set = JsonDocument.Parse(json);
            if (set.RootElement.ValueKind != JsonValueKind.Object
                || !set.RootElement.TryGetProperty("keys", out var keys)
                || keys.ValueKind != JsonValueKind.Array) return null;
            var found = keys.EnumerateArray().Select(OfJwk).ToArray();
            return Array.TrueForAll(found, key => key is not null) ? [.. found.OfType<PublicKey>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The key as the platform's cryptography takes it; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">The point does not lie on the curve.</exception>
    public ECDsa Open() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = TokenText.Decoded(X), Y = TokenText.Decoded(Y) },
    });

    /// <summary>True when this key signed exactly these bytes (ES256: SHA-256, r and s of 32 bytes each).</summary>
    public bool HasSigned(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = Open();
        return IsSignature(key, data, signature);
    }

    /// <summary>The same with a key that is already open.</summary>
    public static bool IsSignature(ECDsa key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}

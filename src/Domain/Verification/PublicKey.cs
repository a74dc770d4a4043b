using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Verification;

/// <summary>The public half of a P-256 key, as a JWK names it (RFC 7517).</summary>
/// <param name="Kid">Its name in tokens: 1 to 8 letters and digits.</param>
/// <param name="X">First coordinate, 32 bytes, base64url.</param>
/// <param name="Y">Second coordinate, 32 bytes, base64url.</param>
public sealed record PublicKey(string Kid, string X, string Y)
{
    private const int CoordinateBytes = 32;

    /// <summary>The order of the curve P-256.</summary>
    private static readonly BigInteger _order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>
    /// True for a key whose signatures always have the lower of the two values of s that ES256 allows, so that a token
    /// has one text only. Older keys, and keys of others, do not have this.
    /// </summary>
    [JsonIgnore]
    public bool IsLow { get; init; }

    /// <summary>True when name and coordinates have the right form and the point lies on the curve.</summary>
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
    /// Reads a JWK that others publish; members that are not needed are skipped. Null: it is not a sound P-256 key, or
    /// it is a private one.
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
    /// The keys of a JWK set (RFC 7517): <c>{"keys":[...]}</c>. Null: it is not such a set, or one of its
    /// keys is not sound.
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

    /// <summary>The key for the platform's cryptography; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">The point does not lie on the curve.</exception>
    public ECDsa Open() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = TokenText.Decoded(X), Y = TokenText.Decoded(Y) },
    });

    /// <summary>True when this key signed exactly these bytes (ES256: SHA-256, r and s of 32 bytes each).</summary>
    public bool HasSigned(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (IsLow && !HasLow(signature)) return false;
        using var key = Open();
        return IsSignature(key, data, signature);
    }

    /// <summary>True when the s of a signature is the lower one.</summary>
    public static bool HasLow(ReadOnlySpan<byte> signature) => ValueOf(signature) <= _order / 2;

    /// <summary>The signature of r and s, with the lower value of s.</summary>
    public static byte[] Lowered(byte[] signature)
    {
        if (HasLow(signature)) return signature;
        var low = (_order - ValueOf(signature)).ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(CoordinateBytes).Clear();
        low.CopyTo(signature, signature.Length - low.Length);
        return signature;
    }

    private static BigInteger ValueOf(ReadOnlySpan<byte> signature) =>
        new(signature[CoordinateBytes..], isUnsigned: true, isBigEndian: true);

    /// <summary>Whether a key that is open already has signed these bytes.</summary>
    public static bool IsSignature(ECDsa key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}

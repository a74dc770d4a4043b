using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// Signs tokens as a registry does, with its own key: the API shows those of certificates only as pictures. The written
/// form of a token is for ever, so this is the same for all sides.
/// </summary>
internal static class Tokens
{
    /// <summary>
    /// So many tokens, for one certificate after the other; each has a signature of its own. No process has the
    /// register open meanwhile.
    /// </summary>
    public static async Task<string[]> Of(Side side, Register register, string? database, int count)
    {
        var (ring, claims) = side.Silo is null ? await Plain(register) : await Sealed(register, database, count);
        using var key = Open(ring.Signing.Material);
        return [.. Enumerable.Range(0, count).Select(i => Sign(key, ring.Signing.Kid, claims[i % claims.Count]))];
    }

    /// <summary>Of a version that does not seal its tables, as they stand there.</summary>
    private static async Task<(Keyring Ring, IReadOnlyList<TokenClaims> Claims)> Plain(Register register)
    {
        await using var store = MeasuredStore.OnSqlite(register.Database);
        var ring = JsonSerializer.Deserialize((await States(store, "keyring")).Single(), RegistryJson.Wire.Keyring)!;
        return (ring, [.. (await States(store, "certificate"))
            .Select(state => Issuing.Of(JsonSerializer.Deserialize(state, RegistryJson.Wire.Certificate)!))
            .OfType<TokenClaims>()]);
    }

    private static async Task<(Keyring Ring, IReadOnlyList<TokenClaims> Claims)> Sealed(
        Register register, string? database, int max)
    {
        await using var registry = await StoredRegistry.Open(
            new RegistryOptions { Folder = register.Folder, Postgres = database, KeySecret = Side.KeySecret });
        var claims = new List<TokenClaims>();
        foreach (var id in register.Ids.Take(max))
            if (Issuing.Of((await registry.Load(new EntityId(EntityKind.Certificate, id)))!.State) is { } said)
                claims.Add(said);
        return ((Keyring)(await registry.Load(Keyring.Id))!.State, claims);
    }

    private static Task<List<byte[]>> States(MeasuredStore store, string kind) =>
        store.Rows($"SELECT state FROM entity WHERE kind = '{kind}'", row => row.GetFieldValue<byte[]>(0));

    private static string Sign(ECDsa key, string kid, TokenClaims claims)
    {
        var content = TokenText.ToSign(kid, claims);
        const DSASignatureFormat form = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, form);
        return TokenText.Joined(content, PublicKey.Lowered(signature)); // The other half would not be taken.
    }

    private static ECDsa Open(KeyMaterial material)
    {
        var secret = KeySecret.Of(new VerificationOptions { Folder = ".", KeySecret = Side.KeySecret });
        return ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = secret.Open(Base64Url.DecodeFromChars(material.Sealed), Encoding.ASCII.GetBytes(material.X)),
            Q = new ECPoint { X = Base64Url.DecodeFromChars(material.X), Y = Base64Url.DecodeFromChars(material.Y) },
        });
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Certificates;
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
    /// <summary>So many tokens, for one certificate after the other; each has a signature of its own.</summary>
    public static async Task<string[]> Make(Register register, int count)
    {
        await using var store = MeasuredStore.OnSqlite(register.Database);
        var ring = JsonSerializer.Deserialize((await States(store, "keyring")).Single(), RegistryJson.Wire.Keyring)!;
        var reservations = (await States(store, "certificate"))
            .Select(state => Issuing.Of(JsonSerializer.Deserialize(state, RegistryJson.Wire.Certificate)!))
            .OfType<TokenClaims>().ToArray();
        using var key = Open(ring.Signing.Material);
        return [.. Enumerable.Range(0, count).Select(
            i => Sign(key, ring.Signing.Kid, reservations[i % reservations.Length]))];
    }

    /// <summary>
    /// The same of a register that is sealed, in a file or a database: it is read by its own key, while no process has
    /// it open.
    /// </summary>
    public static async Task<string[]> OfStopped(Register register, string? database, int count)
    {
        await using var registry = await StoredRegistry.Open(
            new RegistryOptions { Folder = register.Folder, Postgres = database, KeySecret = Side.KeySecret });
        var ring = (Keyring)(await registry.Load(Keyring.Id))!.State;
        using var key = Open(ring.Signing.Material);
        var tokens = new List<string>();
        foreach (var id in register.Ids.Take(count))
        {
            var certificate = await registry.Load(new EntityId(EntityKind.Certificate, id));
            if (Issuing.Of((Certificate)certificate!.State) is { } content)
                tokens.Add(Sign(key, ring.Signing.Kid, content));
        }
        return [.. tokens];
    }

    private static Task<List<byte[]>> States(MeasuredStore store, string kind) =>
        store.Rows($"SELECT state FROM entity WHERE kind = '{kind}'", row => row.GetFieldValue<byte[]>(0));

    private static string Sign(ECDsa key, string kid, TokenClaims reservations)
    {
        var content = TokenText.ToSign(kid, reservations);
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

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.TrustLists;

/// <summary>
/// Reads a list: <c>{"iat","nextUpdate","issuers":[{"iss","keys":[JWK],"revoked":["T-...1"]}]}</c>, signed by a root
/// with ES256. Nothing is read before the signature is checked, and any fault refuses the whole list.
/// </summary>
internal static class TrustListReader
{
    private const int MaxKeys = 100;
    private const int MaxRevoked = 10_000;

    /// <summary>The list, or what is wrong with it.</summary>
    public static (TrustList? List, FieldFault? Fault) Read(string text, ImmutableArray<PublicKey> roots)
    {
        var parts = text.Split('.');
        if (parts.Length != 3
            || TokenText.Decoded(parts[0]) is not { } header
            || TokenText.Decoded(parts[1]) is not { } payload
            || TokenText.Decoded(parts[2]) is not { Length: TokenText.SignatureBytes } signature)
            return (null, Wrong("不是紧凑格式的 JWS。", "Not a compact JWS."));
        // Older lists had no type; a list with another type is refused.
        if (TokenText.KeyAndTypeOf(header) is not (var kid, null or StatementText.TrustList))
            return (null, Wrong("JWS 头部应为 ES256 和 kid。", "The header must be alg ES256 and kid, in this order."));
        if (roots.IsDefault || roots.FirstOrDefault(known => known.Kid == kid) is not { } root)
            return (null, Wrong($"信任根 {kid} 未配置。", $"The trust root {kid} is not configured."));
        if (!root.HasSigned(Encoding.ASCII.GetBytes(text, 0, text.LastIndexOf('.')), signature))
            return (null, Wrong("签名不正确。", "The signature is wrong."));
        try
        {
            using var json =
                JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return ListOf(json.RootElement, kid) is { } list
                ? (list, null)
                : (null, Wrong("内容不符合格式。", "The content has not the form of a list."));
        }
        catch (JsonException)
        {
            return (null, Wrong("内容不是 JSON。", "The content is not JSON."));
        }
    }

    private static TrustList? ListOf(JsonElement json, string root)
    {
        if (!Has(json, "iat", "nextUpdate", "issuers") || Instant(json, "iat") is not { } issuedAt
            || Instant(json, "nextUpdate") is not { } next || next <= issuedAt) return null;
        if (json.GetProperty("issuers") is not { ValueKind: JsonValueKind.Array } list) return null;
        var issuers = ImmutableArray.CreateBuilder<TrustedIssuer>();
        foreach (var item in list.EnumerateArray())
        {
            if (IssuerOf(item) is not { } issuer || issuers.Any(known => known.Province == issuer.Province))
                return null;
            issuers.Add(issuer);
        }
        return new TrustList
        {
            Key = TrustList.Id.Key, Root = root, IssuedAt = issuedAt, NextUpdate = next,
            Issuers = issuers.ToImmutable(),
        };
    }

    private static TrustedIssuer? IssuerOf(JsonElement json)
    {
        if (!Has(json, "iss", "keys", "revoked")
            || Text(json, "iss") is not { Length: 2 } province
            || Provinces.ByCode(province) is null) return null;
        if (json.GetProperty("keys") is not { ValueKind: JsonValueKind.Array } keys || keys.GetArrayLength() > MaxKeys)
            return null;
        if (json.GetProperty("revoked") is not { ValueKind: JsonValueKind.Array } revoked
            || revoked.GetArrayLength() > MaxRevoked) return null;
        var known = ImmutableArray.CreateBuilder<PublicKey>();
        foreach (var item in keys.EnumerateArray())
        {
            if (PublicKey.OfJwk(item) is not { } key || known.Any(other => other.Kid == key.Kid)) return null;
            known.Add(key);
        }
        var taken = ImmutableArray.CreateBuilder<string>();
        foreach (var item in revoked.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !CredentialId.TryParse(item.GetString(), out var id))
                return null;
            taken.Add(id.ToString());
        }
        return new TrustedIssuer(province, known.ToImmutable(), taken.ToImmutable());
    }

    private static bool Has(JsonElement json, params ReadOnlySpan<string> names)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != names.Length) return false;
        foreach (var name in names)
            if (!json.TryGetProperty(name, out _)) return false;
        return true;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt64(out var seconds)
            && seconds is > 0 and <= 253_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static FieldFault Wrong(string zh, string en) => Refusals.Fault("list", zh, en);
}

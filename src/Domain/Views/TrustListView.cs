using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.TrustLists;

namespace OrleansRegistry.Domain.Views;

/// <summary>A province on the list.</summary>
/// <param name="Province">Its two digits.</param>
/// <param name="Keys">The names of its keys.</param>
/// <param name="Revoked">How many documents it has revoked.</param>
/// <param name="Jwks">The keys themselves, for a verifier without a network.</param>
/// <param name="RevokedDocuments">The documents that it has revoked.</param>
public sealed record TrustedIssuerView(
    string Province, ImmutableArray<string> Keys, int Revoked, ImmutableArray<TrustedKeyView>? Jwks = null,
    ImmutableArray<string>? RevokedDocuments = null);

/// <summary>A key of another province, as JOSE libraries read it (RFC 7517).</summary>
public sealed record TrustedKeyView(string Kid, string X, string Y, string Kty = "EC", string Crv = "P-256");

/// <summary>
/// The trust list in use, computed for the context's instant. Once it is outdated, nothing can be called valid by it.
/// </summary>
public sealed record TrustListView(
    string Root,
    DateTimeOffset IssuedAt,
    DateTimeOffset NextUpdate,
    bool Stale,
    ImmutableArray<TrustedIssuerView> Issuers,
    int Version)
{
    /// <summary>
    /// The list signed by this registry, for a verifier without a network; null: it was not asked for.
    /// </summary>
    public string? Jws { get; init; }

    /// <summary>The view with the keys themselves, for an offline verifier.</summary>
    public static TrustListView WithKeys(TrustList list, Context context, int version) =>
        Of(list, context, version) with
        {
            Issuers = [.. list.Issuers.Select(issuer => new TrustedIssuerView(
                issuer.Province, [.. issuer.Keys.Select(key => key.Kid)], issuer.Revoked.Length,
                [.. issuer.Keys.Select(key => new TrustedKeyView(key.Kid, key.X, key.Y))], issuer.Revoked))],
        };

    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static TrustListView Of(TrustList list, Context context, int version) => new(
        list.Root, ShanghaiTime.ToLocal(list.IssuedAt), ShanghaiTime.ToLocal(list.NextUpdate),
        list.IsStale(context.Now, TimeSpan.FromDays(context.Road.TrustListAgeMostDays)),
        [.. list.Issuers.Select(issuer => new TrustedIssuerView(
            issuer.Province, [.. issuer.Keys.Select(key => key.Kid)], issuer.Revoked.Length))],
        version);
}

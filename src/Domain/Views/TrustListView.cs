using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.TrustLists;

namespace OrleansRegistry.Domain.Views;

/// <summary>A province on the list.</summary>
public sealed record TrustedIssuerView(string Province, ImmutableArray<string> Keys, int Revoked);

/// <summary>
/// The trust list in use, computed for the context's instant: once stale, nothing may be called valid on its strength.
/// </summary>
public sealed record TrustListView(
    string Root,
    DateTimeOffset IssuedAt,
    DateTimeOffset NextUpdate,
    bool Stale,
    ImmutableArray<TrustedIssuerView> Issuers,
    int Version)
{
    /// <summary>The view. <paramref name="version"/> is the entity's version.</summary>
    public static TrustListView Of(TrustList list, Context context, int version) => new(
        list.Root, ShanghaiTime.ToLocal(list.IssuedAt), ShanghaiTime.ToLocal(list.NextUpdate),
        list.IsStale(context.Now, TimeSpan.FromDays(context.Road.TrustListAgeMostDays)),
        [.. list.Issuers.Select(issuer => new TrustedIssuerView(
            issuer.Province, [.. issuer.Keys.Select(key => key.Kid)], issuer.Revoked.Length))],
        version);
}

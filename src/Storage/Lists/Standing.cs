using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// The number of documents of one authority and category, and how many of them are no longer valid on a day.
/// </summary>
/// <param name="Authority">The region code of the authority; empty: none.</param>
/// <param name="Category">The kind of document; empty: none.</param>
/// <param name="All">How many documents there are.</param>
/// <param name="Cancelled">How many of them are cancelled.</param>
/// <param name="Expired">How many of the others have expired.</param>
internal readonly record struct Standing(string Authority, string Category, long All, long Cancelled, long Expired)
{
    /// <summary>The counts by status, in the order of authority, category and status, without zeros.</summary>
    public static ImmutableArray<CertificateCount> Counts(ImmutableArray<Standing> some) =>
    [
        .. some.GroupBy(one => (one.Authority, one.Category))
            .OrderBy(group => group.Key.Authority, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Category, StringComparer.Ordinal)
            .SelectMany(group => Counts(group.Key.Authority, group.Key.Category,
                group.Sum(one => one.Cancelled), group.Sum(one => one.Expired), group.Sum(one => one.All)))
            .Where(count => count.Count > 0),
    ];

    private static CertificateCount[] Counts(
        string authority, string category, long cancelled, long expired, long all) =>
    [
        new(authority, category, "cancelled", cancelled), new(authority, category, "expired", expired),
        new(authority, category, "valid", all - cancelled - expired),
    ];
}

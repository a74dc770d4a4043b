using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Reads pages in keyset order: rows that are added or removed between two pages cause no gap and no repeat.
/// </summary>
internal static class Paging
{
    /// <summary>
    /// The rows as a page. The query's last parameter, its limit, is added here: one row more than asked for shows
    /// whether there is another page.
    /// </summary>
    public static Page<T> Page<T>(this Statement query, int limit, Func<Statement, T> item, Func<T, string> cursorAfter)
    {
        using (query.Add(limit + 1))
        {
            var items = ImmutableArray.CreateBuilder<T>();
            while (query.Read())
            {
                if (items.Count == limit) return Full(items, cursorAfter);
                items.Add(item(query));
            }
            return new Page<T>(items.DrainToImmutable(), null);
        }
    }

    private static Page<T> Full<T>(ImmutableArray<T>.Builder items, Func<T, string> cursorAfter)
    {
        var next = cursorAfter(items[^1]);
        return new Page<T>(items.DrainToImmutable(), next);
    }

    /// <summary>All rows.</summary>
    public static ImmutableArray<T> All<T>(this Statement query, Func<Statement, T> item)
    {
        using (query)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            while (query.Read()) items.Add(item(query));
            return items.DrainToImmutable();
        }
    }

    /// <summary>The first row; null: none.</summary>
    public static T? First<T>(this Statement query, Func<Statement, T> item) where T : class
    {
        using (query) return query.Read() ? item(query) : null;
    }
}

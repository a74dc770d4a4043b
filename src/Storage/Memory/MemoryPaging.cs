using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Makes pages of rows that are sorted already and begin after the cursor.</summary>
internal static class MemoryPaging
{
    /// <summary>One row more than asked for tells whether another page follows.</summary>
    public static Page<T> Page<T>(this IEnumerable<T> rows, PageRequest page, Func<T, string> cursorAfter)
    {
        var limit = page.Limit();
        var items = rows.Take(limit + 1).ToImmutableArray();
        return items.Length <= limit
            ? new Page<T>(items, null)
            : new Page<T>(items[..limit], cursorAfter(items[limit - 1]));
    }

    /// <summary>The entities among <paramref name="ids"/> after the cursor, by key.</summary>
    public static Page<EntityId> PageByKey(this IEnumerable<EntityId> ids, string list, PageRequest page)
    {
        var after = Cursor.Key(list, page.Cursor);
        return ids.Where(id => string.CompareOrdinal(id.Key, after) > 0).OrderBy(id => id.Key, StringComparer.Ordinal)
            .Page(page, last => Cursor.After(list, last.Key));
    }

    /// <summary>The entities of sorted rows, after the one that the cursor names.</summary>
    public static Page<EntityId> PageInOrder<T>(
        this IEnumerable<T> rows, string list, Func<T, (string First, EntityId Id)> keysOf, PageRequest page)
    {
        var after = Cursor.Keys(list, 2, page.Cursor);
        var rest = after is null ? rows
            : rows.SkipWhile(row => keysOf(row) is var (first, id) && (first, id.Key) != (after[0], after[1])).Skip(1);
        var found = rest.Select(keysOf).Page(page, last => Cursor.After(list, last.First, last.Id.Key));
        return new Page<EntityId>([.. found.Items.Select(one => one.Id)], found.Next);
    }

    /// <summary>Compares by the first value, then by the text.</summary>
    public static int Compare<T>(T left, string leftText, T right, string rightText) where T : IComparable<T> =>
        left.CompareTo(right) is var order and not 0 ? order : string.CompareOrdinal(leftText, rightText);

    /// <summary>
    /// True when the text begins with the wanted text; also when none is wanted, even for a null text.
    /// </summary>
    public static bool Begins(string? text, string? prefix) =>
        string.IsNullOrEmpty(prefix) || (text is not null && text.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>True when the text is the wanted one; also when none is wanted.</summary>
    public static bool Is(string? text, string? wanted) => string.IsNullOrEmpty(wanted) || text == wanted;
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Entities of any kind by their search rows.</summary>
internal sealed partial class MemoryQueries
{
    public Task<Page<EntityId>> Rows(RowSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys("rows", 2, page.Cursor) ?? ["", ""];
        lock (tables.Gate)
        {
            var found = tables.Search.Of(search.Kind).Where(one => Finds(search, one.Row))
                .Select(one => (one.Id, From: one.Row.ValidFrom?.ToString("yyyy-MM-dd", null) ?? ""))
                .Where(one => MemoryPaging.Compare(
                    new OrdinalText(one.From), one.Id.Key, new OrdinalText(after[0]), after[1]) > 0)
                .OrderBy(one => one.From, StringComparer.Ordinal).ThenBy(one => one.Id.Key, StringComparer.Ordinal)
                .Page(page, last => Cursor.After("rows", last.From, last.Id.Key));
            return Task.FromResult(new Page<EntityId>([.. found.Items.Select(one => one.Id)], found.Next));
        }
    }

    private static bool Finds(RowSearch search, SearchRow row) =>
        (search.PartyKey is not { Length: > 0 } party || row.PersonKey == party)
        && (search.Category is not { Length: > 0 } category || row.Category == category)
        && (search.Number is not { Length: > 0 } number || row.Number == number)
        && (search.Name is not { Length: > 0 } name || row.Name == name)
        && (search.AuthorityPrefix.Length == 0
            || row.Authority?.StartsWith(search.AuthorityPrefix, StringComparison.Ordinal) == true)
        && (search.From is not { } from || row.ValidFrom >= from);
}

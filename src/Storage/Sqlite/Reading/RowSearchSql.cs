using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds entities of any kind by their search row. The index is named, because without statistics SQLite would guess.
/// </summary>
internal static class RowSearchSql
{
    private const string List = "rows";

    private sealed record Found(EntityId Id, string From);

    public static Page<EntityId> Run(Database database, (RowSearch Search, PageRequest Page) ask)
    {
        var (search, page) = ask;
        var kind = EntityId.NameOf(search.Kind);
        var conditions = new List<string> { "kind = ?" };
        var values = new List<string> { kind };
        void Where(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            conditions.Add(condition);
            values.Add(value);
        }
        Where("person_key = ?", search.PartyKey);
        Where("category = ?", search.Category);
        Where("number = ?", search.Number is { } number ? database.Sealer.Number(kind, number) : null);
        Where("name = ?", search.Name);
        Where("authority >= ?", search.AuthorityPrefix);
        Where("authority < ?", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_from >= ?", search.From?.ToString("yyyy-MM-dd", null));
        if (Cursor.Keys(List, 2, page.Cursor) is [var from, var key])
        {
            conditions.Add("(coalesce(valid_from, ''), key) > (?, ?)");
            values.AddRange([from, key]);
        }
        var query = database.Prepare($"""
            SELECT kind, key, coalesce(valid_from, '') FROM search{IndexFor(search)}
            WHERE {string.Join(" AND ", conditions)} ORDER BY coalesce(valid_from, ''), key LIMIT ?
            """);
        foreach (var value in values) query.Add(value);
        var rows = query.Page(
            page.Limit(),
            row => new Found(EntityRows.Id(row, 0), row.Text(2)),
            last => Cursor.After(List, last.From, last.Id.Key));
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    /// <summary>The index that leaves the fewest rows.</summary>
    private static string IndexFor(RowSearch search) =>
        search.Number is not null ? " INDEXED BY search_number"
        : search.Name is not null ? " INDEXED BY search_name"
        : search.PartyKey is not null ? " INDEXED BY search_person"
        : search.AuthorityPrefix.Length > 0 ? " INDEXED BY search_authority"
        : "";
}

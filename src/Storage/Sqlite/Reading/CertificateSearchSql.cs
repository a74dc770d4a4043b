using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds certificates by their own row (c) and their person's row (p). Only the person's row has the name, so that it
/// is never outdated. The index is named, because without statistics SQLite would guess.
/// </summary>
internal sealed class CertificateSearchSql
{
    private const string List = "search", NameList = "search.name", ExpiryList = "search.expiry";

    private readonly List<string> _conditions = ["c.kind = 'certificate'"];
    private readonly List<string> _values = [];

    /// <summary>A certificate with the values at which the list continues: its holder, or its last day.</summary>
    private sealed record Found(EntityId Id, string? After);

    public static Page<EntityId> Run(Database database, (CertificateSearch Search, PageRequest Page) ask) =>
        new CertificateSearchSql().Find(database, ask.Search, ask.Page);

    private Page<EntityId> Find(Database database, CertificateSearch search, PageRequest page)
    {
        var order = search.Order();
        Continue(order, page.Cursor);
        Equal("c.number", Hidden(database, "certificate", search.CertificateNumber));
        Equal("c.category", search.Category);
        Between("c.authority", search.AuthorityPrefix);
        if (search.ExpiringFrom is { } from) Where("c.valid_to >= ?", Date(from));
        if (search.ExpiringTo is { } to) Where("c.valid_to <= ?", Date(to));
        if (AsksForPerson(search))
        {
            _conditions.Add("p.kind = 'person' AND c.person_key = p.key");
            Equal("p.number", Hidden(database, "person", search.IdentityNumber));
            // After the first page the index begins at the cursor, and this range is only a condition.
            Between("p.name", search.Name, order == SearchOrder.Name && page.Cursor is not null ? "+" : "");
        }
        var (after, columns) = order switch
        {
            SearchOrder.Name => ("p.key", "p.name, p.key, c.key"),
            SearchOrder.Expiry => ("c.valid_to", "c.valid_to, c.key"),
            _ => ("NULL", "c.key"),
        };
        var query = database.Prepare($"""
            SELECT c.kind, c.key, {after} FROM {Source(search)}
            WHERE {string.Join(" AND ", _conditions)} ORDER BY {columns} LIMIT ?
            """);
        foreach (var value in _values) query.Add(value);
        var rows = query.Page(
            page.Limit(), row => new Found(EntityRows.Id(row, 0), row.TextOrNull(2)), last => After(order, last));
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    private static string After(SearchOrder order, Found last) => order switch
    {
        SearchOrder.Name => Cursor.After(NameList, last.After!, last.Id.Key),
        SearchOrder.Expiry => Cursor.After(ExpiryList, last.After!, last.Id.Key),
        _ => Cursor.After(List, last.Id.Key),
    };

    /// <summary>
    /// Begins after the cursor. The cursor has the holder's key and not the name, because cursors are part of
    /// addresses.
    /// </summary>
    private void Continue(SearchOrder order, string? cursor)
    {
        if (order == SearchOrder.Key) Where("c.key > ?", Cursor.Key(List, cursor));
        else if (Cursor.Keys(
            order == SearchOrder.Name ? NameList : ExpiryList, 2, cursor) is not [var first, var key]) return;
        else if (order == SearchOrder.Expiry)
        {
            Where("c.valid_to >= ?", first);
            Where("(c.valid_to, c.key) > (?, ?)", first, key);
        }
        else
        {
            Where("(p.name, p.key) >= ((SELECT name FROM search WHERE kind = 'person' AND key = ?), ?)", first, first);
            Where("(p.key <> ? OR c.key > ?)", first, key);
        }
    }

    /// <summary>The tables in the order of reading: the one that leaves the fewest rows comes first.</summary>
    private static string Source(CertificateSearch search)
    {
        if (Given(search.CertificateNumber))
            return "search c INDEXED BY search_number" + (AsksForPerson(search) ? " CROSS JOIN search p" : "");
        if (Given(search.IdentityNumber))
            return "search p INDEXED BY search_number CROSS JOIN search c INDEXED BY search_person";
        if (Given(search.Name))
            return "search p INDEXED BY search_name CROSS JOIN search c INDEXED BY search_person";
        if (search.ExpiringFrom is not null || search.ExpiringTo is not null)
            return "search c INDEXED BY search_expiry";
        return Given(search.AuthorityPrefix) ? "search c INDEXED BY search_authority" : "search c";
    }

    private static bool AsksForPerson(CertificateSearch search) => Given(search.IdentityNumber) || Given(search.Name);

    private static string? Hidden(Database database, string kind, string? number) =>
        Given(number) ? database.Sealer.Number(kind, number!) : null;

    private static bool Given(string? text) => !string.IsNullOrEmpty(text);

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Equal(string column, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Where($"{column} = ?", value);
    }

    private void Between(string column, string? prefix, string plain = "")
    {
        if (string.IsNullOrEmpty(prefix)) return;
        Where($"{plain}{column} >= ?", prefix);
        Where($"{column} < ?", Limits.EndOf(prefix));
    }

    private void Where(string condition, params ReadOnlySpan<string> values)
    {
        _conditions.Add(condition);
        foreach (var value in values) _values.Add(value);
    }
}

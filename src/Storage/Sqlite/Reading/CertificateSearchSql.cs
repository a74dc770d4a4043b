using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds certificates by their own row (c) and their person's row (p). The name lives in the person's row alone, so
/// that it cannot go stale. The index is named, for without statistics SQLite would guess.
/// </summary>
internal sealed class CertificateSearchSql
{
    private const string List = "search";

    private readonly List<string> _conditions = ["c.kind = 'certificate'"];
    private readonly List<string> _values = [];

    public static Page<EntityId> Run(Database database, (CertificateSearch Search, PageRequest Page) ask) =>
        new CertificateSearchSql().Find(database, ask.Search, ask.Page);

    private Page<EntityId> Find(Database database, CertificateSearch search, PageRequest page)
    {
        Where("c.key > ?", Cursor.Key(List, page.Cursor));
        Equal("c.number", Hidden(database, "certificate", search.CertificateNumber));
        Equal("c.category", search.Category);
        Between("c.authority", search.AuthorityPrefix);
        if (search.ExpiringFrom is { } from) Where("c.valid_to >= ?", Date(from));
        if (search.ExpiringTo is { } to) Where("c.valid_to <= ?", Date(to));
        if (AsksForPerson(search))
        {
            _conditions.Add("p.kind = 'person' AND c.person_key = p.key");
            Equal("p.number", Hidden(database, "person", search.IdentityNumber));
            Between("p.name", search.Name);
        }
        var where = string.Join(" AND ", _conditions);
        var query = database.Prepare(
            $"SELECT c.kind, c.key FROM {Source(search)} WHERE {where} ORDER BY c.key LIMIT ?");
        foreach (var value in _values) query.Add(value);
        return query.Page(page.Limit(), row => EntityRows.Id(row, 0), last => Cursor.After(List, last.Key));
    }

    /// <summary>The tables in the order in which they are read: what leaves the fewest rows comes first.</summary>
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

    private void Between(string column, string? prefix)
    {
        if (string.IsNullOrEmpty(prefix)) return;
        Where($"{column} >= ?", prefix);
        Where($"{column} < ?", Limits.EndOf(prefix));
    }

    private void Where(string condition, string value)
    {
        _conditions.Add(condition);
        _values.Add(value);
    }
}

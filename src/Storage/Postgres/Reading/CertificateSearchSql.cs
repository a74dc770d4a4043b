using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Finds certificates by their own row (c) and their person's row (p). Only the person's row has the name, so that it
/// is never outdated.
/// </summary>
internal sealed class CertificateSearchSql
{
    private const string List = "search", NameList = "search.name", ExpiryList = "search.expiry";

    private readonly List<string> _conditions = ["c.kind = 'certificate'"];
    private readonly List<string> _values = [];

    /// <summary>A certificate with the values at which the list continues: its holder, or its last day.</summary>
    internal sealed record Found(EntityId Id, string? After);

    public static BoundStatement Of(Sealer sealer, CertificateSearch search, PageRequest page) =>
        new CertificateSearchSql().Build(sealer, search, page);

    public static string After(CertificateSearch search, Found last) => search.Order() switch
    {
        SearchOrder.Name => Cursor.After(NameList, last.After!, last.Id.Key),
        SearchOrder.Expiry => Cursor.After(ExpiryList, last.After!, last.Id.Key),
        _ => Cursor.After(List, last.Id.Key),
    };

    private BoundStatement Build(Sealer sealer, CertificateSearch search, PageRequest page)
    {
        var order = search.Order();
        Continue(order, page.Cursor);
        Equal("c.number", Hidden(sealer, "certificate", search.CertificateNumber));
        Equal("c.category", search.Category);
        Between("c.authority", search.AuthorityPrefix);
        if (search.ExpiringFrom is { } from) Where("c.valid_to >= {0}", BoundStatement.DayOf(from));
        if (search.ExpiringTo is { } to) Where("c.valid_to <= {0}", BoundStatement.DayOf(to));
        var source = "search AS c";
        if (Given(search.IdentityNumber) || Given(search.Name))
        {
            source += " JOIN search AS p ON p.kind = 'person' AND c.person_key = p.key";
            Equal("p.number", Hidden(sealer, "person", search.IdentityNumber));
            Between("p.name", search.Name);
        }
        var (after, columns) = order switch
        {
            SearchOrder.Name => ("p.key", "p.name, p.key, c.key"),
            SearchOrder.Expiry => ("c.valid_to", "c.valid_to, c.key"),
            _ => ("NULL", "c.key"),
        };
        var ask = new BoundStatement(
            $"SELECT c.kind, c.key, {after} FROM {source} WHERE {string.Join(" AND ", _conditions)} "
            + $"ORDER BY {columns} LIMIT ${_values.Count + 1}");
        foreach (var value in _values) ask.Add(value);
        return ask;
    }

    /// <summary>
    /// Begins after the cursor. The cursor has the holder's key and not the name, because cursors are part of
    /// addresses.
    /// </summary>
    private void Continue(SearchOrder order, string? cursor)
    {
        if (order == SearchOrder.Key) Where("c.key > {0}", Cursor.Key(List, cursor));
        else if (Cursor.Keys(
            order == SearchOrder.Name ? NameList : ExpiryList, 2, cursor) is not [var first, var key]) return;
        else if (order == SearchOrder.Expiry) Where("(c.valid_to, c.key) > ({0}, {1})", first, key);
        else
            Where(
                "(p.name, p.key, c.key) > ((SELECT name FROM search WHERE kind = 'person' AND key = {0}), {0}, {1})",
                first, key);
    }

    private static string? Hidden(Sealer sealer, string kind, string? number) =>
        Given(number) ? sealer.Number(kind, number!) : null;

    private static bool Given(string? text) => !string.IsNullOrEmpty(text);

    private void Equal(string column, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Where(column + " = {0}", value);
    }

    private void Between(string column, string? prefix)
    {
        if (string.IsNullOrEmpty(prefix)) return;
        Where(column + " >= {0}", prefix);
        Where(column + " < {0}", Limits.EndOf(prefix));
    }

    private void Where(string condition, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _values.Add(values[i]);
            condition = condition.Replace($"{{{i}}}", $"${_values.Count}", StringComparison.Ordinal);
        }
        _conditions.Add(condition);
    }
}

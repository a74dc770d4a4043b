using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Finds certificates by their own row (c) and their person's row (p). The name lives in the person's row alone, so
/// that it cannot go stale.
/// </summary>
internal sealed class CertificateSearchSql
{
    private const string List = "search";

    private readonly List<string> _conditions = ["c.kind = 'certificate'"];
    private readonly List<string> _values = [];

    public static BoundStatement Of(Sealer sealer, CertificateSearch search, PageRequest page) =>
        new CertificateSearchSql().Build(sealer, search, page);

    public static string After(EntityId last) => Cursor.After(List, last.Key);

    private BoundStatement Build(Sealer sealer, CertificateSearch search, PageRequest page)
    {
        Where("c.key > {0}", Cursor.Key(List, page.Cursor));
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
        var ask = new BoundStatement(
            $"SELECT c.kind, c.key FROM {source} WHERE {string.Join(" AND ", _conditions)} "
            + $"ORDER BY c.key LIMIT ${_values.Count + 1}");
        foreach (var value in _values) ask.Add(value);
        return ask;
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

    private void Where(string condition, string value)
    {
        _values.Add(value);
        _conditions.Add(condition.Replace("{0}", $"${_values.Count}", StringComparison.Ordinal));
    }
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>Finds entities of any kind by their search row.</summary>
internal static class RowSearchSql
{
    private const string List = "rows";

    public sealed record Found(EntityId Id, string From);

    public static string After(Found last) => Cursor.After(List, last.From, last.Id.Key);

    public static BoundStatement Of(Sealer sealer, RowSearch search, PageRequest page)
    {
        var kind = EntityId.NameOf(search.Kind);
        var conditions = new List<string>();
        var values = new List<string>();
        void Where(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }
        Where("kind =", kind);
        Where("person_key =", search.PartyKey);
        Where("category =", search.Category);
        Where("number =", search.Number is { } number ? sealer.Number(kind, number) : null);
        Where("name =", search.Name);
        Where("authority >=", search.AuthorityPrefix);
        Where("authority <", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_from >=", search.From is { } first ? BoundStatement.DayOf(first) : null);
        if (Cursor.Keys(List, 2, page.Cursor) is [var from, var key])
        {
            values.AddRange([from, key]);
            conditions.Add($"(coalesce(valid_from, ''), key) > (${values.Count - 1}, ${values.Count})");
        }
        var ask = new BoundStatement(
            "SELECT kind, key, coalesce(valid_from, '') FROM search "
            + $"WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY coalesce(valid_from, '') COLLATE \"C\", key LIMIT ${values.Count + 1}");
        foreach (var value in values) ask.Add(value);
        return ask;
    }
}

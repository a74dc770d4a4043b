using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>Finds trips by their row: person_key is the carrier, valid_from the day of departure.</summary>
internal static class TripSearchSql
{
    private const string List = "trips";

    public sealed record Found(EntityId Id, string From);

    public static string After(Found last) => Cursor.After(List, last.From, last.Id.Key);

    public static BoundStatement Of(TripSearch search, PageRequest page)
    {
        var conditions = new List<string> { "kind = 'trip'" };
        var values = new List<string>();
        void Where(string condition, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }
        if (search.Category is not null) conditions.Add("category IS NOT NULL");
        Where("person_key =", search.OperatorKey);
        Where("category =", search.Category);
        Where("authority >=", search.AuthorityPrefix);
        Where("authority <", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_from >=", search.DepartsFrom?.ToString("yyyy-MM-dd", null));
        Where("valid_from <=", search.DepartsTo?.ToString("yyyy-MM-dd", null));
        if (Cursor.Keys(List, 2, page.Cursor) is [var from, var key])
        {
            values.AddRange([from, key]);
            conditions.Add($"(valid_from, key) > (${values.Count - 1}, ${values.Count})");
        }
        var ask = new BoundStatement(
            $"SELECT kind, key, valid_from FROM search WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY valid_from, key LIMIT ${values.Count + 1}");
        foreach (var value in values) ask.Add(value);
        return ask;
    }
}

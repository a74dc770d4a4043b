using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Finds trips by their row (person_key is the carrier, valid_from the day of departure) and by bookings.
/// </summary>
internal static class TripSearchSql
{
    private const string List = "trips";

    private sealed record Found(EntityId Id, string From);

    public static Page<EntityId> Run(Database database, (TripSearch Search, PageRequest Page) ask)
    {
        var (search, page) = ask;
        var conditions = new List<string> { "kind = 'trip'" };
        var values = new List<string>();
        void Where(string condition, params ReadOnlySpan<string?> given)
        {
            if (string.IsNullOrEmpty(given[0])) return;
            conditions.Add(condition);
            foreach (var value in given) values.Add(value!);
        }
        if (search.Category is not null) conditions.Add("category IS NOT NULL");
        Where("person_key = ?", search.OperatorKey);
        Where("category = ?", search.Category);
        Where("authority >= ?", search.AuthorityPrefix);
        Where("authority < ?", search.AuthorityPrefix.Length == 0 ? null : Limits.EndOf(search.AuthorityPrefix));
        Where("valid_from >= ?", search.DepartsFrom?.ToString("yyyy-MM-dd", null));
        Where("valid_from <= ?", search.DepartsTo?.ToString("yyyy-MM-dd", null));
        if (Cursor.Keys(List, 2, page.Cursor) is [var from, var key]) Where("(valid_from, key) > (?, ?)", from, key);
        var index = search.Category is not null ? " INDEXED BY search_queued"
            : !string.IsNullOrEmpty(search.OperatorKey) ? " INDEXED BY search_person" : "";
        var query = database.Prepare($"""
            SELECT kind, key, valid_from FROM search{index}
            WHERE {string.Join(" AND ", conditions)} ORDER BY valid_from, key LIMIT ?
            """);
        foreach (var value in values) query.Add(value);
        var rows = query.Page(
            page.Limit(),
            row => new Found(EntityRows.Id(row, 0), row.Text(2)),
            last => Cursor.After(List, last.From, last.Id.Key));
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    public static ImmutableArray<Booking> Bookings(
        Database database, (string Space, string Value, DateTimeOffset After, int Limit) ask) =>
        database.Prepare("""
            SELECT kind, key, from_at, until FROM booking
            WHERE space = ? AND value = ? AND until > ? ORDER BY until LIMIT ?
            """).Add(ask.Space).Add(ask.Value).Add(ask.After).Add(ask.Limit)
            .All(row => new Booking(
                EntityRows.Id(row, 0),
                new Interval(
                    new DateTimeOffset(row.Long(2), TimeSpan.Zero), new DateTimeOffset(row.Long(3), TimeSpan.Zero))));
}

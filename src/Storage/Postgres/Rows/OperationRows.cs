using System.Globalization;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>The counts and lists for administrators: how much waits, what is parked, what is provisional.</summary>
internal static class OperationRows
{
    private const string ParkedList = "parked";
    private const string UnderWayList = "underWay";

    public static BoundStatement Backlog(DateTimeOffset legalNow) => new BoundStatement("""
            SELECT (SELECT count(*) FROM deadline WHERE NOT parked AND due_at <= $1),
                (SELECT count(*) FROM deadline WHERE parked) + (SELECT count(*) FROM outbox WHERE parked),
                (SELECT count(*) FROM outbox),
                (SELECT count(*) FROM notice WHERE pending),
                (SELECT count(*) FROM notice WHERE failed)
            """).Add(legalNow);

    public static Backlog ReadBacklog(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    // One list of two tables: (0, key) for a deadline, (1, number padded to sort as text) for a consequence.
    public static BoundStatement Parked(PageRequest page)
    {
        var after = Cursor.Keys(ParkedList, 2, page.Cursor);
        return new BoundStatement("""
            SELECT * FROM (
                SELECT 0::bigint AS part, key AS place, kind, key, name, due_at, attempts, coalesce(error, '')
                FROM deadline WHERE parked
                UNION ALL
                SELECT 1, lpad(id::text, 20, '0') COLLATE "C", target_kind, target_key, type, retry_at, attempts,
                    coalesce(error, '')
                FROM outbox WHERE parked) AS item
            WHERE (part, place) > ($1, $2) ORDER BY part, place LIMIT $3
            """)
            .Add(after is null ? 0 : Cursor.Number(after[0])).Add(after is null ? "" : after[1]);
    }

    public static string AfterParked(ParkedItem last) => Cursor.After(ParkedList, PlaceOf(last));

    private static string[] PlaceOf(ParkedItem item) => ParkedId.OutboxOf(item.Id) is { } number
        ? ["1", number.ToString("D20", CultureInfo.InvariantCulture)]
        : ["0", item.Entity.Key];

    public static ParkedItem ReadParked(NpgsqlDataReader row)
    {
        var entity = row.Id(2);
        var id = row.GetInt64(0) == 0
            ? ParkedId.Of(entity)
            : ParkedId.Of(long.Parse(row.GetString(1), CultureInfo.InvariantCulture));
        return new ParkedItem(
            id, entity, row.GetString(4), row.InstantOrNull(5), row.GetInt32(6), row.GetString(7));
    }

    public static BoundStatement UnderWay(PageRequest page) => new BoundStatement($"""
            SELECT kind, key, id FROM application WHERE id > $1 AND status IN ({QueueQuery.RunningStatuses})
            ORDER BY id LIMIT $2
            """).Add(Cursor.Key(UnderWayList, page.Cursor));

    public static string AfterUnderWay((EntityId Id, string Application) last) =>
        Cursor.After(UnderWayList, last.Application);
}

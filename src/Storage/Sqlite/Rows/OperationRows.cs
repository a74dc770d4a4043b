using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>The counts and lists for administrators: how much waits, what is parked, what is provisional.</summary>
internal static class OperationRows
{
    private const string ParkedList = "parked";
    private const string UnderWayList = "underWay";

    public static Backlog Backlog(Database database, DateTimeOffset legalNow)
    {
        using var row = database.Prepare("""
            SELECT (SELECT count(*) FROM deadline INDEXED BY deadline_due WHERE parked = 0 AND due_at <= ?),
                (SELECT count(*) FROM deadline WHERE parked = 1) + (SELECT count(*) FROM outbox WHERE parked = 1),
                (SELECT count(*) FROM outbox),
                (SELECT count(*) FROM notice WHERE pending = 1),
                (SELECT count(*) FROM notice WHERE failed = 1)
            """).Add(legalNow);
        row.Read();
        return new Backlog(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Long(4));
    }

    // One list of two tables: (0, key) for a deadline, (1, number padded to sort as text) for a consequence.
    public static Page<ParkedItem> Parked(Database database, PageRequest page)
    {
        var after = Cursor.Keys(ParkedList, 2, page.Cursor);
        return database.Prepare("""
            SELECT 0 AS part, key AS place, kind, key, name, due_at, attempts, ifnull(error, '')
            FROM deadline WHERE parked = 1 AND (0, key) > (?, ?)
            UNION ALL
            SELECT 1, printf('%020d', id), target_kind, target_key, type, retry_at, attempts, ifnull(error, '')
            FROM outbox WHERE parked = 1 AND (1, printf('%020d', id)) > (?, ?)
            ORDER BY part, place LIMIT ?
            """)
            .Add(Part(after)).Add(Place(after)).Add(Part(after)).Add(Place(after))
            .Page(page.Limit(), Read, last => Cursor.After(ParkedList, PlaceOf(last)));
    }

    private static long Part(string[]? after) => after is null ? 0 : Cursor.Number(after[0]);

    private static string Place(string[]? after) => after is null ? "" : after[1];

    private static string[] PlaceOf(ParkedItem item) => ParkedId.OutboxOf(item.Id) is { } number
        ? ["1", number.ToString("D20", CultureInfo.InvariantCulture)]
        : ["0", item.Entity.Key];

    private static ParkedItem Read(Statement row)
    {
        var entity = EntityRows.Id(row, 2);
        var id = row.Int(0) == 0
            ? ParkedId.Of(entity)
            : ParkedId.Of(long.Parse(row.Text(1), CultureInfo.InvariantCulture));
        return new ParkedItem(id, entity, row.Text(4), row.InstantOrNull(5), row.Int(6), row.Text(7));
    }

    public static Page<EntityId> UnderWay(Database database, PageRequest page)
    {
        var found = database.Prepare($"""
            SELECT kind, key, id FROM application WHERE id > ? AND status IN ({QueueQuery.RunningStatuses})
            ORDER BY id LIMIT ?
            """)
            .Add(Cursor.Key(UnderWayList, page.Cursor))
            .Page(
                page.Limit(), row => (Id: EntityRows.Id(row, 0), Application: row.Text(2)),
                last => Cursor.After(UnderWayList, last.Application));
        return new Page<EntityId>([.. found.Items.Select(item => item.Id)], found.Next);
    }
}

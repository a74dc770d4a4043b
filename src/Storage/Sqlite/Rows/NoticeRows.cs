using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Notices, and whether they were sent.</summary>
internal static class NoticeRows
{
    private const string Columns =
        "id, kind, key, notice_kind, person_key, notice_values, at, sent_at, attempts, failed, error, receipt, "
        + "read_at, taken_by";
    private const string List = "notices";

    public static ImmutableArray<NoticeRecord> Pending(Database database, (DateTimeOffset MachineNow, int Limit) ask) =>
        database.Prepare($"""
            SELECT {Columns} FROM notice INDEXED BY notice_pending
            WHERE pending = 1 AND (retry_at IS NULL OR retry_at <= ?) ORDER BY id LIMIT ?
            """)
            .Add(ask.MachineNow).Add(ask.Limit).All(Read);

    public static Page<NoticeRecord> Page(
        Database database, (string? PersonKey, bool FailedOnly, PageRequest Page) ask)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM notice WHERE id < ?");
        if (ask.PersonKey is not null) sql.Append(" AND person_key = ?");
        if (ask.FailedOnly) sql.Append(" AND failed = 1");
        var rows = database.Prepare(sql.Append(" ORDER BY id DESC LIMIT ?").ToString())
            .Add(Cursor.Number(List, ask.Page.Cursor, long.MaxValue));
        if (ask.PersonKey is not null) rows.Add(ask.PersonKey);
        return rows.Page(ask.Page.Limit(), Read, last => Cursor.After(List, last.Id));
    }

    /// <summary>Each recipient has its rows in order, so they only need to be merged.</summary>
    public static Page<NoticeRecord> PageTo(
        Database database, (NoticeReach To, NoticesWanted Wanted, PageRequest Page) ask)
    {
        var more = (ask.Wanted.UnreadOnly ? " AND read_at IS NULL" : "")
            + (ask.Wanted.Kind is null ? "" : " AND notice_kind = ?");
        string Of(string recipient) =>
            $"SELECT * FROM (SELECT {Columns} FROM notice WHERE {recipient} AND id < ?{more} ORDER BY id DESC LIMIT ?)";
        var parts = Enumerable.Repeat(Of("person_key = ?"), ask.To.Keys.Length).ToList();
        if (ask.To.Prefix is not null) parts.Add(Of("person_key >= ? AND person_key < ?"));
        var rows = database.Prepare(string.Join(" UNION ALL ", parts) + " ORDER BY id DESC LIMIT ?");
        var before = Cursor.Number(List, ask.Page.Cursor, long.MaxValue);
        foreach (var key in ask.To.Keys) Rest(rows.Add(key));
        if (ask.To.Prefix is { } prefix) Rest(rows.Add(prefix).Add(Limits.EndOf(prefix)));
        return rows.Page(ask.Page.Limit(), Read, last => Cursor.After(List, last.Id));

        void Rest(Statement part)
        {
            part.Add(before);
            if (ask.Wanted.Kind is { } kind) part.Add(kind);
            part.Add(ask.Page.Limit() + 1L);
        }
    }

    public static NoticeRecord? Find(Database database, long id) =>
        database.Prepare($"SELECT {Columns} FROM notice WHERE id = ?").Add(id).First(Read);

    public static Func<Database, int> MarkRead(long id, DateTimeOffset at) => database =>
        database.Prepare("UPDATE notice SET read_at = ? WHERE id = ? AND read_at IS NULL").Add(at).Add(id).Run();

    public static Func<Database, int> Sent(
        long id, DateTimeOffset at, string receipt, string? messageId) => database =>
        database.Prepare("""
            UPDATE notice SET pending = 0, failed = 0, sent_at = ?, receipt = ?, message_id = ?, retry_at = NULL,
                error = NULL, taken_by = NULL
            WHERE id = ?
            """)
            .Add(at).Add(receipt).Add(messageId).Add(id).Run();

    public static Func<Database, int> Failed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy) => database =>
        database.Prepare("""
            UPDATE notice SET attempts = attempts + 1, retry_at = ?, pending = ?, failed = ?, error = ?, taken_by = ?
            WHERE id = ?
            """)
            .Add(retryAt).Add(retryAt is not null).Add(retryAt is null).Add(error).Add(takenBy).Add(id).Run();

    public static Func<Database, int> Postponed(long id, DateTimeOffset until, string takenBy) => database =>
        database.Prepare("UPDATE notice SET retry_at = ?, taken_by = ? WHERE id = ? AND pending = 1")
            .Add(until).Add(takenBy).Add(id).Run();

    public static Func<Database, int> TextReceived(string messageId, string? error) => database =>
        database.Prepare("""
            UPDATE notice SET failed = ?, error = ?, receipt = ifnull(receipt, '') || ? WHERE message_id = ?
            """)
            .Add(error is not null).Add(error).Add(error is null ? ", arrived" : ", did not arrive").Add(messageId)
            .Run();

    private static NoticeRecord Read(Statement row) => new(
        row.Long(0), EntityRows.Id(row, 1), new Notice(row.Text(3), row.Text(4), Values(row)),
        row.Instant(6), row.InstantOrNull(7), row.Int(8), row.Bool(9), row.TextOrNull(10), row.TextOrNull(11))
    {
        ReadAt = row.InstantOrNull(12), TakenBy = row.TextOrNull(13),
    };

    private static ImmutableSortedDictionary<string, string> Values(Statement row) => row.Sealer.OpenValues(
        StoredJson.ReadValues(row.Text(5)),
        RowIdentity.Notice(EntityRows.Id(row, 1), row.Text(3), row.Text(4), row.Instant(6)));
}

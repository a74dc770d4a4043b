using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Notices and what became of them.</summary>
internal static class NoticeRows
{
    private const string Columns =
        "id, kind, key, notice_kind, person_key, notice_values, at, sent_at, attempts, failed, error, receipt";
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

    public static Func<Database, int> Sent(long id, DateTimeOffset at, string receipt) => database =>
        database.Prepare("""
            UPDATE notice SET pending = 0, failed = 0, sent_at = ?, receipt = ?, retry_at = NULL, error = NULL
            WHERE id = ?
            """)
            .Add(at).Add(receipt).Add(id).Run();

    public static Func<Database, int> Failed(long id, string error, DateTimeOffset? retryAt) => database =>
        database.Prepare("""
            UPDATE notice SET attempts = attempts + 1, retry_at = ?, pending = ?, failed = ?, error = ? WHERE id = ?
            """)
            .Add(retryAt).Add(retryAt is not null).Add(retryAt is null).Add(error).Add(id).Run();

    private static NoticeRecord Read(Statement row) => new(
        row.Long(0), EntityRows.Id(row, 1), new Notice(row.Text(3), row.Text(4), StoredJson.ReadValues(row.Text(5))),
        row.Instant(6), row.InstantOrNull(7), row.Int(8), row.Bool(9), row.TextOrNull(10), row.TextOrNull(11));
}

using System.Text;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Notices, and whether they were sent.</summary>
internal static class NoticeRows
{
    private const string Columns =
        "id, kind, key, notice_kind, person_key, notice_values, at, sent_at, attempts, failed, error, receipt, "
        + "read_at, taken_by";
    private const string List = "notices";

    public static BoundStatement Pending(DateTimeOffset machineNow, int limit) => new BoundStatement($"""
            SELECT {Columns} FROM notice WHERE pending AND (retry_at IS NULL OR retry_at <= $1) ORDER BY id LIMIT $2
            """)
        .Add(machineNow).Add(limit);

    public static BoundStatement Page(string? personKey, bool failedOnly, PageRequest page)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM notice WHERE id < $1");
        if (personKey is not null) sql.Append(" AND person_key = $2");
        if (failedOnly) sql.Append(" AND failed");
        sql.Append(" ORDER BY id DESC LIMIT ").Append(personKey is null ? "$2" : "$3");
        var ask = new BoundStatement(sql.ToString()).Add(Cursor.Number(List, page.Cursor, long.MaxValue));
        return personKey is null ? ask : ask.Add(personKey);
    }

    /// <summary>Each recipient has its rows in order, so they only need to be merged.</summary>
    public static BoundStatement PageTo(NoticeReach to, NoticesWanted wanted, PageRequest page)
    {
        var (values, before) = (0, Cursor.Number(List, page.Cursor, long.MaxValue));
        string Next() => $"${++values}";
        string Of(string recipient) =>
            $"(SELECT {Columns} FROM notice WHERE {recipient} AND id < {Next()}"
            + (wanted.UnreadOnly ? " AND read_at IS NULL" : "")
            + (wanted.Kind is null ? "" : $" AND notice_kind = {Next()}") + $" ORDER BY id DESC LIMIT {Next()})";
        List<string> parts = [.. to.Keys.Select(_ => Of($"person_key = {Next()}"))];
        if (to.Prefix is not null) parts.Add(Of($"person_key >= {Next()} AND person_key < {Next()}"));
        var ask = new BoundStatement(
            $"SELECT * FROM ({string.Join(" UNION ALL ", parts)}) AS every ORDER BY id DESC LIMIT {Next()}");
        foreach (var key in to.Keys) Rest(ask.Add(key));
        if (to.Prefix is { } prefix) Rest(ask.Add(prefix).Add(Limits.EndOf(prefix)));
        return ask;

        void Rest(BoundStatement part)
        {
            part.Add(before);
            if (wanted.Kind is { } kind) part.Add(kind);
            part.Add(page.Limit() + 1);
        }
    }

    public static BoundStatement Find(long id) =>
        new BoundStatement($"SELECT {Columns} FROM notice WHERE id = $1").Add(id);

    public static BoundStatement MarkRead(long id, DateTimeOffset at) =>
        new BoundStatement("UPDATE notice SET read_at = $1 WHERE id = $2 AND read_at IS NULL").Add(at).Add(id);

    public static string After(NoticeRecord last) => Cursor.After(List, last.Id);

    /// <summary>
    /// Updated in the order of their numbers, so that two updates of the same notices wait for each other and cannot
    /// deadlock.
    /// </summary>
    public static BoundStatement Sent(SentNotice[] sent)
    {
        Array.Sort(sent, static (left, right) => left.Id.CompareTo(right.Id));
        return new BoundStatement("""
            UPDATE notice AS n
            SET pending = false, failed = false, sent_at = u.at, receipt = u.receipt,
                message_id = nullif(u.message_id, ''), retry_at = NULL, error = NULL, taken_by = NULL
            FROM unnest($1, $2, $3, $4) AS u (id, at, receipt, message_id) WHERE n.id = u.id
            """)
            .Add(Array.ConvertAll(sent, notice => notice.Id)).Add(Array.ConvertAll(sent, notice => notice.At.UtcTicks))
            .Add(sent.Select(notice => notice.Receipt))
            .Add(sent.Select(notice => notice.MessageId ?? ""));
    }

    public static BoundStatement Failed(long id, string error, DateTimeOffset? retryAt, string? takenBy) =>
        new BoundStatement("""
            UPDATE notice SET attempts = attempts + 1, retry_at = $1, pending = $2, failed = $3, error = $4,
                taken_by = $5
            WHERE id = $6
            """)
        .Add(retryAt).Add(retryAt is not null).Add(retryAt is null).Add(error).Add(takenBy).Add(id);

    public static BoundStatement Postponed(long id, DateTimeOffset until, string takenBy) =>
        new BoundStatement("UPDATE notice SET retry_at = $1, taken_by = $2 WHERE id = $3 AND pending")
            .Add(until).Add(takenBy).Add(id);

    public static BoundStatement TextReceived(string messageId, string? error) => new BoundStatement("""
            UPDATE notice SET failed = $1, error = $2, receipt = coalesce(receipt, '') || $3 WHERE message_id = $4
            """)
        .Add(error is not null).Add(error).Add(error is null ? ", arrived" : ", did not arrive").Add(messageId);

    public static NoticeRecord Read(NpgsqlDataReader row, Sealer sealer) => new(
        row.GetInt64(0), row.Id(1),
        new Notice(
            row.GetString(3), row.GetString(4),
            sealer.OpenValues(
                StoredJson.ReadValues(row.GetString(5)),
                RowIdentity.Notice(row.Id(1), row.GetString(3), row.GetString(4), row.Instant(6)))),
        row.Instant(6), row.InstantOrNull(7), row.GetInt32(8), row.GetBoolean(9), row.TextOrNull(10),
        row.TextOrNull(11))
    {
        ReadAt = row.InstantOrNull(12), TakenBy = row.TextOrNull(13),
    };
}

/// <summary>A notice that every channel has accepted.</summary>
internal readonly record struct SentNotice(
    long Id, DateTimeOffset At, string Receipt, string? MessageId = null);

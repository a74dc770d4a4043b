using System.Text;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Notices and what became of them.</summary>
internal static class NoticeRows
{
    private const string Columns =
        "id, kind, key, notice_kind, person_key, notice_values, at, sent_at, attempts, failed, error, receipt";
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

    public static string After(NoticeRecord last) => Cursor.After(List, last.Id);

    /// <summary>In the order of their numbers: two who mark the same ones wait for each other, and no more.</summary>
    public static BoundStatement Sent(SentNotice[] sent)
    {
        Array.Sort(sent, static (left, right) => left.Id.CompareTo(right.Id));
        return new BoundStatement("""
            UPDATE notice AS n
            SET pending = false, failed = false, sent_at = u.at, receipt = u.receipt, retry_at = NULL, error = NULL
            FROM unnest($1, $2, $3) AS u (id, at, receipt) WHERE n.id = u.id
            """)
            .Add(Array.ConvertAll(sent, notice => notice.Id)).Add(Array.ConvertAll(sent, notice => notice.At.UtcTicks))
            .Add(sent.Select(notice => notice.Receipt));
    }

    public static BoundStatement Failed(long id, string error, DateTimeOffset? retryAt) => new BoundStatement("""
            UPDATE notice SET attempts = attempts + 1, retry_at = $1, pending = $2, failed = $3, error = $4
            WHERE id = $5
            """)
        .Add(retryAt).Add(retryAt is not null).Add(retryAt is null).Add(error).Add(id);

    public static NoticeRecord Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.Id(1),
        new Notice(row.GetString(3), row.GetString(4), StoredJson.ReadValues(row.GetString(5))),
        row.Instant(6), row.InstantOrNull(7), row.GetInt32(8), row.GetBoolean(9), row.TextOrNull(10),
        row.TextOrNull(11));
}

/// <summary>A notice that every channel has.</summary>
internal readonly record struct SentNotice(long Id, DateTimeOffset At, string Receipt);

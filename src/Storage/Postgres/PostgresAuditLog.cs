using System.Text;
using Npgsql;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// The audit as rows. Everything that waits at the same time is appended by one statement, in one transaction.
/// </summary>
internal sealed class PostgresAuditLog(PostgresAccess access) : IAuditLog
{
    // A repeated call whose answer was lost finds its own head: then it was written.
    private const string AppendSql = """
        WITH moved AS (
            INSERT INTO audit_head (chain, day, count, hash) VALUES ($1, $2, $4, $5)
            ON CONFLICT (chain) DO UPDATE SET count = excluded.count, hash = excluded.hash
            WHERE audit_head.count = $3
            RETURNING chain),
        lines AS (
            INSERT INTO audit (at, actor, what, detail, chain, number, month, hash)
            SELECT u.at, u.actor, u.what, u.detail, $1, $3 + u.place, left($2, 7), decode(u.hash, 'hex')
            FROM unnest($6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[])
                WITH ORDINALITY AS u(at, actor, what, detail, hash, place), moved
            ORDER BY u.place RETURNING id, number),
        named AS (
            INSERT INTO audit_about (about, audit_id, month)
            SELECT DISTINCT b.about, lines.id, left($2, 7)
            FROM unnest($11::text[], $12::bigint[]) AS b(about, number) JOIN lines ON lines.number = b.number
            RETURNING 1)
        SELECT EXISTS (SELECT FROM moved) OR EXISTS (
            SELECT FROM audit_head WHERE chain = $1 AND count = $4 AND hash = $5), (SELECT count(*) FROM named)
        """;

    public ValueTask<AuditHead?> Head(string chain, CancellationToken cancellation = default) => access.First(
        new BoundStatement("SELECT chain, day, count, hash FROM audit_head WHERE chain = $1").Add(chain), ReadHead,
        cancellation);

    public async Task<bool> Append(
        AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines,
        CancellationToken cancellation = default)
    {
        var (about, numbers) = (new List<string>(), new List<long>());
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var what in lines[i].Record.About ?? [])
            {
                about.Add(what);
                numbers.Add(before.Count + i + 1);
            }
        }
        var append = new BoundStatement(AppendSql)
            .Add(after.Chain).Add(after.Day).Add(before.Count).Add(after.Count).Add(after.Hash)
            .Add([.. lines.Select(one => one.Record.At.UtcTicks)])
            .Add(lines.Select(one => one.Record.By ?? "")).Add(lines.Select(one => one.Record.What))
            .Add(lines.Select(Sealed))
            .Add(lines.Select(one => Convert.ToHexStringLower(one.Hash.Span)))
            .Add(about).Add([.. numbers]);
        return (await access.All(append, row => row.GetBoolean(0), cancellation).ConfigureAwait(false))[0];
    }

    public Task<Page<AuditLine>> Search(
        AuditSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var sql = new StringBuilder("SELECT a.id, a.at, a.actor, a.what, a.detail, a.chain, a.number, a.hash FROM ");
        sql.Append(search.About is null
            ? "audit AS a WHERE a.id < $1"
            : "audit_about AS b JOIN audit AS a ON a.id = b.audit_id WHERE b.audit_id < $1 AND b.about = $2");
        var ask = new List<Action<BoundStatement>>();
        var place = search.About is null ? 1 : 2;
        Also("a.actor =", search.By is { } by ? s => s.Add(by) : null);
        Also("a.what =", search.What is { } what ? s => s.Add(what) : null);
        Also("a.at >=", search.From is { } from ? s => s.Add(from) : null);
        Also("a.at <", search.To is { } to ? s => s.Add(to) : null);
        sql.Append($" ORDER BY a.id DESC LIMIT ${place + 1}");
        var statement = new BoundStatement(sql.ToString())
            .Add(Cursor.Number(AuditRows.List, page.Cursor, long.MaxValue));
        if (search.About is { } about) statement.Add(about);
        foreach (var add in ask) add(statement);
        return access.Page(statement, page, Read, AuditRows.After, cancellation);

        void Also(string condition, Action<BoundStatement>? add)
        {
            if (add is null) return;
            ask.Add(add);
            sql.Append($" AND {condition} ${++place}");
        }
    }

    public async Task<(int Count, DateTimeOffset? Oldest)> Lately(
        string actor, string what, DateTimeOffset since, CancellationToken cancellation = default) =>
        (await access.All(
            new BoundStatement("SELECT count(*), min(at) FROM audit WHERE actor = $1 AND what = $2 AND at > $3")
                .Add(actor).Add(what).Add(since),
            row => ((int)row.GetInt64(0), row.IsDBNull(1) ? (DateTimeOffset?)null : row.Instant(1)),
            cancellation).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<AuditHead>> Heads(CancellationToken cancellation = default) => await access.All(
        new BoundStatement("SELECT chain, day, count, hash FROM audit_head ORDER BY chain"), ReadHead, cancellation)
        .ConfigureAwait(false);

    public async Task<IReadOnlyList<ChainedText>> Texts(
        string chain, long after, int limit, CancellationToken cancellation = default) => await access.All(
        new BoundStatement("""
            SELECT number, detail, hash, at, actor, what FROM audit
            WHERE chain = $1 AND number > $2 ORDER BY number LIMIT $3
            """).Add(chain).Add(after).Add(limit),
        row => new ChainedText(row.GetInt64(0), Opened(row, 1, at: 3), row.Blob(2)), cancellation)
        .ConfigureAwait(false);

    public async ValueTask<bool> IsCut(string month, CancellationToken cancellation = default) =>
        await access.FirstValue(
            new BoundStatement("SELECT 1 FROM audit_cut WHERE month = $1").Add(month), row => row.GetInt32(0),
            cancellation).ConfigureAwait(false) is not null;

    public async Task<int> Cut(string month, DateTimeOffset at, CancellationToken cancellation = default)
    {
        // The cut is recorded first: only then does the trigger allow the month to be removed.
        await access.RunAgain(
            new BoundStatement("INSERT INTO audit_cut (month, at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .Add(month).Add(at), cancellation).ConfigureAwait(false);
        await access.RunAgain(
            new BoundStatement("DELETE FROM audit_about WHERE month = $1").Add(month), cancellation)
            .ConfigureAwait(false);
        return await access.RunAgain(
            new BoundStatement("DELETE FROM audit WHERE month = $1").Add(month), cancellation).ConfigureAwait(false);
    }

    private static AuditHead ReadHead(NpgsqlDataReader row) => new(
        row.GetString(0), DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd"), row.GetInt64(2), row.Blob(3));

    private string Sealed(NewAuditLine line) => access.Sealer.SealText(
        line.Text, RowIdentity.Audit(line.Record.At, line.Record.By ?? "", line.Record.What));

    /// <summary>
    /// The text in a column, opened; its instant, actor and sort begin at column <paramref name="at"/>.
    /// </summary>
    private string Opened(NpgsqlDataReader row, int column, int at) => access.Sealer.OpenText(
        row.GetString(column), RowIdentity.Audit(row.Instant(at), row.GetString(at + 1), row.GetString(at + 2)));

    private AuditLine Read(NpgsqlDataReader row) => row.IsDBNull(5)
        ? AuditRows.Older(row.GetInt64(0), row.Instant(1), row.GetString(2), row.GetString(3), Opened(row, 4, at: 1))
        : new AuditLine(
            row.GetInt64(0), AuditRecord.Of(Encoding.UTF8.GetBytes(Opened(row, 4, at: 1))), row.GetString(5),
            row.GetInt64(6), row.Blob(7));
}

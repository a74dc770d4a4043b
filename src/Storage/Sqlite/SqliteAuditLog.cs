using System.Text;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The audit as rows. Records are appended in one transaction with the commits that wait.</summary>
internal sealed class SqliteAuditLog(SqliteAccess access) : IAuditLog
{
    public ValueTask<AuditHead?> Head(string chain, CancellationToken cancellation = default) =>
        access.Read(chain, HeadOf, cancellation);

    public Task<bool> Append(
        AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines,
        CancellationToken cancellation = default) =>
        access.Write(database => Append(database, before, after, lines), cancellation);

    public Task<Page<AuditLine>> Search(
        AuditSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((search, page), Search, cancellation).AsTask();

    public Task<(int Count, DateTimeOffset? Oldest)> Lately(
        string actor, string what, DateTimeOffset since, CancellationToken cancellation = default) =>
        access.Read((actor, what, since), Lately, cancellation).AsTask();

    public async Task<IReadOnlyList<AuditHead>> Heads(CancellationToken cancellation = default) => await access.Read(
        false, static (database, _) => database.Prepare(
            "SELECT chain, day, count, hash FROM audit_head ORDER BY chain").All(ReadHead), cancellation)
        .ConfigureAwait(false);

    public async Task<IReadOnlyList<ChainedText>> Texts(
        string chain, long after, int limit, CancellationToken cancellation = default) => await access.Read(
        (chain, after, limit), static (database, asked) => database.Prepare("""
            SELECT number, detail, hash, at, actor, what FROM audit
            WHERE chain = ? AND number > ? ORDER BY number LIMIT ?
            """).Add(asked.chain).Add(asked.after).Add(asked.limit)
            .All(row => new ChainedText(row.Long(0), Opened(row, 1, at: 3), row.Blob(2))), cancellation)
        .ConfigureAwait(false);

    public ValueTask<bool> IsCut(string month, CancellationToken cancellation = default) => access.Read(
        month, static (database, wanted) =>
        {
            using var row = database.Prepare("SELECT 1 FROM audit_cut WHERE month = ?").Add(wanted);
            return row.Read();
        }, cancellation);

    public Task<int> Cut(string month, DateTimeOffset at, CancellationToken cancellation = default) => access.Write(
        database =>
        {
            database.Prepare("INSERT INTO audit_cut (month, at) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .Add(month).Add(at).Run();
            database.Prepare("DELETE FROM audit_about WHERE month = ?").Add(month).Run();
            return database.Prepare("DELETE FROM audit WHERE month = ?").Add(month).Run();
        },
        cancellation);

    private static AuditHead? HeadOf(Database database, string chain) => database.Prepare(
        "SELECT chain, day, count, hash FROM audit_head WHERE chain = ?").Add(chain).First(ReadHead);

    private static AuditHead ReadHead(Statement row) => new(
        row.Text(0), DateOnly.ParseExact(row.Text(1), "yyyy-MM-dd"), row.Long(2), row.Blob(3));

    private static bool Append(
        Database database, AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines)
    {
        if ((HeadOf(database, before.Chain)?.Count ?? 0) != before.Count) return false;
        var month = AuditChain.MonthOf(after.Day);
        using var line = database.Prepare("""
            INSERT INTO audit (at, actor, what, detail, chain, number, month, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id
            """);
        using var about = database.Prepare(
            "INSERT INTO audit_about (about, audit_id, month) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        var number = before.Count;
        foreach (var one in lines)
        {
            var id = IdOf(line
                .Add(one.Record.At).Add(one.Record.By ?? "").Add(one.Record.What).Add(Sealed(database, one))
                .Add(after.Chain).Add(++number).Add(month).Add(one.Hash));
            foreach (var what in one.Record.About ?? []) about.Add(what).Add(id).Add(month).Run();
        }
        database.Prepare("""
            INSERT INTO audit_head (chain, day, count, hash) VALUES (?, ?, ?, ?)
            ON CONFLICT (chain) DO UPDATE SET count = excluded.count, hash = excluded.hash
            """).Add(after.Chain).Add(after.Day).Add(after.Count).Add(after.Hash).Run();
        return true;
    }

    private static long IdOf(Statement insert)
    {
        using (insert)
        {
            insert.Read();
            return insert.Long(0);
        }
    }

    private static (int Count, DateTimeOffset? Oldest) Lately(
        Database database, (string Actor, string What, DateTimeOffset Since) asked)
    {
        using var row = database.Prepare("SELECT count(*), min(at) FROM audit WHERE actor = ? AND what = ? AND at > ?")
            .Add(asked.Actor).Add(asked.What).Add(asked.Since);
        row.Read();
        return ((int)row.Long(0), row.InstantOrNull(1));
    }

    private static Page<AuditLine> Search(Database database, (AuditSearch Search, PageRequest Page) asked)
    {
        var (search, page) = asked;
        var sql = new StringBuilder("SELECT a.id, a.at, a.actor, a.what, a.detail, a.chain, a.number, a.hash FROM ");
        sql.Append(search.About is null
            ? "audit AS a WHERE a.id < ?"
            : "audit_about AS b JOIN audit AS a ON a.id = b.audit_id WHERE b.audit_id < ? AND b.about = ?");
        if (search.By is not null) sql.Append(" AND a.actor = ?");
        if (search.What is not null) sql.Append(" AND a.what = ?");
        if (search.From is not null) sql.Append(" AND a.at >= ?");
        if (search.To is not null) sql.Append(" AND a.at < ?");
        sql.Append(" ORDER BY a.id DESC LIMIT ?");
        var query = database.Prepare(sql.ToString()).Add(Cursor.Number(AuditRows.List, page.Cursor, long.MaxValue));
        if (search.About is { } about) query.Add(about);
        if (search.By is { } by) query.Add(by);
        if (search.What is { } what) query.Add(what);
        if (search.From is { } from) query.Add(from);
        if (search.To is { } to) query.Add(to);
        return query.Page(page.Limit(), Read, AuditRows.After);
    }

    private static string Sealed(Database database, NewAuditLine line) => database.Sealer.SealText(
        line.Text, RowIdentity.Audit(line.Record.At, line.Record.By ?? "", line.Record.What));

    /// <summary>
    /// The text in a column, opened; its instant, actor and sort begin at column <paramref name="at"/>.
    /// </summary>
    private static string Opened(Statement row, int column, int at) => row.Sealer.OpenText(
        row.Text(column), RowIdentity.Audit(row.Instant(at), row.Text(at + 1), row.Text(at + 2)));

    private static AuditLine Read(Statement row) => row.IsNull(5)
        ? AuditRows.Older(row.Long(0), row.Instant(1), row.Text(2), row.Text(3), Opened(row, 4, at: 1))
        : new AuditLine(
            row.Long(0), AuditRecord.Of(Encoding.UTF8.GetBytes(Opened(row, 4, at: 1))), row.Text(5), row.Long(6),
            row.Blob(7));
}

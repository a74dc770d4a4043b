using System.Globalization;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>How far the copy outside has come, as rows.</summary>
internal sealed class SqliteAuditSent(SqliteAccess access) : IAuditSent
{
    public async Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default) =>
        await access.Read(limit, static (database, max) => database.Prepare("""
            SELECT h.chain, h.day, h.count, h.hash, ifnull(s.number, 0)
            FROM audit_head AS h LEFT JOIN audit_sent AS s ON s.chain = h.chain
            WHERE h.count > ifnull(s.number, 0) ORDER BY h.day, h.chain LIMIT ?
            """).Add(max).All(row => new UnsentChain(
                new AuditHead(
                    row.Text(0), DateOnly.ParseExact(row.Text(1), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    row.Long(2), row.Blob(3)), row.Long(4))), cancellation).ConfigureAwait(false);

    public ValueTask<long> UpTo(string chain, CancellationToken cancellation = default) => access.Read(
        chain, static (database, wanted) =>
        {
            using var row = database.Prepare("SELECT number FROM audit_sent WHERE chain = ?").Add(wanted);
            return row.Read() ? row.Long(0) : 0L;
        }, cancellation);

    public Task Sent(string chain, long number, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("""
            INSERT INTO audit_sent (chain, number) VALUES (?, ?)
            ON CONFLICT (chain) DO UPDATE SET number = max(number, excluded.number)
            """).Add(chain).Add(number).Run(), cancellation);
}

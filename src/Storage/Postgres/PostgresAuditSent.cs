using System.Globalization;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>How far the copy outside has come, as rows.</summary>
internal sealed class PostgresAuditSent(PostgresAccess access) : IAuditSent
{
    public async Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT h.chain, h.day, h.count, h.hash, coalesce(s.number, 0)
                FROM audit_head AS h LEFT JOIN audit_sent AS s ON s.chain = h.chain
                WHERE h.count > coalesce(s.number, 0) ORDER BY h.day, h.chain LIMIT $1
                """).Add(limit),
            row => new UnsentChain(
                new AuditHead(
                    row.GetString(0),
                    DateOnly.ParseExact(row.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    row.GetInt64(2), row.Blob(3)), row.GetInt64(4)), cancellation).ConfigureAwait(false);

    public async ValueTask<long> UpTo(string chain, CancellationToken cancellation = default) =>
        await access.FirstValue(
            new BoundStatement("SELECT number FROM audit_sent WHERE chain = $1").Add(chain), row => row.GetInt64(0),
            cancellation).ConfigureAwait(false) ?? 0;

    public Task Sent(string chain, long number, CancellationToken cancellation = default) => access.RunAgain(
        new BoundStatement("""
            INSERT INTO audit_sent (chain, number) VALUES ($1, $2)
            ON CONFLICT (chain) DO UPDATE SET number = greatest(audit_sent.number, excluded.number)
            """).Add(chain).Add(number), cancellation);
}

using Npgsql;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Roots and their leaves as rows.</summary>
internal sealed class PostgresAuditRoots(PostgresAccess access) : IAuditRootStore
{
    public Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default) => access.Page(
        new BoundStatement(
            "SELECT day, at, leaves, hash, jws FROM audit_root WHERE day < $1 ORDER BY day DESC LIMIT $2")
            .Add(AuditRootRows.Before(page)),
        page, Root, AuditRootRows.After, cancellation);

    public async Task<AuditRoot?> Root(DateOnly day, CancellationToken cancellation = default) => await access.First(
        new BoundStatement("SELECT day, at, leaves, hash, jws FROM audit_root WHERE day = $1").Add(day), Root,
        cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> Uncovered(
        string afterKind, string afterKey, int limit, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT kind, key, version::bigint, head FROM entity AS e WHERE (kind, key) > ($1, $2) AND NOT EXISTS (
                    SELECT FROM audit_leaf AS l WHERE l.kind = e.kind AND l.key = e.key AND l.version = e.version)
                ORDER BY kind, key LIMIT $3
                """).Add(afterKind).Add(afterKey).Add(limit),
            row => Leaf(row, 0), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> UncoveredChains(CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT 'audit', chain, count, hash FROM audit_head AS h WHERE NOT EXISTS (
                    SELECT FROM audit_leaf AS l WHERE l.kind = 'audit' AND l.key = h.chain AND l.version = h.count)
                ORDER BY chain
                """),
            row => Leaf(row, 0), cancellation).ConfigureAwait(false);

    public Task Begin(DateOnly day, CancellationToken cancellation = default) => access.RunAgain(
        new BoundStatement("DELETE FROM audit_leaf WHERE day = $1 AND day NOT IN (SELECT day FROM audit_root)")
            .Add(day), cancellation);

    public Task Add(
        DateOnly day, int from, IReadOnlyList<RootLeaf> leaves, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("""
                INSERT INTO audit_leaf (kind, key, version, day, number, head)
                SELECT u.kind, u.key, u.version, $1, $2 + u.place::integer - 1, decode(u.head, 'hex')
                FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[])
                    WITH ORDINALITY AS u(kind, key, version, head, place)
                ON CONFLICT DO NOTHING
                """)
                .Add(day).Add(from).Add(leaves.Select(leaf => leaf.Kind)).Add(leaves.Select(leaf => leaf.Key))
                .Add([.. leaves.Select(leaf => leaf.Version)])
                .Add(leaves.Select(leaf => Convert.ToHexStringLower(leaf.Head.Span))),
            cancellation);

    public async Task<bool> Finish(AuditRoot root, CancellationToken cancellation = default) => await access.RunAgain(
        new BoundStatement("""
            INSERT INTO audit_root (day, at, leaves, hash, jws) SELECT $1, $2, $3, $4, $5
            WHERE (SELECT count(*) FROM audit_leaf WHERE day = $1) = $3
            ON CONFLICT DO NOTHING
            """).Add(root.Day).Add(root.At).Add(root.Leaves).Add(root.Hash).Add(root.Jws),
        cancellation).ConfigureAwait(false) == 1;

    public async Task<PlacedLeaf?> Find(string kind, string key, CancellationToken cancellation = default) =>
        await access.First(
            new BoundStatement("""
                SELECT l.day, l.number, l.kind, l.key, l.version, l.head
                FROM audit_leaf AS l JOIN audit_root AS r ON r.day = l.day
                WHERE l.kind = $1 AND l.key = $2 ORDER BY l.version DESC LIMIT 1
                """).Add(kind).Add(key),
            Placed, cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> Leaves(
        DateOnly day, int from, int limit, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT kind, key, version, head FROM audit_leaf WHERE day = $1 AND number >= $2
                ORDER BY number LIMIT $3
                """).Add(day).Add(from).Add(limit),
            row => Leaf(row, 0), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<PlacedLeaf>> LeavesAfter(
        RootLeaf after, int limit, CancellationToken cancellation = default) => await access.All(
        new BoundStatement("""
            SELECT day, number, kind, key, version, head FROM audit_leaf
            WHERE (kind, key, version) > ($1, $2, $3) ORDER BY kind, key, version LIMIT $4
            """).Add(after.Kind).Add(after.Key).Add(after.Version).Add(limit),
        Placed, cancellation).ConfigureAwait(false);

    private static AuditRoot Root(NpgsqlDataReader row) => new(
        AuditRootRows.Day(row.GetString(0)), row.Instant(1), row.GetInt32(2), row.Blob(3), row.GetString(4));

    private static PlacedLeaf Placed(NpgsqlDataReader row) => new(
        AuditRootRows.Day(row.GetString(0)), row.GetInt32(1), Leaf(row, 2));

    private static RootLeaf Leaf(NpgsqlDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetInt64(at + 2), row.Blob(at + 3));
}

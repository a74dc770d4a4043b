using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Roots and their leaves as rows.</summary>
internal sealed class SqliteAuditRoots(SqliteAccess access) : IAuditRootStore
{
    public Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default) => access.Read(
        page, static (database, asked) => database.Prepare("""
            SELECT day, at, leaves, hash, jws FROM audit_root WHERE day < ? ORDER BY day DESC LIMIT ?
            """).Add(AuditRootRows.Before(asked)).Page(asked.Limit(), Root, AuditRootRows.After), cancellation)
        .AsTask();

    public async Task<AuditRoot?> Root(DateOnly day, CancellationToken cancellation = default) => await access.Read(
        day, static (database, wanted) => database.Prepare(
            "SELECT day, at, leaves, hash, jws FROM audit_root WHERE day = ?").Add(wanted).First(Root), cancellation)
        .ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> Uncovered(
        string afterKind, string afterKey, int limit, CancellationToken cancellation = default) =>
        await access.Read((afterKind, afterKey, limit), static (database, asked) => database.Prepare("""
            SELECT kind, key, version, head FROM entity AS e WHERE (kind, key) > (?, ?) AND NOT EXISTS (
                SELECT 1 FROM audit_leaf AS l WHERE l.kind = e.kind AND l.key = e.key AND l.version = e.version)
            ORDER BY kind, key LIMIT ?
            """).Add(asked.afterKind).Add(asked.afterKey).Add(asked.limit).All(row => Leaf(row, 0)), cancellation)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> UncoveredChains(CancellationToken cancellation = default) =>
        await access.Read(false, static (database, _) => database.Prepare("""
            SELECT 'audit', chain, count, hash FROM audit_head AS h WHERE NOT EXISTS (
                SELECT 1 FROM audit_leaf AS l WHERE l.kind = 'audit' AND l.key = h.chain AND l.version = h.count)
            ORDER BY chain
            """).All(row => Leaf(row, 0)), cancellation).ConfigureAwait(false);

    public Task Begin(DateOnly day, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare(
            "DELETE FROM audit_leaf WHERE day = ? AND day NOT IN (SELECT day FROM audit_root)").Add(day).Run(),
        cancellation);

    public Task Add(
        DateOnly day, int from, IReadOnlyList<RootLeaf> leaves, CancellationToken cancellation = default) =>
        access.Write(
            database =>
            {
                using var insert = database.Prepare(
                    "INSERT INTO audit_leaf (kind, key, version, day, number, head) VALUES (?, ?, ?, ?, ?, ?)");
                for (var i = 0; i < leaves.Count; i++)
                    insert.Add(leaves[i].Kind).Add(leaves[i].Key).Add(leaves[i].Version).Add(day).Add(from + i)
                        .Add(leaves[i].Head).Run();
                return leaves.Count;
            },
            cancellation);

    public async Task<bool> Finish(AuditRoot root, CancellationToken cancellation = default) => await access.Write(
        database => database.Prepare("""
            INSERT INTO audit_root (day, at, leaves, hash, jws) SELECT ?1, ?2, ?3, ?4, ?5
            WHERE NOT EXISTS (SELECT 1 FROM audit_root WHERE day = ?1)
                AND (SELECT count(*) FROM audit_leaf WHERE day = ?1) = ?3
            """).Add(root.Day).Add(root.At).Add(root.Leaves).Add(root.Hash).Add(root.Jws).Run(),
        cancellation).ConfigureAwait(false) == 1;

    public async Task<PlacedLeaf?> Find(
        string kind, string key, CancellationToken cancellation = default) => await access.Read(
        (kind, key), static (database, asked) => database.Prepare("""
            SELECT l.day, l.number, l.kind, l.key, l.version, l.head
            FROM audit_leaf AS l JOIN audit_root AS r ON r.day = l.day
            WHERE l.kind = ? AND l.key = ? ORDER BY l.version DESC LIMIT 1
            """).Add(asked.kind).Add(asked.key).First(Placed), cancellation).ConfigureAwait(false);

    public async Task<IReadOnlyList<RootLeaf>> Leaves(
        DateOnly day, int from, int limit, CancellationToken cancellation = default) =>
        await access.Read((day, from, limit), static (database, asked) => database.Prepare("""
            SELECT kind, key, version, head FROM audit_leaf WHERE day = ? AND number >= ? ORDER BY number LIMIT ?
            """).Add(asked.day).Add(asked.from).Add(asked.limit).All(row => Leaf(row, 0)), cancellation)
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<PlacedLeaf>> LeavesAfter(
        RootLeaf after, int limit, CancellationToken cancellation = default) => await access.Read(
        (after, limit), static (database, asked) => database.Prepare("""
            SELECT day, number, kind, key, version, head FROM audit_leaf
            WHERE (kind, key, version) > (?, ?, ?) ORDER BY kind, key, version LIMIT ?
            """).Add(asked.after.Kind).Add(asked.after.Key).Add(asked.after.Version).Add(asked.limit).All(Placed),
        cancellation).ConfigureAwait(false);

    private static AuditRoot Root(Statement row) => new(
        AuditRootRows.Day(row.Text(0)), row.Instant(1), row.Int(2), row.Blob(3), row.Text(4));

    private static PlacedLeaf Placed(Statement row) => new(AuditRootRows.Day(row.Text(0)), row.Int(1), Leaf(row, 2));

    private static RootLeaf Leaf(Statement row, int at) => new(
        row.Text(at), row.Text(at + 1), row.Long(at + 2), row.Blob(at + 3));
}

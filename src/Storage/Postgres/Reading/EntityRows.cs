using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>Reads single entities; reads at the same moment are grouped.</summary>
internal sealed class EntityRows
{
    /// <summary>The server works on one query while the rows of another are read.</summary>
    private const int MaxQueries = 2;

    private const int MaxReadsAQuery = 256;
    private const int MaxReadAhead = 1_024;

    private readonly PostgresAccess _access;
    private readonly BatchedQuery<EntityId, StoredEntity?> _reads;

    public EntityRows(PostgresAccess access) => (_access, _reads) = (access, new(Query, MaxQueries, MaxReadsAQuery));

    /// <summary>The entity as it is stored; null: there is none.</summary>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation) =>
        new(_reads.Query(id, cancellation));

    /// <summary>
    /// Many entities in one query, without the grouping; many more in several queries, one after the other.
    /// </summary>
    public async ValueTask<StoredEntity?[]> LoadAll(IReadOnlyList<EntityId> ids, CancellationToken cancellation)
    {
        var found = new List<StoredEntity?>(ids.Count);
        foreach (var some in ids.Chunk(MaxReadAhead))
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(await Query(some).ConfigureAwait(false));
        }
        return [.. found];
    }

    private async Task<StoredEntity?[]> Query(EntityId[] ids)
    {
        // LATERAL with a limit makes the planner use the index row by row, whatever it assumes about the sizes of the
        // tables.
        var ask = ids.Length == 1
            ? new BoundStatement("SELECT 1::bigint, version, state, head FROM entity WHERE kind = $1 AND key = $2")
                .Add(ids[0].KindName).Add(ids[0].Key)
            : new BoundStatement("""
                SELECT u.n, e.version, e.state, e.head FROM unnest($1, $2) WITH ORDINALITY AS u (kind, key, n),
                LATERAL (
                    SELECT x.version, x.state, x.head FROM entity AS x
                    WHERE x.kind = u.kind AND x.key = u.key LIMIT 1) AS e
                """)
                .Add(ids.Select(id => id.KindName)).Add(ids.Select(id => id.Key));
        var found = new StoredEntity?[ids.Length];
        foreach (var (place, stored) in await _access.All(ask, Row, CancellationToken.None).ConfigureAwait(false))
            found[place - 1] = _access.Sealer.OpenOrLeave(ids[place - 1], stored);
        return found;
    }

    private static (int Place, StoredEntity Stored) Row(NpgsqlDataReader row) =>
        ((int)row.GetInt64(0), new StoredEntity(row.GetInt32(1), row.Blob(2), row.Blob(3)));
}

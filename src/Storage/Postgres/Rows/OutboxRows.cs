using Npgsql;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Commands for other entities that wait for delivery.</summary>
internal static class OutboxRows
{
    // The oldest of each target; none of a target whose oldest must wait, because a later one could otherwise overtake
    // a parked one. A parked external request is only shown to the administrator, and is tried again.
    public static BoundStatement Pending(DateTimeOffset machineNow, int limit, bool externalRequests) =>
        new BoundStatement($"""
            SELECT id, source_kind, source_key, target_kind, target_key, type, command, cause, at, attempts
            FROM outbox AS o
            WHERE {(externalRequests ? "type =" : "NOT parked AND type <>")} 'railApplication.askIdentitySource'
                AND (retry_at IS NULL OR retry_at <= $1)
                AND NOT EXISTS (
                    SELECT FROM outbox AS before
                    WHERE before.target_kind = o.target_kind AND before.target_key = o.target_key AND before.id < o.id)
            ORDER BY id LIMIT $2
            """)
        .Add(machineNow).Add(limit);

    public static PendingConsequence Read(NpgsqlDataReader row, Sealer sealer)
    {
        var (source, target, type, cause) = (row.Id(1), row.Id(3), row.GetString(5), row.GetString(7));
        return new PendingConsequence(
            row.GetInt64(0), source, target, type,
            sealer.Open(row.Blob(6), RowIdentity.Outbox(source, target, type, cause)), cause, row.Instant(8),
            row.GetInt32(9));
    }

    public static BoundStatement Failed(long id, string error, DateTimeOffset? retryAt, bool parked) =>
        new BoundStatement(
        "UPDATE outbox SET attempts = attempts + 1, retry_at = $1, parked = $2, error = $3 WHERE id = $4")
        .Add(retryAt).Add(parked).Add(error).Add(id);

    public static BoundStatement Retry(long id) => new BoundStatement(
        "UPDATE outbox SET attempts = 0, retry_at = NULL, parked = false WHERE id = $1 AND parked").Add(id);
}

using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Deadlines that wait, become due, fail and are parked.</summary>
internal static class DeadlineRows
{
    /// <summary>
    /// By the index deadline_due alone (migration 0015). Whether a hash is between two bounds is found by bisection;
    /// checking each range in turn took six times as long. The condition says "not even" and not "odd", because then
    /// the planner expects to find rows.
    /// </summary>
    public static BoundStatement Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit)
    {
        var due = new BoundStatement($"""
            SELECT kind, key, name, due_at FROM deadline
            WHERE NOT parked AND due_at <= $1 AND (due_at, key) > ($2, $3) AND (retry_at IS NULL OR retry_at <= $4)
                {(part.IsWhole ? "" : "AND width_bucket(ring_hash, $6) % 2 <> 0")}
            ORDER BY due_at, key LIMIT $5
            """)
            .Add(legalNow).Add(after?.DueAt.UtcTicks ?? long.MinValue).Add(after?.Key ?? "").Add(machineNow).Add(limit);
        return part.IsWhole ? due : due.Add(part.Bounds);
    }

    public static DueDeadline Read(NpgsqlDataReader row) =>
        new(row.Id(0), row.GetString(2), row.Instant(3));

    public static BoundStatement Tries(EntityId id) =>
        new BoundStatement("SELECT attempts FROM deadline WHERE kind = $1 AND key = $2").Add(id.KindName).Add(id.Key);

    public static BoundStatement Failed(EntityId id, string error, DateTimeOffset? retryAt) => new BoundStatement("""
            UPDATE deadline SET attempts = attempts + 1, retry_at = $1, parked = $2, error = $3
            WHERE kind = $4 AND key = $5
            """)
        .Add(retryAt).Add(retryAt is null).Add(error).Add(id.KindName).Add(id.Key);

    public static BoundStatement Retry(EntityId id) => new BoundStatement("""
            UPDATE deadline SET attempts = 0, retry_at = NULL, parked = false WHERE kind = $1 AND key = $2 AND parked
            """)
        .Add(id.KindName).Add(id.Key);
}

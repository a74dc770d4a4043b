using System.Collections.Immutable;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Commands for other entities that wait for delivery.</summary>
internal static class OutboxRows
{
    // The oldest of each target; none of a target whose oldest must wait, because a later one could otherwise overtake
    // a parked one. A parked external request is only shown to the administrator, and is tried again.
    public static ImmutableArray<PendingConsequence> Pending(
        Database database, (DateTimeOffset MachineNow, int Limit, bool ExternalRequests) ask) =>
        database.Prepare($"""
            SELECT id, source_kind, source_key, target_kind, target_key, type, command, cause, at, attempts
            FROM outbox AS o
            WHERE {(ask.ExternalRequests ? "type =" : "parked = 0 AND type <>")} 'railApplication.askIdentitySource'
                AND (retry_at IS NULL OR retry_at <= ?)
                AND NOT EXISTS (
                    SELECT 1 FROM outbox AS before INDEXED BY outbox_target
                    WHERE before.target_kind = o.target_kind AND before.target_key = o.target_key AND before.id < o.id)
            ORDER BY id LIMIT ?
            """)
            .Add(ask.MachineNow).Add(ask.Limit)
            .All(Read);

    private static PendingConsequence Read(Statement row)
    {
        var (source, target, type, cause) = (EntityRows.Id(row, 1), EntityRows.Id(row, 3), row.Text(5), row.Text(7));
        return new PendingConsequence(
            row.Long(0), source, target, type,
            row.Sealer.Open(row.Blob(6), RowIdentity.Outbox(source, target, type, cause)), cause,
            row.Instant(8), row.Int(9));
    }

    public static Func<Database, int> Done(long id) => database =>
        database.Prepare("DELETE FROM outbox WHERE id = ?").Add(id).Run();

    public static Func<Database, int> Failed(long id, string error, DateTimeOffset? retryAt, bool parked) => database =>
        database.Prepare("UPDATE outbox SET attempts = attempts + 1, retry_at = ?, parked = ?, error = ? WHERE id = ?")
            .Add(retryAt).Add(parked).Add(error).Add(id).Run();

    public static Func<Database, int> Retry(long id) => database =>
        database.Prepare("UPDATE outbox SET attempts = 0, retry_at = NULL, parked = 0 WHERE id = ? AND parked = 1")
            .Add(id).Run();
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Deadlines that wait, become due, fail and are parked.</summary>
internal static class DeadlineRows
{
    /// <summary>Rows are read one by one, so that those of another part of the ring are skipped here.</summary>
    public static ImmutableArray<DueDeadline> Due(
        Database database,
        (RingPart Part, DateTimeOffset LegalNow, DateTimeOffset MachineNow, DueCursor? After, int Limit) ask)
    {
        using var row = database.Prepare("""
            SELECT kind, key, name, due_at, ring_hash FROM deadline INDEXED BY deadline_due
            WHERE parked = 0 AND due_at <= ? AND (due_at, key) > (?, ?) AND (retry_at IS NULL OR retry_at <= ?)
            ORDER BY due_at, key
            """)
            .Add(ask.LegalNow).Add(ask.After?.DueAt.UtcTicks ?? long.MinValue).Add(ask.After?.Key ?? "")
            .Add(ask.MachineNow);
        var due = ImmutableArray.CreateBuilder<DueDeadline>();
        while (due.Count < ask.Limit && row.Read())
        {
            if (!ask.Part.Has(row.Int(4))) continue;
            due.Add(new DueDeadline(EntityRows.Id(row, 0), row.Text(2), row.Instant(3)));
        }
        return due.DrainToImmutable();
    }

    public static DateTimeOffset? NextDueAt(Database database, bool _)
    {
        using var row = database.Prepare(
            "SELECT due_at FROM deadline INDEXED BY deadline_due WHERE parked = 0 ORDER BY due_at LIMIT 1");
        return row.Read() ? row.Instant(0) : null;
    }

    public static int Tries(Database database, EntityId id)
    {
        using var row = database.Prepare("SELECT attempts FROM deadline WHERE kind = ? AND key = ?")
            .Add(id.KindName)
            .Add(id.Key);
        return row.Read() ? row.Int(0) : 0;
    }

    public static Func<Database, int> Failed(EntityId id, string error, DateTimeOffset? retryAt) => database =>
        database.Prepare("""
            UPDATE deadline SET attempts = attempts + 1, retry_at = ?, parked = ?, error = ? WHERE kind = ? AND key = ?
            """)
            .Add(retryAt).Add(retryAt is null).Add(error).Add(id.KindName).Add(id.Key).Run();

    public static Func<Database, int> Retry(EntityId id) => database =>
        database.Prepare("""
            UPDATE deadline SET attempts = 0, retry_at = NULL, parked = 0 WHERE kind = ? AND key = ? AND parked = 1
            """)
            .Add(id.KindName).Add(id.Key).Run();
}

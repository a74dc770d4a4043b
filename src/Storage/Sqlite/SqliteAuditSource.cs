using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>
/// Reads everything in short transactions: a long one would prevent the write-ahead log from being emptied.
/// </summary>
internal sealed class SqliteAuditSource(SqliteAccess access) : IAuditSource
{
    private const int EntitiesAtATime = 64;

    public async IAsyncEnumerable<AuditedEntity> Entities(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (kind, key) = ("", "");
        while (true)
        {
            var some = await access.Read((kind, key), Read, cancellation).ConfigureAwait(false);
            foreach (var entity in some) yield return entity;
            if (some.Count < EntitiesAtATime) yield break;
            (kind, key) = (some[^1].Id.KindName, some[^1].Id.Key);
        }
    }

    private static List<AuditedEntity> Read(Database database, (string Kind, string Key) after)
    {
        database.Execute("BEGIN");
        var entities = new List<AuditedEntity>(EntitiesAtATime);
        using (var rows = database.Prepare("""
            SELECT e.kind, e.key, e.version, e.state, e.head, d.name, d.due_at
            FROM entity AS e LEFT JOIN deadline AS d ON d.kind = e.kind AND d.key = e.key
            WHERE (e.kind, e.key) > (?, ?) ORDER BY e.kind, e.key LIMIT ?
            """).Add(after.Kind).Add(after.Key).Add(EntitiesAtATime))
        {
            while (rows.Read()) entities.Add(Read(database, rows));
        }
        database.Execute("COMMIT");
        return entities;
    }

    private static AuditedEntity Read(Database database, Statement row)
    {
        var id = EntityRows.Id(row, 0);
        var armed = row.IsNull(5) ? null : new ArmedDeadline(row.Text(5), row.Instant(6));
        var stored = new StoredEntity(row.Int(2), row.Blob(3), row.Blob(4));
        try
        {
            var entity = database.Sealer.OpenEntity(id, stored);
            if (Sealer.IsErased(stored.State.Span))
                return AuditedEntity.Erased(id, entity, armed, Events(database, id, EntityRows.Closed));
            var key = database.Sealer.KeyIn(id, stored.State.Span);
            return new AuditedEntity(
                id, entity, armed, Events(database, id, row => EntityRows.Event(row, id, key)));
        }
        catch (SealedRowException closed)
        {
            return AuditedEntity.Closed(id, stored, closed.Message);
        }
    }

    private static ImmutableArray<HistoryEntry> Events(
        Database database, EntityId id, Func<Statement, HistoryEntry> read) =>
        database.Prepare($"""
            SELECT {EntityRows.EventColumns} FROM event WHERE kind = ? AND key = ? ORDER BY version
            """).Add(id.KindName).Add(id.Key).All(read);
}

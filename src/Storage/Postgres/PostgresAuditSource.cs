using System.Collections.Immutable;
using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres.Rows;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// Reads everything in short transactions, each with one view of the database: a long one would prevent old row
/// versions from being removed.
/// </summary>
internal sealed class PostgresAuditSource(NpgsqlDataSource source, Sealer sealer) : IAuditSource
{
    private const int EntitiesAtATime = 256;

    private sealed record Head(EntityId Id, StoredEntity Entity, ArmedDeadline? Armed);

    public async IAsyncEnumerable<AuditedEntity> Entities(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (kind, key) = ("", "");
        while (true)
        {
            List<AuditedEntity> some;
            try
            {
                some = await Read(kind, key, cancellation).ConfigureAwait(false);
            }
            catch (Exception fault) when (PostgresFaults.IsAway(fault))
            {
                throw PostgresFaults.Away(fault);
            }
            foreach (var entity in some) yield return entity;
            if (some.Count < EntitiesAtATime) yield break;
            (kind, key) = (some[^1].Id.KindName, some[^1].Id.Key);
        }
    }

    private async Task<List<AuditedEntity>> Read(string kind, string key, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
                .ConfigureAwait(false);
            await using (moment.ConfigureAwait(false))
            {
                var heads = await Heads(connection, kind, key, cancellation).ConfigureAwait(false);
                if (heads.Count == 0) return [];
                var events = await Events(connection, heads, cancellation).ConfigureAwait(false);
                return heads.ConvertAll(head => Opened(head, events.GetValueOrDefault(head.Id) ?? []));
            }
        }
    }

    private AuditedEntity Opened(Head head, List<HistoryEntry> events)
    {
        try
        {
            if (Sealer.IsErased(head.Entity.State.Span))
                return AuditedEntity.Erased(
                    head.Id, sealer.OpenEntity(head.Id, head.Entity), head.Armed, events);
            var key = sealer.KeyIn(head.Id, head.Entity.State.Span);
            return new AuditedEntity(
                head.Id, sealer.OpenEntity(head.Id, head.Entity), head.Armed,
                [.. events.Select(one => one with
                {
                    Body = Sealer.OpenEvent(key, head.Id, one.Version, one.Body),
                })]);
        }
        catch (SealedRowException closed)
        {
            return AuditedEntity.Closed(head.Id, head.Entity, closed.Message);
        }
    }

    private static async Task<List<Head>> Heads(
        NpgsqlConnection connection, string kind, string key, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand("""
            SELECT e.kind, e.key, e.version, e.state, e.head, d.name, d.due_at
            FROM (SELECT * FROM entity WHERE (kind, key) > ($1, $2) ORDER BY kind, key LIMIT $3) AS e
            LEFT JOIN LATERAL (
                SELECT x.name, x.due_at FROM deadline AS x WHERE x.kind = e.kind AND x.key = e.key LIMIT 1) AS d ON true
            ORDER BY e.kind, e.key
            """, connection)
        {
            Parameters = { new() { Value = kind }, new() { Value = key }, new() { Value = EntitiesAtATime } },
        };
        var heads = new List<Head>(EntitiesAtATime);
        await using (command.ConfigureAwait(false))
        {
            var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    heads.Add(new Head(
                        row.Id(0), new StoredEntity(row.GetInt32(2), row.Blob(3), row.Blob(4)),
                        row.IsDBNull(5) ? null : new ArmedDeadline(row.GetString(5), row.Instant(6))));
                }
            }
        }
        return heads;
    }

    private static async Task<Dictionary<EntityId, List<HistoryEntry>>> Events(
        NpgsqlConnection connection, List<Head> heads, CancellationToken cancellation)
    {
        // Entity by entity through the index. For a range the planner expects a fifth of the table, whatever the range
        // is, and reads the whole table for each piece: with a million entities that took half an hour.
        var command = new NpgsqlCommand($"""
            SELECT u.kind, u.key, {EventRows.Columns} FROM unnest($1, $2) AS u (kind, key),
            LATERAL (SELECT * FROM event AS x WHERE x.kind = u.kind AND x.key = u.key ORDER BY x.version) AS e
            """, connection)
        {
            Parameters =
            {
                new() { Value = heads.ConvertAll(head => head.Id.KindName) },
                new() { Value = heads.ConvertAll(head => head.Id.Key) },
            },
        };
        var events = new Dictionary<EntityId, List<HistoryEntry>>();
        await using (command.ConfigureAwait(false))
        {
            var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    var id = row.Id(0);
                    if (!events.TryGetValue(id, out var own)) events[id] = own = [];
                    own.Add(EventRows.ReadStored(row, 2));
                }
            }
        }
        return events;
    }
}

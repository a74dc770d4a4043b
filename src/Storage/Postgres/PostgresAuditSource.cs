using System.Collections.Immutable;
using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres.Rows;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// Reads everything in short transactions, each with one view of the database: one long one would keep old rows from
/// being cleared away.
/// </summary>
internal sealed class PostgresAuditSource(NpgsqlDataSource source) : IAuditSource
{
    private const int EntitiesAtATime = 256;

    private sealed record Head(EntityId Id, StoredEntity Entity, Deadline? Armed);

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
                var events = await Events(connection, kind, key, heads[^1].Id, cancellation).ConfigureAwait(false);
                return heads.ConvertAll(head => new AuditedEntity(
                    head.Id, head.Entity, head.Armed, events.GetValueOrDefault(head.Id) is { } own ? [.. own] : []));
            }
        }
    }

    private static async Task<List<Head>> Heads(
        NpgsqlConnection connection, string kind, string key, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand("""
            SELECT e.kind, e.key, e.version, e.state, e.head, d.name, d.due_at
            FROM entity AS e LEFT JOIN deadline AS d ON d.kind = e.kind AND d.key = e.key
            WHERE (e.kind, e.key) > ($1, $2) ORDER BY e.kind, e.key LIMIT $3
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
                        row.IsDBNull(5) ? null : new Deadline(row.GetString(5), row.Instant(6))));
                }
            }
        }
        return heads;
    }

    private static async Task<Dictionary<EntityId, List<HistoryEntry>>> Events(
        NpgsqlConnection connection, string kind, string key, EntityId last, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand($"""
            SELECT kind, key, {EventRows.Columns} FROM event
            WHERE (kind, key) > ($1, $2) AND (kind, key) <= ($3, $4) ORDER BY kind, key, version
            """, connection)
        {
            Parameters =
            {
                new() { Value = kind }, new() { Value = key }, new() { Value = last.KindName }, new() { Value = last.Key },
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
                    own.Add(EventRows.Read(row, 2));
                }
            }
        }
        return events;
    }
}

using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Reads of single entities. While few queries are on their way, further reads gather and go together in the next one:
/// what group commit is to writing. Alone, a read is one query at once; a thousand deadlines that fall due together are
/// a handful. A query is sent after its reads were asked for, so each sees all that was acknowledged before it.
/// </summary>
internal sealed class EntityReads(PostgresAccess access)
{
    /// <summary>Queries on their way at a time: one the server works on, one whose rows are being taken up.</summary>
    private const int QueriesMost = 2;

    private const int ReadsAQueryMost = 256;

    private readonly Lock _gate = new();
    private readonly Queue<Read> _waiting = new();
    private int _queries;

    /// <summary>The entity as it is stored; null: there is none. Cancelling ends the waiting, not the query of the others.</summary>
    public async ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation)
    {
        var read = new Read(id);
        bool first;
        lock (_gate)
        {
            _waiting.Enqueue(read);
            first = _queries < QueriesMost;
            if (first) _queries++;
        }
        if (first) _ = Work(); // Ends by itself; every failure goes to those who wait.
        return await read.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task Work()
    {
        await Task.Yield(); // Whoever asks in the same moment goes along: a group's commits are done in one moment.
        while (Take() is { Length: > 0 } group)
        {
            var answer = Answer(group);
            await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (answer.IsCompletedSuccessfully) continue;
            // The fault goes to each who waits; the next group may fare better.
            foreach (var read in group) read.TrySetException(answer.Exception?.InnerException ?? new OperationCanceledException());
        }
    }

    /// <summary>What waits, as much as one query takes; nothing: this one's work is over.</summary>
    private Read[] Take()
    {
        lock (_gate)
        {
            var group = new Read[Math.Min(_waiting.Count, ReadsAQueryMost)];
            for (var i = 0; i < group.Length; i++) group[i] = _waiting.Dequeue();
            if (group.Length == 0) _queries--;
            return group;
        }
    }

    private async Task Answer(Read[] group)
    {
        // LATERAL with a limit: by index, row by row, whatever the planner thinks of the tables' sizes.
        var ask = group.Length == 1
            ? new Ask("SELECT 1::bigint, version, state, head FROM entity WHERE kind = $1 AND key = $2")
                .Add(group[0].Id.KindName).Add(group[0].Id.Key)
            : new Ask("""
                SELECT u.n, e.version, e.state, e.head FROM unnest($1, $2) WITH ORDINALITY AS u (kind, key, n),
                LATERAL (SELECT x.version, x.state, x.head FROM entity AS x WHERE x.kind = u.kind AND x.key = u.key LIMIT 1) AS e
                """)
                .Add(group.Select(read => read.Id.KindName)).Add(group.Select(read => read.Id.Key));
        foreach (var (place, stored) in await access.All(ask, Row, CancellationToken.None).ConfigureAwait(false))
            group[place - 1].TrySetResult(stored);
        foreach (var read in group) read.TrySetResult(null);
    }

    private static (int Place, StoredEntity Stored) Row(NpgsqlDataReader row) =>
        ((int)row.GetInt64(0), new StoredEntity(row.GetInt32(1), row.Blob(2), row.Blob(3)));

    /// <summary>A read that waits for its query.</summary>
    private sealed class Read(EntityId id) : TaskCompletionSource<StoredEntity?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public EntityId Id => id;
    }
}

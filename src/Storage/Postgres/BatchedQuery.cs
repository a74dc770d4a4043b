namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// Groups small queries of one sort. While enough queries are under way, further requests are collected and sent in the
/// next query, as a group commit does for writes. A single request is sent at once; a thousand at the same moment take
/// a few queries. A query is sent after its requests were made, so each of them sees everything that was acknowledged
/// before it.
/// </summary>
/// <param name="query">Carries out a group; the answers are in the order of the requests.</param>
/// <param name="maxQueries">How many queries are under way at a time.</param>
/// <param name="maxAsks">Asks a query takes.</param>
internal sealed class BatchedQuery<TAsk, TAnswer>(Func<TAsk[], Task<TAnswer[]>> query, int maxQueries, int maxAsks)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _queries;

    /// <summary>The answer. Cancelling ends the waiting of this caller, not the query of the others.</summary>
    public async Task<TAnswer> Query(TAsk ask, CancellationToken cancellation)
    {
        var mine = new Waiting(ask);
        bool first;
        lock (_gate)
        {
            _waiting.Enqueue(mine);
            first = _queries < maxQueries;
            if (first) _queries++;
        }
        if (first) _ = Work(); // Ends by itself; every failure goes to those who wait.
        return await mine.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task Work()
    {
        await Task.Yield(); // Whoever asks in the same moment goes along: a group's commits are done in one moment.
        while (Take() is { Length: > 0 } group)
        {
            var answers = query(Array.ConvertAll(group, one => one.Asked));
            await ((Task)answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Each one that waits gets the exception; the next group may succeed.
            for (var i = 0; i < group.Length; i++)
            {
                if (answers.IsCompletedSuccessfully) group[i].SetResult(answers.Result[i]);
                else group[i].SetException(answers.Exception?.InnerException ?? new OperationCanceledException());
            }
        }
    }

    /// <summary>As many waiting requests as one query takes; none: this worker can end.</summary>
    private Waiting[] Take()
    {
        lock (_gate)
        {
            var group = new Waiting[Math.Min(_waiting.Count, maxAsks)];
            for (var i = 0; i < group.Length; i++) group[i] = _waiting.Dequeue();
            if (group.Length == 0) _queries--;
            return group;
        }
    }

    private sealed class Waiting(TAsk ask)
        : TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TAsk Asked => ask;
    }
}

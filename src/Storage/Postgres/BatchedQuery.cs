namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// Small asks of one sort that go together. While few queries are on their way, further asks gather and go in the next
/// one: what group commit is to writing. Alone, an ask is one query at once; a thousand of one moment are a handful. A
/// query is sent after its asks were made, so each sees all that was acknowledged before it.
/// </summary>
/// <param name="query">Carries a group out; the answers in the order of the asks.</param>
/// <param name="maxQueries">Queries on their way at a time.</param>
/// <param name="maxAsks">Asks a query takes.</param>
internal sealed class BatchedQuery<TAsk, TAnswer>(Func<TAsk[], Task<TAnswer[]>> query, int maxQueries, int maxAsks)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _queries;

    /// <summary>The answer. Cancelling ends the waiting, not the query of the others.</summary>
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
            // A fault goes to each who waits; the next group may fare better.
            for (var i = 0; i < group.Length; i++)
            {
                if (answers.IsCompletedSuccessfully) group[i].SetResult(answers.Result[i]);
                else group[i].SetException(answers.Exception?.InnerException ?? new OperationCanceledException());
            }
        }
    }

    /// <summary>What waits, as much as one query takes; nothing: this one's work is over.</summary>
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

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// Carries out what is due: deadlines that have passed and consequences of other entities' events. Everything goes
/// through the one path; one that fails is tried again later and then parked, and blocks nothing but itself.
/// </summary>
internal sealed class DueWork : IDisposable
{
    /// <summary>
    /// As many as two group commits take are under way at once, one at the database and one that gathers: so their
    /// reads and commits go together. Half as many were a seventh slower.
    /// </summary>
    private const int PageSize = 1_024;

    private static readonly PassTime _look = new();

    /// <summary>The loop and a clock that is moved by hand never work on the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    private readonly IRegistryStore _store;
    private readonly Entities _entities;
    private readonly Law _law;
    private readonly TimeProvider _machineClock;
    private readonly ILogger _log;
    private readonly Errands _errands;

    public DueWork(
        IRegistryStore store, Entities entities, CommandRunner runner, Law law, TimeProvider machineClock, int triesMost,
        ILogger log)
    {
        (_store, _entities, _law, _machineClock, _log) = (store, entities, law, machineClock, log);
        _errands = new Errands(store.Work, runner.Execute, machineClock, triesMost, Failed);
    }

    /// <summary>Does all that is due now and all that follows from it; gives how much was done.</summary>
    public async Task<int> Drain(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var all = 0;
            for (int done; (done = await Consequences(cancellation) + await Deadlines(cancellation)) > 0; all += done) { }
            return all;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>One pass over the due deadlines: every row is met once, whatever happens to the others.</summary>
    private async Task<int> Deadlines(CancellationToken cancellation)
    {
        var done = 0;
        await EachOf(Due(cancellation), async due =>
        {
            if (await _errands.Pass(due, cancellation)) Interlocked.Increment(ref done);
        }, cancellation);
        return done;
    }

    /// <summary>
    /// What is due, in keyset order. A page is read, with the entities that it is about, while the one before is
    /// worked on, and the next begins before that is done: else neither this process nor the database would have work
    /// at the end of each.
    /// </summary>
    private async IAsyncEnumerable<DueDeadline> Due([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = DueAfter(null, cancellation); await next is { IsEmpty: false } page;)
        {
            next = DueAfter(new DueCursor(page[^1].DueAt, page[^1].Id.Key), cancellation);
            foreach (var due in page) yield return due;
        }
    }

    private async Task<ImmutableArray<DueDeadline>> DueAfter(DueCursor? after, CancellationToken cancellation)
    {
        var (lawNow, machineNow) = (_law.Clock.GetUtcNow(), _machineClock.GetUtcNow());
        var page = await _store.Work.Due(RingPart.Whole, lawNow, machineNow, after, PageSize, cancellation);
        await _entities.ReadAhead([.. page.Select(due => due.Id)], _look, cancellation);
        return page;
    }

    private async Task<int> Consequences(CancellationToken cancellation)
    {
        var done = 0;
        var page = await _store.Work.Consequences(_machineClock.GetUtcNow(), PageSize, cancellation);
        await EachOf(page.ToAsyncEnumerable(), async next =>
        {
            if (await _errands.Deliver(next, cancellation)) Interlocked.Increment(ref done);
        }, cancellation);
        return done;
    }

    private static Task EachOf<T>(IAsyncEnumerable<T> items, Func<T, Task> work, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(items,
            new ParallelOptions { MaxDegreeOfParallelism = PageSize, CancellationToken = cancellation },
            async (item, _) => await work(item));

    private void Failed(FailedErrand e)
    {
        if (e.Thrown is not null) _log.LogError(e.Thrown, "{Entity}: {Command} failed", e.Id, e.CommandId);
        if (e.Parked) _log.LogError("{Entity}: {Command} is parked after {Tries} tries: {Error}", e.Id, e.CommandId, e.Tries, e.Error);
    }

    public void Dispose() => _oneAtATime.Dispose();
}

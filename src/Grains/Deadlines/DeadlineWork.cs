using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// Carries out the deadlines that are due in a part of the ring. Plain: it
/// reads rows and calls whoever carries them out, by Orleans or without it.
/// </summary>
/// <param name="work">Where deadlines are armed.</param>
/// <param name="reader">Reads ahead what the deadlines of a page will ask for.</param>
/// <param name="call">
/// Tells an entity that its deadline has passed; false: it could not
/// be reached now. A store that is away is thrown, and ends the pass.
/// </param>
/// <param name="rulesInForce">The legal clock: what is due.</param>
/// <param name="machineClock">The machine's clock: what waits for a retry.</param>
/// <param name="scheduler">Where calls run; null: on the threads of the process.</param>
#pragma warning disable CA1001 // The semaphore has no handle: nothing of it is left behind.
public sealed class DeadlineWork(
    IWorkStore work,
    EntityReader reader,
    Func<DueDeadline, Task<bool>> call,
    RulesInForce rulesInForce,
    TimeProvider machineClock,
    TaskScheduler? scheduler = null)
{
    /// <summary>
    /// As many as two group commits take are under way at once, one at the database and one that
    /// gathers: so their reads and commits go together. Half as many were a seventh slower.
    /// </summary>
    public const int PageSize = 1_024;

    private static readonly PassTime _look = new();

    /// <summary>A loop and a clock that is moved by hand never work on the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Does all that is due now; gives how many deadlines were called.</summary>
    /// <param name="part">The part of the ring, asked for at each reading: it changes as silos come and go.</param>
    /// <param name="cancellation">Ends it between two deadlines.</param>
    public async Task<int> Drain(Func<RingPart> part, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var all = 0;
            DueDeadline? firstBefore = null;
            while (await DueAfter(part(), null, cancellation) is { Rows: [var first, ..] } page)
            {
                all += await Pass(page, part, cancellation);
                // A row that is still the first was called in vain: it waits for the next look.
                if (first == firstBefore) break;
                firstBefore = first;
            }
            return all;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>One pass over what is due: every row is met once, whatever happens to the others.</summary>
    private async Task<int> Pass(Page first, Func<RingPart> part, CancellationToken cancellation)
    {
        var called = 0;
        var pages = new ConcurrentQueue<Page>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = PageSize, TaskScheduler = scheduler ?? TaskScheduler.Default,
            CancellationToken = cancellation,
        };
        try
        {
            await Parallel.ForEachAsync(Due(first, part, pages, cancellation), options, async (next, _) =>
            {
                if (await call(next.Deadline)) Interlocked.Increment(ref called);
                next.Page.Done();
            });
            return called;
        }
        finally
        {
            foreach (var page in pages) page.Forget();
        }
    }

    /// <summary>
    /// What is due, in keyset order. A page is read, with the entities that it is about, while the one before is worked
    /// on, and the next begins before that is done: else neither this process nor the database would have work at the
    /// end of each.
    /// </summary>
    private async IAsyncEnumerable<(DueDeadline Deadline, Page Page)> Due(
        Page first, Func<RingPart> part, ConcurrentQueue<Page> pages,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = Task.FromResult(first); await next is { Rows.IsEmpty: false } page;)
        {
            pages.Enqueue(page);
            while (pages.TryPeek(out var old) && old.IsDone) pages.TryDequeue(out _);
            next = DueAfter(part(), new DueCursor(page.Rows[^1].DueAt, page.Rows[^1].Id.Key), cancellation);
            foreach (var due in page.Rows) yield return (due, page);
        }
    }

    private async Task<Page> DueAfter(RingPart part, DueCursor? after, CancellationToken cancellation)
    {
        var (legalNow, machineNow) = (rulesInForce.Clock.GetUtcNow(), machineClock.GetUtcNow());
        var rows = await work.Due(part, legalNow, machineNow, after, PageSize, cancellation);
        return new Page(rows, await reader.ReadAhead([.. rows.Select(due => due.Id)], _look, cancellation), reader);
    }

    /// <summary>A page of deadlines; what was read ahead for it is given back when all of it has been called.</summary>
    private sealed class Page(
        ImmutableArray<DueDeadline> rows, IReadOnlyCollection<EntityId> ahead, EntityReader reader)
    {
        private int _left = rows.Length;

        public ImmutableArray<DueDeadline> Rows => rows;

        public bool IsDone => Volatile.Read(ref _left) == 0;

        public void Done()
        {
            if (Interlocked.Decrement(ref _left) == 0) Forget();
        }

        public void Forget() => reader.Forget(ahead);
    }
}
#pragma warning restore CA1001

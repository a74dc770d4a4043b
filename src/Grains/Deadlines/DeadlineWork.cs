using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// Carries out the deadlines that are due in a part of the ring. It does not depend on Orleans: it reads rows and calls
/// a delegate that carries them out.
/// </summary>
/// <param name="work">Where deadlines are armed.</param>
/// <param name="reader">Reads ahead what the deadlines of a page will need.</param>
/// <param name="call">
/// Calls an entity whose deadline has passed; false: it could not be reached now. When the store cannot be reached, it
/// throws, which ends the pass.
/// </param>
/// <param name="rulesInForce">The legal clock, for what is due.</param>
/// <param name="machineClock">The machine's clock, for what waits for a retry.</param>
/// <param name="scheduler">The scheduler on which calls run; null: the threads of the process.</param>
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
    /// As many deadlines as two group commits take are under way at once, so that one group is at the database while
    /// the other one is being collected, and reads and commits are grouped, too. Half as many were slower by a seventh.
    /// </summary>
    public const int PageSize = 1_024;

    private static readonly PassTime _look = new();

    /// <summary>A loop and a clock that is moved by hand never carry out the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Carries out everything that is due now; the result is how many deadlines were called.</summary>
    /// <param name="part">
    /// The part of the ring, asked for at each read, because it changes as silos come and go.
    /// </param>
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
                // If the first row is still the same, calling it had no effect: it waits for the next look.
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

    /// <summary>One pass over what is due: every row is called once, whatever happens to the others.</summary>
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
    /// Due deadlines, in keyset order. The next page is read, with the entities that it needs, while the present one is
    /// carried out, and is begun before that one is finished; otherwise both this process and the database would be
    /// idle at the end of each page.
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

    /// <summary>A page of deadlines; what was read ahead for it is dropped when all of them have been called.</summary>
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

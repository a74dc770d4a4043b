using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// Carries out what is due: deadlines that have passed and consequences of other entities' events. Everything goes
/// through the one path; one that fails is tried again later and then parked, and blocks nothing but itself.
/// </summary>
internal sealed class DueWork(
    IRegistryStore store, CommandRunner runner, Law law, TimeProvider machineClock, int triesMost, ILogger log) : IDisposable
{
    private const int PageSize = 512;
    private const int Parallel = 64;

    /// <summary>The loop and a clock that is moved by hand never work on the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

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

    /// <summary>One pass over the due deadlines in keyset order: every row is met once, whatever happens to the others.</summary>
    private async Task<int> Deadlines(CancellationToken cancellation)
    {
        var done = 0;
        DueCursor? after = null;
        while (true)
        {
            var page = await store.Work.Due(law.Clock.GetUtcNow(), machineClock.GetUtcNow(), after, PageSize, cancellation);
            if (page.IsEmpty) return done;
            await EachOf(page, async due => { if (await Pass(due, cancellation)) Interlocked.Increment(ref done); }, cancellation);
            after = new DueCursor(page[^1].DueAt, page[^1].Id.Key);
        }
    }

    private async Task<int> Consequences(CancellationToken cancellation)
    {
        var done = 0;
        var page = await store.Work.Consequences(machineClock.GetUtcNow(), PageSize, cancellation);
        await EachOf(page, async next => { if (await Deliver(next, cancellation)) Interlocked.Increment(ref done); }, cancellation);
        return done;
    }

    private static Task EachOf<T>(IEnumerable<T> items, Func<T, Task> work, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(items,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (item, _) => await work(item));

    private Task<bool> Pass(DueDeadline due, CancellationToken cancellation) => Attempt(
        due.Id,
        new Envelope($"deadline:{due.Id.Key}:{due.DueAt.UtcTicks}", new PassTime(), Actor.Registry(Channel.Deadline))
        {
            Cause = $"deadline {due.Name} {due.DueAt:O}",
        },
        due.Attempts, (error, retryAt) => store.Work.DeadlineFailed(due.Id, error, retryAt, cancellation), cancellation);

    private Task<bool> Deliver(PendingConsequence next, CancellationToken cancellation) => Attempt(
        next.Target,
        new Envelope($"outbox:{next.Id}", JsonSerializer.Deserialize(next.Command.Span, RegistryJson.Wire.Command)!,
            Actor.Registry(Channel.Consequence))
        {
            Cause = next.Cause, OutboxId = next.Id,
        },
        next.Attempts, (error, retryAt) => store.Work.ConsequenceFailed(next.Id, error, retryAt, cancellation), cancellation);

    /// <summary>True when it is done. A store that is away is no fault of the row: it goes up and stops the pass.</summary>
    private async Task<bool> Attempt(
        EntityId id, Envelope envelope, int attempts, Func<string, DateTimeOffset?, Task> failed, CancellationToken cancellation)
    {
        string error;
        try
        {
            var answer = await runner.Execute(id, envelope, cancellation);
            if (answer is Answer.Done) return true;
            error = $"refused: {((Answer.No)answer).Refusal.Code}";
        }
        catch (Exception e) when (e is not StorageAwayException and not OperationCanceledException)
        {
            error = e.Message;
            log.LogError(e, "{Entity}: {Command} failed", id, envelope.CommandId);
        }
        var giveUp = attempts + 1 >= triesMost;
        if (giveUp) log.LogError("{Entity}: {Command} is parked after {Tries} tries: {Error}", id, envelope.CommandId, attempts + 1, error);
        await failed(error, giveUp ? null : machineClock.GetUtcNow() + BackOff(attempts));
        return false;
    }

    /// <summary>1, 4, 16, 64 ... seconds, an hour at most.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(4, attempts)));

    public void Dispose() => _oneAtATime.Dispose();
}

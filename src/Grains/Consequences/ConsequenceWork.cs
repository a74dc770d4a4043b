using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>
/// Delivers what commits left for other entities. Plain: whoever executes commands may be Orleans or not.
/// </summary>
/// <param name="work">The outbox.</param>
/// <param name="execute">Carries out a command; throws when the entity could not be reached.</param>
/// <param name="rulesInForce">The legal clock: how old what is delivered is.</param>
/// <param name="machineClock">The machine's clock: retries live by it.</param>
/// <param name="maxTries">Tries before a delivery is parked.</param>
/// <param name="log">Where to log.</param>
#pragma warning disable CA1001 // The semaphore has no handle: nothing of it is left behind.
public sealed class ConsequenceWork(
    IWorkStore work, Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute, RulesInForce rulesInForce,
    TimeProvider machineClock, int maxTries, ILogger<ConsequenceWork> log)
{
    /// <summary>As many as a group commit takes go at once: 64 fell far behind half a million deadlines.</summary>
    private const int PageSize = 512;

    private readonly RetryingExecutor _externalRequests = new(
        work, execute, machineClock, maxTries, failed => FailureLog.Write(log, failed));

    /// <summary>The pump and a clock that is moved by hand never work on the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private long _left;

    /// <summary>How many commits of this silo have left something, since it started.</summary>
    public long Left => Interlocked.Read(ref _left);

    /// <summary>A commit of this silo has left something.</summary>
    public void OneMore() => Interlocked.Increment(ref _left);

    /// <summary>
    /// Waits until what commits have left since <paramref name="before"/> is delivered, or the time is over: then it is
    /// delivered a little later, by whoever does so anyway.
    /// </summary>
    public async Task Settle(long before, TimeSpan max)
    {
        if (Left == before) return;
        using var patience = new CancellationTokenSource(max); // Whoever gives up does not stay in the line.
        await ((Task)Drain(patience.Token)).WaitAsync(max).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await patience.CancelAsync();
    }

    /// <summary>
    /// Delivers all that waits, and what follows from it; gives how much was delivered. Ends
    /// between two pages when it is cancelled: whoever takes over finds the rest in the rows.
    /// </summary>
    public async Task<int> Drain(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var all = 0;
            while (!cancellation.IsCancellationRequested)
            {
                var page = await work.Consequences(machineClock.GetUtcNow(), PageSize, CancellationToken.None);
                var delivered = await Task.WhenAll(page.Select(Deliver));
                if (!delivered.Contains(true)) return all;
                all += delivered.Count(done => done);
            }
            return all;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<bool> Deliver(PendingConsequence next)
    {
        using var span = CommandTelemetry.Delivering();
        var done = await _externalRequests.Deliver(next, CancellationToken.None);
        if (done) CommandTelemetry.Delivered(next.CausedAt, rulesInForce.Clock.GetUtcNow());
        return done;
    }
}
#pragma warning restore CA1001

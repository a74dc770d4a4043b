using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>
/// Delivers consequences, the commands that commits left for other entities. It does not depend on Orleans.
/// </summary>
/// <param name="work">The outbox.</param>
/// <param name="execute">Carries out a command; throws when the entity could not be reached.</param>
/// <param name="rulesInForce">The legal clock, for the age of what is delivered.</param>
/// <param name="machineClock">The machine's clock, for retries.</param>
/// <param name="maxTries">Attempts before a delivery is parked.</param>
/// <param name="log">The log.</param>
#pragma warning disable CA1001 // The semaphore has no handle: nothing of it is left behind.
public sealed class ConsequenceWork(
    IWorkStore work, Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute, RulesInForce rulesInForce,
    TimeProvider machineClock, int maxTries, ILogger<ConsequenceWork> log)
{
    /// <summary>
    /// As many consequences as a group commit takes are delivered at once: with 64, half a million deadlines left them
    /// far behind.
    /// </summary>
    private const int PageSize = 512;

    private readonly RetryingExecutor _externalRequests = new(
        work, execute, machineClock, maxTries, failed => FailureLog.Write(log, failed));

    /// <summary>The pump and a clock that is moved by hand never deliver the same rows at once.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private long _left;

    /// <summary>How many commits of this silo have left consequences since it started.</summary>
    public long Left => Interlocked.Read(ref _left);

    /// <summary>Counts a commit of this silo that has left a consequence.</summary>
    public void OneMore() => Interlocked.Increment(ref _left);

    /// <summary>
    /// Waits until what commits have left since <paramref name="before"/> is delivered, or until the time is over; then
    /// the pump delivers it a little later.
    /// </summary>
    public async Task Settle(long before, TimeSpan max)
    {
        if (Left == before) return;
        using var patience = new CancellationTokenSource(max); // Whoever gives up does not stay in the line.
        await ((Task)Drain(patience.Token)).WaitAsync(max).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await patience.CancelAsync();
    }

    /// <summary>
    /// Delivers everything that waits, and what follows from it; the result is how many were delivered. When cancelled,
    /// it ends between two pages; the rest stays in the rows for whoever continues.
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

using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Pumps;

/// <summary>
/// A grain that exists once in the cluster, so that only one silo does its work: at intervals, and again a moment later
/// after a failure. After a partition there may be two for a while, which the work must tolerate.
/// </summary>
/// <param name="pump">Does the work that is possible now; stops when it is cancelled.</param>
/// <param name="every">The interval, if nobody wakes it.</param>
/// <param name="what">What is pumped, for the log.</param>
/// <param name="log">The log.</param>
public abstract class PumpGrain(Func<CancellationToken, Task> pump, TimeSpan every, string what, ILogger log) : Grain
{
    /// <summary>The key of the only activation.</summary>
    public const long Key = 0;

    private IGrainTimer? _timer;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Interleaved, so that wake-up calls do not queue up during the work; each of them only says that there is
        // more.
        _timer = this.RegisterGrainTimer(Work, new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero, Period = every, KeepAlive = true, Interleave = true,
        });
        return Task.CompletedTask;
    }

    /// <summary>
    /// The timer never runs twice at once, which keeps the order of a target's rows: if it is working, it will work
    /// once more.
    /// </summary>
    protected void WorkSoon() => _timer!.Change(TimeSpan.Zero, every);

    private async Task Work(CancellationToken cancellation)
    {
        try
        {
            await pump(cancellation);
        }
        catch (StorageAwayException away)
        {
            log.PumpStoreAway(what, away.Message);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.PumpFailed(failure, what);
        }
    }
}

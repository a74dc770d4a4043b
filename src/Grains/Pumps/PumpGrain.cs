using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Pumps;

/// <summary>
/// A grain of which the cluster has one, so that only one silo does its work: now and then, and again a
/// moment later when it failed. After a partition there may be two for a while; what they do bears that.
/// </summary>
/// <param name="pump">What can be done of the work now; it stops when it is cancelled.</param>
/// <param name="every">How often, when nobody wakes it.</param>
/// <param name="what">What is pumped, for the log.</param>
/// <param name="log">Where to log.</param>
public abstract class PumpGrain(Func<CancellationToken, Task> pump, TimeSpan every, string what, ILogger log) : Grain
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    private IGrainTimer? _timer;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Interleaved, so that wake-up calls do not queue up while it works: each only says that there is more.
        _timer = this.RegisterGrainTimer(Work, new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero, Period = every, KeepAlive = true, Interleave = true,
        });
        return Task.CompletedTask;
    }

    /// <summary>
    /// The timer never runs twice at once, for the order of a target's rows: while it works, it will work once more.
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

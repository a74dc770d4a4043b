namespace OrleansRegistry.Silo.Running;

/// <summary>
/// A grain of which the cluster has one, so that only one silo does its work: once a second, and again a moment later when
/// it failed. After a partition there may be two for a while; what they do bears that.
/// </summary>
/// <param name="pump">What can be done of the work now; it stops when it is cancelled.</param>
/// <param name="what">What is pumped, for the log.</param>
/// <param name="log">Where to log.</param>
internal abstract class PumpGrain(Func<CancellationToken, Task> pump, string what, ILogger log) : Grain
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Work, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = _lookEvery, KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    private async Task Work(CancellationToken cancellation)
    {
        try
        {
            await pump(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(failure, "{What} could not be read or marked; trying again in a moment.", what);
        }
    }
}

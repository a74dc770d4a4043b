using Orleans.Placement;
using OrleansRegistry.Hosting.Notices;

namespace OrleansRegistry.Silo.Notices;

/// <summary>Sends notices. There is one in the cluster, so that only one silo sends.</summary>
[Alias("registry.notice-pump")]
public interface INoticePump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump lives.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>
/// The notice pump of whichever silo the grain is on, once a second. Two of them after a partition would send a notice
/// twice: at least once is what is promised, and each carries its number.
/// </summary>
[GrainType("notice-pump"), KeepAlive, Immovable]
internal sealed class NoticePumpGrain(NoticePump pump, ILogger<NoticePumpGrain> log) : Grain, INoticePump
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Send, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = _lookEvery, KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    private async Task Send(CancellationToken cancellation)
    {
        try
        {
            await pump.PumpOnce(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(failure, "Notices could not be read or marked; trying again in a moment.");
        }
    }
}

using Orleans.Placement;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Identity;

/// <summary>Asks the police data source. There is one in the cluster, so that only one silo asks.</summary>
[Alias("registry.identity-pump")]
public interface IIdentityPump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump lives.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>
/// The identity pump of whichever silo the grain is on, once a second. Two of them after a partition would ask twice; the
/// answer is taken once, for it removes the errand with its commit.
/// </summary>
[GrainType("identity-pump"), KeepAlive, Immovable]
internal sealed class IdentityPumpGrain(IdentityPump pump, ILogger<IdentityPumpGrain> log) : Grain, IIdentityPump
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Ask, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = _lookEvery, KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    private async Task Ask(CancellationToken cancellation)
    {
        try
        {
            await pump.PumpOnce(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(failure, "Identity errands could not be read or marked; trying again in a moment.");
        }
    }
}

using Orleans.Placement;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Identity;

/// <summary>Asks the police data source. There is one in the cluster, so that only one silo asks.</summary>
[Alias("registry.identity-pump")]
public interface IIdentityPump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump is active.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>
/// After a partition there may be two, which would ask twice; the answer is taken once, because its commit removes the
/// request.
/// </summary>
[GrainType("identity-pump"), KeepAlive, Immovable]
internal sealed class IdentityPumpGrain(IdentityPump pump, ILogger<IdentityPumpGrain> log)
    : PumpGrain(pump.PumpOnce, TimeSpan.FromSeconds(1), "External requests", log), IIdentityPump
{
    public Task Wake() => Task.CompletedTask;
}

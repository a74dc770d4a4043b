using Orleans.Placement;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Grains.Pumps;

namespace OrleansRegistry.Silo.Notices;

/// <summary>Sends notices. There is one in the cluster, so that only one silo sends.</summary>
[Alias("registry.notice-pump")]
public interface INoticePump : IGrainWithIntegerKey
{
    /// <summary>A silo makes sure that the pump is active.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <summary>
/// After a partition there may be two, which send a notice twice; the promise is at least once, and each notice has its
/// number.
/// </summary>
[GrainType("notice-pump"), KeepAlive, Immovable]
internal sealed class NoticePumpGrain(NoticePump pump, ILogger<NoticePumpGrain> log)
    : PumpGrain(pump.PumpDue, TimeSpan.FromSeconds(1), "Notices", log), INoticePump
{
    public Task Wake() => Task.CompletedTask;
}

using Orleans.Placement;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Grains.Pumps;

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
/// Two of them after a partition would send a notice twice: at least once is what is promised, and
/// each carries its number.
/// </summary>
[GrainType("notice-pump"), KeepAlive, Immovable]
internal sealed class NoticePumpGrain(NoticePump pump, ILogger<NoticePumpGrain> log)
    : PumpGrain(pump.PumpDue, TimeSpan.FromSeconds(1), "Notices", log), INoticePump
{
    public Task Wake() => Task.CompletedTask;
}

using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Grains.Pumps;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>Delivers what commits left for other entities. There is one in the cluster.</summary>
[Alias("registry.consequence-pump")]
public interface IConsequencePump : IGrainWithIntegerKey
{
    /// <summary>A commit has left something; or a silo makes sure that the pump lives.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();
}

/// <summary>
/// One activation is enough, for each delivery is a call to another grain that may be anywhere; and one keeps the order
/// of a target's consequences. Two of them after a partition deliver twice, which the commit applies once.
/// </summary>
[GrainType("consequence-pump"), KeepAlive, Immovable]
public sealed class ConsequencePumpGrain(ConsequenceWork work, ILogger<ConsequencePumpGrain> log)
    : PumpGrain(cancellation => work.Drain(cancellation), _pause, "Consequences", log), IConsequencePump
{
    /// <summary>How late a consequence may be noticed at most, when its wake-up call was lost.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public Task Wake()
    {
        WorkSoon();
        return Task.CompletedTask;
    }
}

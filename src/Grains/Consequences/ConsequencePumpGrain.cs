using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Grains.Pumps;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>
/// Delivers consequences, the commands that commits left for other entities. There is one in the cluster.
/// </summary>
[Alias("registry.consequence-pump")]
public interface IConsequencePump : IGrainWithIntegerKey
{
    /// <summary>A commit has left a consequence, or a silo makes sure that the pump is active.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();
}

/// <summary>
/// One activation is enough, as each delivery is a call to another grain on any silo; and one activation keeps the
/// order of a target's consequences. After a partition there may be two, which deliver the same twice; the second
/// commit changes nothing.
/// </summary>
[GrainType("consequence-pump"), KeepAlive, Immovable]
public sealed class ConsequencePumpGrain(ConsequenceWork work, ILogger<ConsequencePumpGrain> log)
    : PumpGrain(cancellation => work.Drain(cancellation), _pause, "Consequences", log), IConsequencePump
{
    /// <summary>After how long a consequence is noticed at the latest, if its wake-up call was lost.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public Task Wake()
    {
        WorkSoon();
        return Task.CompletedTask;
    }
}

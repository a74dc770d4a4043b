using Microsoft.Extensions.Logging;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>What every entity's grain of a silo shares.</summary>
/// <param name="Store">The store.</param>
/// <param name="Rules">Rules, calendar and the legal clock, the same on every silo.</param>
/// <param name="MachineClock">The machine's clock: retries live by it.</param>
/// <param name="Options">How grains behave.</param>
/// <param name="Pipeline">What carries out commands.</param>
/// <param name="Snapshots">What readers find without a turn.</param>
/// <param name="Activations">Keeps those in memory to a number.</param>
/// <param name="Deadlines">Is notified of deadlines that are near.</param>
/// <param name="Consequences">Is notified when a commit has left something for other entities.</param>
/// <param name="Log">Where to log.</param>
public sealed record GrainDependencies(
    IRegistryStore Store, RulesInForce Rules, MachineClock MachineClock, GrainOptions Options, CommandPipeline Pipeline,
    IReadSnapshots Snapshots, ActivationLimit Activations, DeadlineLoop Deadlines, ConsequenceWork Consequences,
    ILogger<EntityGrain> Log);

/// <summary>How grains behave.</summary>
public sealed record GrainOptions
{
    /// <summary>Tries of a deadline or a consequence before it is parked.</summary>
    public int MaxTries { get; init; } = 6;

    /// <summary>
    /// An entity that nobody asks for this long leaves memory. Millions are cold: each costs one
    /// indexed read to return.
    /// </summary>
    public TimeSpan MaxIdle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Entities in memory at most; the one not asked for the longest leaves first.</summary>
    public int MaxActivations { get; init; } = 50_000;

    /// <summary>
    /// States in the cache of a silo that has the store to itself; null: it shares the store, and has none.
    /// </summary>
    public int? MaxCached { get; init; }
}

using Microsoft.Extensions.Logging;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>What all entity grains of a silo share.</summary>
/// <param name="Store">The store.</param>
/// <param name="Rules">Rules, calendar and the legal clock, the same on every silo.</param>
/// <param name="MachineClock">The machine's clock, for retries.</param>
/// <param name="Options">How grains behave.</param>
/// <param name="Pipeline">What carries out commands.</param>
/// <param name="Snapshots">The states that readers find without calling the grain.</param>
/// <param name="Activations">Limits how many are in memory.</param>
/// <param name="Deadlines">Gets deadlines that are near.</param>
/// <param name="Consequences">Is woken when a commit has left something for other entities.</param>
/// <param name="Log">The log.</param>
public sealed record GrainDependencies(
    IRegistryStore Store, RulesInForce Rules, MachineClock MachineClock, GrainOptions Options, CommandPipeline Pipeline,
    IReadSnapshots Snapshots, ActivationLimit Activations, DeadlineLoop Deadlines, ConsequenceWork Consequences,
    ILogger<EntityGrain> Log);

/// <summary>How grains behave.</summary>
public sealed record GrainOptions
{
    /// <summary>Attempts for a deadline or a consequence before it is parked.</summary>
    public int MaxTries { get; init; } = 6;

    /// <summary>
    /// An entity that nobody has asked for during this time leaves memory. Most of the millions are seldom used, and
    /// each costs one indexed read when it is used again.
    /// </summary>
    public TimeSpan MaxIdle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most entities in memory; the one that was not asked for the longest leaves first.</summary>
    public int MaxActivations { get; init; } = 50_000;

    /// <summary>
    /// Most states in the cache of a silo that has the store to itself; null: it shares the store, and has no cache.
    /// </summary>
    public int? MaxCached { get; init; }
}

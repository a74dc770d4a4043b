using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Simulation.Checking;
using OrleansRegistry.Simulation.Faults;
using OrleansRegistry.Simulation.Load;

namespace OrleansRegistry.Simulation;

/// <summary>The result of a simulation.</summary>
/// <param name="Seed">The seed: the same options with it give the same result.</param>
/// <param name="Trace">A hash over every commit in order.</param>
/// <param name="Commands">Commands that went through the pipeline: of users, deadlines and consequences.</param>
/// <param name="Faults">The faults that happened.</param>
/// <param name="Broken">The invariants that were broken.</param>
/// <param name="Load">The load of each day.</param>
/// <param name="Refused">Why users' commands were refused.</param>
/// <param name="Took">The processor time of the process during the run, without the checks at the end.</param>
public sealed record SimulationResult(
    int Seed, string Trace, long Commands, IReadOnlyDictionary<FaultKind, int> Faults,
    ImmutableArray<BrokenInvariant> Broken, LoadByDay Load, IReadOnlyDictionary<RefusalCode, long> Refused,
    TimeSpan Took);

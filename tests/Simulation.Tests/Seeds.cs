using System.Globalization;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Tests;

/// <summary>The simulations of the tests: a seed says everything.</summary>
internal static class Seeds
{
    /// <summary>Faults of a seed, at least: two of each kind.</summary>
    public const int Faults = 24;

    /// <summary>How many seeds a run has; the long run is docs/simulation.md's.</summary>
    public static int Count { get; } = int.Parse(
        Environment.GetEnvironmentVariable("REGISTRY_SIMULATION_SEEDS") ?? "20", CultureInfo.InvariantCulture);

    /// <summary>A small register of three years; every other seed has two silos.</summary>
    public static SimulationOptions Of(int seed, Func<IRegistryStore, IRegistryStore>? around = null) => new()
    {
        Answers = new AnswerWriter(), Certificates = 15, Years = 3, Seed = seed, Faults = Faults, Carriers = 1,
        Silos = 1 + (seed % 2), Around = around,
    };

    /// <summary>What broke, with the seed by which it breaks again.</summary>
    public static string Say(this SimulationResult result) =>
        $"seed {result.Seed}, {result.Commands} commands: {string.Join("; ", result.Broken.Take(5))}";
}

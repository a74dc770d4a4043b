using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Simulation.Users;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation;

/// <summary>What is simulated.</summary>
public sealed record SimulationOptions
{
    /// <summary>Writes the answers to commands.</summary>
    public required IAnswerWriter Answers { get; init; }

    /// <summary>Certificates in the register at the beginning.</summary>
    public required int Certificates { get; init; }

    /// <summary>How many years.</summary>
    public int Years { get; init; } = 1;

    /// <summary>The seed: another one gives another register, other people and other faults.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many faults, distributed over the time; 0: none.</summary>
    public int Faults { get; init; }

    /// <summary>Silos that share the store; one alone keeps its states in memory.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Charter carriers, and as many railway enterprises; null: by the model's share.</summary>
    public int? Carriers { get; init; }

    /// <summary>The first instant; the years after it have a calendar.</summary>
    public DateTimeOffset Start { get; init; } = ShanghaiTime.StartOf(new DateOnly(2024, 1, 2));

    /// <summary>How people behave.</summary>
    public Behaviour Behaviour { get; init; } = Behaviour.Embedded;

    /// <summary>
    /// The store that each silo uses instead of the real one, from its start to its crash, for a test that plants a
    /// bug; null: the real one.
    /// </summary>
    public Func<IRegistryStore, IRegistryStore>? Around { get; init; }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Simulation.Checking;

/// <summary>What must be true whatever happens. The numbers are those of docs/simulation.md.</summary>
public enum Invariant
{
    /// <summary>What was acknowledged is in the history of its entity.</summary>
    NothingLost = 1,

    /// <summary>The same key gets the same answer.</summary>
    SameAnswer = 2,

    /// <summary>A person has one certificate of a kind that is not cancelled, and no number is given twice.</summary>
    OneOfAKind = 3,

    /// <summary>A deadline is carried out at most once.</summary>
    DeadlineOnce = 4,

    /// <summary>A deadline is never carried out before its time.</summary>
    DeadlineInTime = 5,

    /// <summary>In the end every deadline that has passed is carried out, and each state's next one is armed.</summary>
    DeadlineKept = 6,

    /// <summary>A certificate that expired and was not renewed is cancelled 180 days after its last day.</summary>
    ExpiryThenCancellation = 7,

    /// <summary>Every consequence is carried out, once.</summary>
    ConsequenceOnce = 8,

    /// <summary>Every history is chained without a gap, and its events give the state.</summary>
    HistoryIsState = 9,

    /// <summary>Search rows agree with the states.</summary>
    SearchIsState = 10,

    /// <summary>A reservation belongs to the one entity whose state has it, and intervals do not overlap.</summary>
    ReservedOnce = 11,

    /// <summary>Nothing is parked: no row failed until it was given up.</summary>
    NothingParked = 12,
}

/// <summary>An invariant that was broken.</summary>
public sealed record BrokenInvariant(Invariant Invariant, EntityId? Entity, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"invariant {(int)Invariant} {Invariant}: {Entity?.Key} {What}";
}

/// <summary>The broken invariants that were found.</summary>
public sealed class BrokenInvariants
{
    private readonly List<BrokenInvariant> _found = [];

    /// <summary>All of them, in the order in which they were found.</summary>
    public ImmutableArray<BrokenInvariant> All => [.. _found];

    /// <summary>Adds a broken invariant.</summary>
    public void Add(Invariant invariant, EntityId? entity, string what) =>
        _found.Add(new BrokenInvariant(invariant, entity, what));
}

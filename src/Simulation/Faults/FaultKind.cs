namespace OrleansRegistry.Simulation.Faults;

/// <summary>The faults of a simulation (docs/simulation.md).</summary>
public enum FaultKind
{
    /// <summary>The call for a passed deadline never arrives, and nobody notices it.</summary>
    TickLost = 1,

    /// <summary>The call arrives twice at the same time.</summary>
    TickDoubled = 2,

    /// <summary>The call arrives hours later.</summary>
    TickLate = 3,

    /// <summary>Other calls overtake it.</summary>
    TickOvertaken = 4,

    /// <summary>A silo crashes before its next call of the store.</summary>
    Crash = 5,

    /// <summary>A silo crashes after its next commit, before anybody gets the answer.</summary>
    CrashAfterCommit = 6,

    /// <summary>A commit is durable, but its silo gets the answer that the store cannot be reached.</summary>
    AnswerLost = 7,

    /// <summary>
    /// A commit does not reach the store, and its silo gets the answer that the store cannot be reached.
    /// </summary>
    WriteLost = 8,

    /// <summary>The clock jumps forward, up to three days, as if everything had been down.</summary>
    ClockForward = 9,

    /// <summary>The clock is set back, up to three hours.</summary>
    ClockBack = 10,

    /// <summary>For some hours each silo believes that all entities and all deadlines are its own.</summary>
    TwoActivations = 11,

    /// <summary>A silo crashes after its next commit that carries out a consequence.</summary>
    CrashAfterDelivery = 12,
}

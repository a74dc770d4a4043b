namespace OrleansRegistry.Simulation.Faults;

/// <summary>What may go wrong (docs/simulation.md).</summary>
public enum FaultKind
{
    /// <summary>A call that a deadline has passed never arrives, and nobody notices.</summary>
    TickLost = 1,

    /// <summary>The call arrives twice at once.</summary>
    TickDoubled = 2,

    /// <summary>The call arrives hours later.</summary>
    TickLate = 3,

    /// <summary>Others overtake the call.</summary>
    TickOvertaken = 4,

    /// <summary>A silo is gone before its next call of the store.</summary>
    Crash = 5,

    /// <summary>A silo is gone after its next commit, before anybody has heard of it.</summary>
    CrashAfterCommit = 6,

    /// <summary>A commit is durable, and its silo hears that the store is away.</summary>
    AnswerLost = 7,

    /// <summary>A commit does not reach the store, and its silo hears that it is away.</summary>
    WriteLost = 8,

    /// <summary>The clock jumps forward, up to three days: everything was down.</summary>
    ClockForward = 9,

    /// <summary>The clock is set back, up to three hours.</summary>
    ClockBack = 10,

    /// <summary>For some hours each silo believes that it has all entities and all deadlines.</summary>
    TwoActivations = 11,

    /// <summary>A silo is gone after its next commit that carries out a consequence.</summary>
    CrashAfterDelivery = 12,
}

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>Whether this silo may answer from its memory (docs/consistency.md).</summary>
public interface IMembershipProof
{
    /// <summary>
    /// True: within the last ten seconds of the monotonic clock this silo has seen that it is a member of its cluster
    /// and holds the guard of the store. A process that was suspended and resumes has not.
    /// </summary>
    bool IsFresh { get; }
}

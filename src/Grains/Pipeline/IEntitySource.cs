using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Pipeline;

/// <summary>Holds the state of one entity and writes its commits: a grain, or without Orleans a plain object.</summary>
public interface IEntitySource
{
    /// <summary>The entity as of its last commit, read again if that is uncertain; null: there is none.</summary>
    ValueTask<LoadedEntity?> Current();

    /// <summary>
    /// Writes a commit. If the outcome is anything but a plain success, the state counts as uncertain, and
    /// <see cref="Current"/> reads it again. Throws <see cref="Domain.Ports.StorageAwayException"/> when the store
    /// cannot tell the outcome.
    /// </summary>
    Task<CommitResult> Commit(PreparedCommit prepared);
}

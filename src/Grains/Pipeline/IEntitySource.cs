using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Pipeline;

/// <summary>
/// Who holds the state of one entity and writes its commits: a grain, or without Orleans a plain object.
/// </summary>
public interface IEntitySource
{
    /// <summary>The entity as of its last commit, read again where that is in doubt; null: there is none.</summary>
    ValueTask<LoadedEntity?> Current();

    /// <summary>
    /// Writes a commit. Whatever is not plainly done leaves the state in doubt, so that <see cref="Current"/> reads it
    /// again. Throws <see cref="Domain.Ports.StorageAwayException"/> when the store cannot say what came of it.
    /// </summary>
    Task<CommitResult> Commit(PreparedCommit prepared);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// What an entity's grain keeps between calls. Orleans writes states; the registry writes commits. So the commit rides
/// in the state to the storage provider, which leaves here what came of it.
/// </summary>
public sealed class EntityRecord
{
    /// <summary>The entity as of the last read or commit; null: there is none.</summary>
    public LoadedEntity? Entity { get; set; }

    /// <summary>
    /// The entity as a provider read it; null once it was looked at. The grain makes a state of it, not the provider:
    /// what cannot be read is then one entity's failed command, and not a grain that never comes to life and a deadline
    /// that is never counted as failed.
    /// </summary>
    public StoredEntity? Stored { get; set; }

    /// <summary>
    /// True: the state was read ahead for a deadline and may be older than the store's. Good for what a commit checks,
    /// not for what a reader is answered.
    /// </summary>
    public bool IsReadAhead { get; set; }

    /// <summary>The commit to be written; null outside of a write. Events leave memory with it.</summary>
    public PreparedCommit? Pending { get; set; }

    /// <summary>What came of the last write, as its provider leaves it; null outside of a write.</summary>
    public CommitResult? Outcome { get; set; }

    /// <summary>The entity, made of its bytes at the first look.</summary>
    public LoadedEntity? Of(EntityId id)
    {
        if (Stored is { } stored) (Entity, Stored) = (LoadedEntity.Of(id, stored), null);
        return Entity;
    }
}

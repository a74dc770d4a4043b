using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// What an entity's grain keeps between calls. Orleans writes states, but the registry writes commits; so the commit is
/// passed to the storage provider inside the state, and the provider leaves its outcome here.
/// </summary>
public sealed class EntityRecord
{
    /// <summary>The entity as of the last read or commit; null: there is none.</summary>
    public LoadedEntity? Entity { get; set; }

    /// <summary>
    /// The entity as a provider read it; null once the grain has used it. The grain makes the state, not the provider:
    /// an unreadable state then fails a command of this entity, instead of preventing the activation, where a failed
    /// deadline would never be counted.
    /// </summary>
    public StoredEntity? Stored { get; set; }

    /// <summary>
    /// True: the state was read ahead for a deadline and may be older than the store's. It may be used for a commit,
    /// which checks the version, but not to answer a reader.
    /// </summary>
    public bool IsReadAhead { get; set; }

    /// <summary>
    /// The commit to be written; null except during a write. Afterwards the events are dropped from memory.
    /// </summary>
    public PreparedCommit? Pending { get; set; }

    /// <summary>The outcome of the last write, as its provider left it; null except during a write.</summary>
    public CommitResult? Outcome { get; set; }

    /// <summary>The entity, made from its bytes at first use.</summary>
    public LoadedEntity? Of(EntityId id)
    {
        if (Stored is { } stored) (Entity, Stored) = (LoadedEntity.Of(id, stored), null);
        return Entity;
    }
}

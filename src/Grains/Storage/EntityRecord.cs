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
    public HeldEntity? Entity { get; set; }

    /// <summary>The entity as a provider read it, when the provider does not know its kind; null otherwise.</summary>
    public StoredEntity? Stored { get; set; }

    /// <summary>The commit to be written; null outside of a write. Events leave memory with it.</summary>
    public Prepared? Pending { get; set; }

    /// <summary>What came of the last write; null: the provider says it in the ETag.</summary>
    public CommitResult? Outcome { get; set; }

    /// <summary>The entity, made of its bytes at the first look.</summary>
    public HeldEntity? Of(EntityId id)
    {
        if (Stored is { } stored) (Entity, Stored) = (HeldEntity.Of(id, stored), null);
        return Entity;
    }
}

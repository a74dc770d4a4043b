using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>
/// Committed states that a reader finds without calling the grain (docs/consistency.md). A grain reports changes of its
/// state together with its activation, to which the snapshot belongs.
/// </summary>
public interface IReadSnapshots
{
    /// <summary>The last committed state, if it may be used now; null: ask the grain, or the store.</summary>
    LoadedEntity? Find(EntityId id);

    /// <summary>An activation has read this state from the store.</summary>
    void Read(EntityId id, object activation, LoadedEntity entity);

    /// <summary>An activation is about to write: its snapshot may be outdated before the command is answered.</summary>
    void Writing(EntityId id, object activation);

    /// <summary>An activation has committed this state; reported before the command is answered.</summary>
    void Committed(EntityId id, object activation, LoadedEntity entity);

    /// <summary>Another commit was first: the snapshot is outdated.</summary>
    void Conflict(EntityId id, object activation);

    /// <summary>
    /// The outcome of a commit is not known: there is no snapshot until another commit has succeeded.
    /// </summary>
    void InDoubt(EntityId id, object activation);

    /// <summary>An activation leaves memory.</summary>
    void Left(EntityId id, object activation);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>
/// Committed states that a reader finds without a grain's turn (docs/consistency.md). A grain says what becomes of its
/// state; the activation it is said by is the one that it counts for.
/// </summary>
public interface IReadSnapshots
{
    /// <summary>The last committed state, if it may be used now; null: ask the grain, or the store.</summary>
    LoadedEntity? Find(EntityId id);

    /// <summary>An activation has read this state from the store.</summary>
    void Read(EntityId id, object activation, LoadedEntity entity);

    /// <summary>An activation is about to write: what it had may be old before it is answered.</summary>
    void Writing(EntityId id, object activation);

    /// <summary>An activation has committed this state; said before the command is answered.</summary>
    void Committed(EntityId id, object activation, LoadedEntity entity);

    /// <summary>Another commit was first: what is here is old.</summary>
    void Conflict(EntityId id, object activation);

    /// <summary>A commit ended without an answer: nothing counts until another one has gone through.</summary>
    void InDoubt(EntityId id, object activation);

    /// <summary>An activation leaves memory.</summary>
    void Left(EntityId id, object activation);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>
/// Snapshots of a silo that has the store to itself: the cache of all readers. It needs no activation and outlives it,
/// for nobody else can have changed what it holds.
/// </summary>
public sealed class CachedSnapshots(EntityCache cache) : IReadSnapshots
{
    /// <inheritdoc/>
    public LoadedEntity? Find(EntityId id) => cache.Find(id);

    /// <inheritdoc/>
    public void Read(EntityId id, object activation, LoadedEntity entity) => cache.Keep(id, entity);

    /// <summary>Until the commit is answered the state before it may be read: nobody has had another answer.</summary>
    public void Writing(EntityId id, object activation) { }

    /// <inheritdoc/>
    public void Committed(EntityId id, object activation, LoadedEntity entity)
    {
        cache.Trust(id);
        cache.Keep(id, entity);
    }

    /// <inheritdoc/>
    public void Conflict(EntityId id, object activation) => cache.Drop(id);

    /// <inheritdoc/>
    public void InDoubt(EntityId id, object activation) => cache.Doubt(id);

    /// <inheritdoc/>
    public void Left(EntityId id, object activation) { }
}

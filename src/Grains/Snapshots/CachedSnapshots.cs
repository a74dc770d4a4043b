using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>
/// Snapshots of a silo that has the store to itself: the cache that all readers share. A state stays in it without an
/// activation, because nobody else can have changed it.
/// </summary>
public sealed class CachedSnapshots(EntityCache cache) : IReadSnapshots
{
    /// <inheritdoc/>
    public LoadedEntity? Find(EntityId id) => cache.Find(id);

    /// <inheritdoc/>
    public void Read(EntityId id, object activation, LoadedEntity entity) => cache.Keep(id, entity);

    /// <summary>Until the commit is answered, the earlier state may be read: nobody has seen a newer one.</summary>
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

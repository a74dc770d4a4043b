using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Snapshots;

/// <summary>
/// Snapshots of a silo that is one of several. Each belongs to an activation on this silo. None is used unless the silo
/// has recently proved that it is a member and holds its guard (<see cref="IMembershipProof"/>): a silo that the
/// cluster has given up may not know that its grains are active elsewhere.
/// </summary>
public sealed class ActivationSnapshots(IMembershipProof proof) : IReadSnapshots
{
    private readonly ConcurrentDictionary<EntityId, Snapshot> _snapshots = new();

    private readonly record struct Snapshot(object Activation, LoadedEntity Entity);

    /// <summary>The number of snapshots.</summary>
    public int Count => _snapshots.Count;

    /// <inheritdoc/>
    public LoadedEntity? Find(EntityId id) =>
        proof.IsFresh && _snapshots.TryGetValue(id, out var found) ? found.Entity : null;

    /// <inheritdoc/>
    public void Read(EntityId id, object activation, LoadedEntity entity) => Set(id, activation, entity);

    /// <inheritdoc/>
    public void Writing(EntityId id, object activation) => Left(id, activation);

    /// <inheritdoc/>
    public void Committed(EntityId id, object activation, LoadedEntity entity) => Set(id, activation, entity);

    /// <inheritdoc/>
    public void Conflict(EntityId id, object activation) => Left(id, activation);

    /// <inheritdoc/>
    public void InDoubt(EntityId id, object activation) => Left(id, activation);

    /// <summary>Removed by key and activation, so that the snapshot of a later activation stays.</summary>
    public void Left(EntityId id, object activation)
    {
        if (_snapshots.TryGetValue(id, out var found) && ReferenceEquals(found.Activation, activation))
            _snapshots.TryRemove(new KeyValuePair<EntityId, Snapshot>(id, found));
    }

    /// <summary>Membership or guard was lost: all snapshots are dropped.</summary>
    public void Clear() => _snapshots.Clear();

    /// <summary>Of two activations of one entity, the one with the newer version counts.</summary>
    private void Set(EntityId id, object activation, LoadedEntity entity) => _snapshots.AddOrUpdate(
        id, new Snapshot(activation, entity),
        (_, old) => old.Entity.Version > entity.Version ? old : new Snapshot(activation, entity));
}

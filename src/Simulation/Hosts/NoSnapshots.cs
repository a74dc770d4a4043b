using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Simulation.Hosts;

/// <summary>Snapshots are not needed, because a simulation of several silos has no readers.</summary>
internal sealed class NoSnapshots : IReadSnapshots
{
    public LoadedEntity? Find(EntityId id) => null;

    public void Read(EntityId id, object activation, LoadedEntity entity) { }

    public void Writing(EntityId id, object activation) { }

    public void Committed(EntityId id, object activation, LoadedEntity entity) { }

    public void Conflict(EntityId id, object activation) { }

    public void InDoubt(EntityId id, object activation) { }

    public void Left(EntityId id, object activation) { }
}

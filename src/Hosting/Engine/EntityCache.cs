using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// States at hand. A newer version always wins over an older one, so a slow reader cannot bring back the past; entities
/// not touched between two sweeps are dropped when there are too many.
/// </summary>
internal sealed class EntityCache(int most)
{
    private readonly ConcurrentDictionary<EntityId, HeldEntity> _entities = new();
    private int _sweep = 1;
    private int _sweeping;

    public int Count => _entities.Count;

    public HeldEntity? Find(EntityId id)
    {
        if (!_entities.TryGetValue(id, out var found)) return null;
        if (found.Seen != _sweep) found.Seen = _sweep;
        return found;
    }

    public HeldEntity Keep(EntityId id, HeldEntity entity)
    {
        entity.Seen = _sweep;
        var kept = _entities.AddOrUpdate(id, static (_, added) => added,
            static (_, old, added) => added.Version > old.Version ? added : old, entity);
        if (_entities.Count > most) Sweep();
        return kept;
    }

    public void Drop(EntityId id) => _entities.TryRemove(id, out _);

    /// <summary>One sweeper at a time; down to three quarters, so that sweeps are seldom.</summary>
    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1) return;
        try
        {
            var surplus = _entities.Count - most * 3 / 4;
            Remove(ref surplus, entity => entity.Seen != _sweep);
            Remove(ref surplus, _ => true);
            Interlocked.Increment(ref _sweep);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }

    private void Remove(ref int surplus, Predicate<HeldEntity> idle)
    {
        foreach (var (id, entity) in _entities)
        {
            if (surplus <= 0) return;
            if (idle(entity) && _entities.TryRemove(new KeyValuePair<EntityId, HeldEntity>(id, entity))) surplus--;
        }
    }
}

using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// States in memory. A newer version always replaces an older one, so that a slow reader cannot bring back an older
/// state; when there are too many, entities that were not used between two sweeps are dropped.
/// </summary>
/// <param name="max">Most entities; for a moment there may be a few more.</param>
public sealed class EntityCache(int max)
{
    private readonly ConcurrentDictionary<EntityId, LoadedEntity> _entities = new();
    private readonly ConcurrentDictionary<EntityId, bool> _doubtful = new();
    private int _doubts; // Whether the dictionary is empty takes its locks as well.
    private int _sweep = 1;
    private int _sweeping;
    private int _count; // The dictionary's own Count takes all of its locks, each time.

    /// <summary>The number of entities, including those that are just being added or dropped.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The entity in memory; null: it is not in memory.</summary>
    public LoadedEntity? Find(EntityId id)
    {
        if (!_entities.TryGetValue(id, out var found)) return null;
        if (found.Seen != _sweep) found.Seen = _sweep;
        return found;
    }

    /// <summary>Stores it, unless the one in memory is as new; the result is the one in memory.</summary>
    public LoadedEntity Keep(EntityId id, LoadedEntity entity)
    {
        entity.Seen = _sweep;
        while (true)
        {
            if (_entities.TryAdd(id, entity))
            {
                if (Interlocked.Increment(ref _count) > max) Sweep();
                if (Volatile.Read(ref _doubts) > 0 && _doubtful.ContainsKey(id)) Drop(id);
                return entity;
            }
            if (!_entities.TryGetValue(id, out var old)) continue; // Dropped in between.
            if (old.Version >= entity.Version) return old;
            if (_entities.TryUpdate(id, entity, old)) return entity;
        }
    }

    /// <summary>
    /// The outcome of a commit is not known: it may be durable, or become so while its server still works on it. The
    /// entity is read from the store each time, until another commit has succeeded.
    /// </summary>
    public void Doubt(EntityId id)
    {
        if (_doubtful.TryAdd(id, true)) Interlocked.Increment(ref _doubts);
        Drop(id);
    }

    /// <summary>A commit has succeeded: from now on the entity may be kept in memory again.</summary>
    public void Trust(EntityId id)
    {
        if (Volatile.Read(ref _doubts) > 0 && _doubtful.TryRemove(id, out _)) Interlocked.Decrement(ref _doubts);
    }

    /// <summary>Drops the entity; the next reader reads the store.</summary>
    public void Drop(EntityId id)
    {
        if (_entities.TryRemove(id, out _)) Interlocked.Decrement(ref _count);
    }

    /// <summary>
    /// One thread sweeps at a time, and down to three quarters, so that sweeps are seldom. It looks again at the end,
    /// because a thread that added meanwhile has left the sweep to it.
    /// </summary>
    private void Sweep()
    {
        while (Count > max && Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            var surplus = Count - max * 3 / 4;
            Remove(ref surplus, entity => entity.Seen != _sweep);
            Remove(ref surplus, _ => true);
            Interlocked.Increment(ref _sweep);
            Interlocked.Exchange(ref _sweeping, 0);
        }
    }

    private void Remove(ref int surplus, Predicate<LoadedEntity> idle)
    {
        foreach (var (id, entity) in _entities)
        {
            if (surplus <= 0) return;
            if (!idle(entity) || !_entities.TryRemove(new KeyValuePair<EntityId, LoadedEntity>(id, entity))) continue;
            Interlocked.Decrement(ref _count);
            surplus--;
        }
    }
}

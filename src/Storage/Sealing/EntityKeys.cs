using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// Data keys of entities that were read or written lately, unwrapped. Bounded: when the young half is full the old half
/// goes, and what is asked for in the old half becomes young again.
/// </summary>
internal sealed class EntityKeys(int half = 50_000)
{
    private ConcurrentDictionary<EntityId, EntityKey> _young = new();
    private ConcurrentDictionary<EntityId, EntityKey> _old = new();
    private int _added;

    /// <summary>The key at hand; null: none, which says nothing about the store.</summary>
    public EntityKey? Find(EntityId id)
    {
        if (_young.TryGetValue(id, out var key)) return key;
        if (!_old.TryGetValue(id, out key)) return null;
        Remember(id, key);
        return key;
    }

    /// <summary>Keeps a key that the store has.</summary>
    public void Remember(EntityId id, EntityKey key)
    {
        _young[id] = key;
        if (Interlocked.Increment(ref _added) < half) return;
        Interlocked.Exchange(ref _added, 0);
        (_old, _young) = (_young, new ConcurrentDictionary<EntityId, EntityKey>());
    }

    /// <summary>Forgets a key that turned out not to be the store's.</summary>
    public void Forget(EntityId id)
    {
        _young.TryRemove(id, out _);
        _old.TryRemove(id, out _);
    }
}

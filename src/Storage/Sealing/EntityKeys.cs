using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// Unwrapped data keys of entities that were read or written recently. Limited: there are a young and an old half. When
/// the young half is full, it replaces the old one; a key that is used from the old half becomes young again.
/// </summary>
internal sealed class EntityKeys(int half = 50_000)
{
    private ConcurrentDictionary<EntityId, EntityKey> _young = new();
    private ConcurrentDictionary<EntityId, EntityKey> _old = new();
    private int _added;

    /// <summary>The key in memory; null: it is not in memory, though the store may have one.</summary>
    public EntityKey? Find(EntityId id)
    {
        if (_young.TryGetValue(id, out var key)) return key;
        if (!_old.TryGetValue(id, out key)) return null;
        Remember(id, key);
        return key;
    }

    /// <summary>Remembers a key that the store has.</summary>
    public void Remember(EntityId id, EntityKey key)
    {
        _young[id] = key;
        if (Interlocked.Increment(ref _added) < half) return;
        Interlocked.Exchange(ref _added, 0);
        (_old, _young) = (_young, new ConcurrentDictionary<EntityId, EntityKey>());
    }

    /// <summary>Removes a key that the store turned out not to have.</summary>
    public void Forget(EntityId id)
    {
        _young.TryRemove(id, out _);
        _old.TryRemove(id, out _);
    }
}

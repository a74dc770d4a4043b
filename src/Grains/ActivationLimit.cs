using Orleans.Runtime;

namespace OrleansRegistry.Grains;

/// <summary>
/// Limits the number of entities in the memory of one silo, in addition to the age at which Orleans drops them: reading
/// a million entities in turn would fill the memory long before the first is old enough. An entity that was asked for
/// since it was last looked at stays for another round. Entities that only a deadline woke are not counted, as they
/// leave memory when the deadline is done.
/// </summary>
/// <param name="max">Most entities in memory; for a moment there may be a few more.</param>
public sealed class ActivationLimit(int max)
{
    /// <summary>
    /// How many entities are looked at for each new one: one is dropped, the others may have been asked for again.
    /// </summary>
    private const int MaxLooks = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<EntityGrain> _inMemory = [];

    /// <summary>The number of entities in memory that somebody has asked for.</summary>
    public int Count
    {
        get { lock (_lock) return _inMemory.Count; }
    }

    /// <summary>
    /// Counts an entity that somebody has asked for for the first time; the result is what <see cref="Left"/> takes.
    /// </summary>
    internal LinkedListNode<EntityGrain> Came(EntityGrain entity)
    {
        LinkedListNode<EntityGrain> node;
        EntityGrain? leaves;
        lock (_lock)
        {
            node = _inMemory.AddLast(entity);
            leaves = _inMemory.Count > max ? LongestUnasked() : null;
        }
        leaves?.LetGo();
        return node;
    }

    internal void Left(LinkedListNode<EntityGrain> node)
    {
        lock (_lock) _inMemory.Remove(node);
    }

    /// <summary>
    /// The entity is moved to the end in both cases, so that one that is being deactivated is not chosen twice.
    /// </summary>
    private EntityGrain LongestUnasked()
    {
        for (var looks = 1; ; looks++)
        {
            var node = _inMemory.First!;
            _inMemory.RemoveFirst();
            _inMemory.AddLast(node);
            if (!node.Value.IsAskedFor || looks == MaxLooks) return node.Value;
            node.Value.IsAskedFor = false;
        }
    }
}

using Orleans.Runtime;

namespace OrleansRegistry.Grains;

/// <summary>
/// Keeps the entities in memory of one silo to a number, besides the age at which Orleans lets them go: a walk over a
/// million of them would fill memory long before the first is old. Who was asked for since it was last looked at stays
/// for another round. Those that only a deadline woke are not counted: they leave when it is done.
/// </summary>
/// <param name="max">Entities in memory at most; a few more while they leave.</param>
public sealed class ActivationLimit(int max)
{
    /// <summary>
    /// So many are looked at for one that comes: one leaves, the others may have been asked for again.
    /// </summary>
    private const int MaxLooks = 4;

    private readonly Lock _lock = new();
    private readonly LinkedList<EntityGrain> _inMemory = [];

    /// <summary>Entities in memory that somebody has asked for.</summary>
    public int Count
    {
        get { lock (_lock) return _inMemory.Count; }
    }

    /// <summary>Somebody has asked for it for the first time; gives what <see cref="Left"/> takes.</summary>
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

    /// <summary>Moved to the end either way: one that is being deactivated is not asked twice.</summary>
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

using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// What was looked for in the store under a dry run and was not there: it is not looked for again. Nobody else changes
/// that store; before it is changed by what the dry run has kept, all of this is forgotten.
/// </summary>
internal sealed class KnownAbsent
{
    private ConcurrentDictionary<EntityId, bool> _entities = new();
    private ConcurrentDictionary<Reservation, bool> _free = new();

    /// <summary>The entity, unless it is known not to be there.</summary>
    public async ValueTask<StoredEntity?> Look(EntityId id, Func<EntityId, ValueTask<StoredEntity?>> load)
    {
        var known = _entities;
        if (known.ContainsKey(id)) return null;
        var found = await load(id).ConfigureAwait(false);
        if (found is null) known[id] = true;
        return found;
    }

    /// <summary>Who has the reservation, unless it is known that nobody has.</summary>
    public async ValueTask<EntityId?> Look(Reservation reservation, Func<Reservation, ValueTask<EntityId?>> holder)
    {
        var known = _free;
        if (known.ContainsKey(reservation)) return null;
        var found = await holder(reservation).ConfigureAwait(false);
        if (found is null) known[reservation] = true;
        return found;
    }

    /// <summary>Forgets all of it. Who looks at this moment adds to what is forgotten.</summary>
    public void Clear() => (_entities, _free) = (new(), new());
}

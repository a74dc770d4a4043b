using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// Remembers what was not found in the store below a dry run, so that it is not looked for again. Nobody else changes
/// that store; before the commits of the dry run are written to it, everything is cleared.
/// </summary>
internal sealed class KnownAbsent
{
    private ConcurrentDictionary<EntityId, bool> _entities = new();
    private ConcurrentDictionary<Reservation, bool> _free = new();

    /// <summary>The entity from the store, unless it is known to be absent.</summary>
    public async ValueTask<StoredEntity?> Look(EntityId id, Func<EntityId, ValueTask<StoredEntity?>> load)
    {
        var known = _entities;
        if (known.ContainsKey(id)) return null;
        var found = await load(id).ConfigureAwait(false);
        if (found is null) known[id] = true;
        return found;
    }

    /// <summary>The holder of the reservation from the store, unless it is known that there is none.</summary>
    public async ValueTask<EntityId?> Look(Reservation reservation, Func<Reservation, ValueTask<EntityId?>> holder)
    {
        var known = _free;
        if (known.ContainsKey(reservation)) return null;
        var found = await holder(reservation).ConfigureAwait(false);
        if (found is null) known[reservation] = true;
        return found;
    }

    /// <summary>
    /// Clears everything. A look-up that is under way adds to what is cleared, not to what comes after.
    /// </summary>
    public void Clear() => (_entities, _free) = (new(), new());
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>Reads entities and the facts that their machines ask for: from memory, else from the store.</summary>
internal sealed class Entities(IRegistryStore store, EntityCache cache)
{
    /// <summary>The entity; null: none.</summary>
    public ValueTask<HeldEntity?> Load(EntityId id, CancellationToken cancellation) =>
        cache.Find(id) is { } found ? ValueTask.FromResult<HeldEntity?>(found) : Read(id, cancellation);

    /// <summary>What <paramref name="needs"/> asks for, as it is now. A person at hand costs no waiting.</summary>
    public ValueTask<GatheredFacts> Gather(Needs needs, DateTimeOffset now, CancellationToken cancellation) =>
        needs is { PersonKey: { } key, DocumentIds.Count: 0, Entities.Count: 0, Holders.Count: 0, BookedVehicle: null } && cache.Find(Facts.PersonId(key)) is { } person
            ? ValueTask.FromResult(new GatheredFacts((Person)person.State, null))
            : Facts.Gather(needs, store.Queries, store.Documents, now, Load, cancellation);

    /// <summary>
    /// Takes into memory, in two reads, what <paramref name="command"/> to each of <paramref name="ids"/> will ask for:
    /// the entities, then those that they name. Nothing rests on it: what cannot be understood fails when it is loaded.
    /// </summary>
    public async ValueTask ReadAhead(IReadOnlyCollection<EntityId> ids, Command command, CancellationToken cancellation)
    {
        await ReadAhead(ids, cancellation);
        await ReadAhead([.. ids.SelectMany(id => Named(id, command))], cancellation);
    }

    private async ValueTask ReadAhead(IReadOnlyCollection<EntityId> ids, CancellationToken cancellation)
    {
        EntityId[] missing = [.. ids.Where(id => cache.Find(id) is null).Distinct()];
        if (missing.Length == 0) return;
        var stored = await store.LoadAll(missing, cancellation);
        for (var i = 0; i < missing.Length; i++)
        {
            var (id, found) = (missing[i], stored[i]);
            if (found is not null) Understood(() => cache.Keep(id, HeldEntity.Of(id, found)));
        }
    }

    private IEnumerable<EntityId> Named(EntityId id, Command command) => cache.Find(id) is { State: var state }
        ? Understood<IEnumerable<EntityId>>(() => [.. Facts.Named(Machine.Of(id.Kind).Needs(state, command))]) ?? []
        : [];

    /// <summary>A state that breaks its machine is the trouble of its own command, not of those read with it.</summary>
    private static T? Understood<T>(Func<T> work) where T : class
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async ValueTask<HeldEntity?> Read(EntityId id, CancellationToken cancellation) =>
        await store.Load(id, cancellation) is { } stored ? cache.Keep(id, HeldEntity.Of(id, stored)) : null;
}

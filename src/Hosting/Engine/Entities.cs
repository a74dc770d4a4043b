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
            : Facts.Gather(needs, store, now, Load, cancellation);

    private async ValueTask<HeldEntity?> Read(EntityId id, CancellationToken cancellation) =>
        await store.Load(id, cancellation) is { } stored ? cache.Keep(id, HeldEntity.Of(id, stored)) : null;
}

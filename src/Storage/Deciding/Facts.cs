using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>Reads what a machine needs before it decides.</summary>
public static class Facts
{
    /// <summary>What <paramref name="needs"/> asks for, as it is now.</summary>
    /// <param name="needs">As the machine says.</param>
    /// <param name="documents">Where documents are on record.</param>
    /// <param name="load">Reads an entity: from a host's memory, or from the store.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async ValueTask<GatheredFacts> Gather(
        Needs needs, IDocumentStore documents, Func<EntityId, CancellationToken, ValueTask<HeldEntity?>> load,
        CancellationToken cancellation)
    {
        if (needs is { PersonKey: null, DocumentIds.Count: 0, Entities.Count: 0 }) return GatheredFacts.None;
        var person = needs.PersonKey is { } key ? (Person?)(await load(PersonId(key), cancellation))?.State : null;
        var others = await Others(needs.Entities, load, cancellation);
        if (needs.DocumentIds.Count == 0) return new GatheredFacts(person, null) { Others = others };
        var found = new Dictionary<string, DocumentFact>(needs.DocumentIds.Count);
        foreach (var id in needs.DocumentIds)
        {
            if (await documents.Find(id, cancellation) is { } record)
                found[id] = new DocumentFact(id, record.Kind, record.OwnerAccountId, record.ContentType, record.Bytes);
        }
        return new GatheredFacts(person, found) { Others = others };
    }

    private static async ValueTask<IReadOnlyDictionary<EntityId, EntityState>?> Others(
        IReadOnlyList<EntityId> wanted, Func<EntityId, CancellationToken, ValueTask<HeldEntity?>> load, CancellationToken cancellation)
    {
        if (wanted.Count == 0) return null;
        var others = new Dictionary<EntityId, EntityState>(wanted.Count);
        foreach (var id in wanted)
            if (await load(id, cancellation) is { } held) others[id] = held.State;
        return others;
    }

    /// <summary>The entity that is the person with this key.</summary>
    public static EntityId PersonId(string key) => new(EntityKind.Person, key);
}

using System.Text.Json;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>Reads entities and the facts that their machines ask for: from memory, else from the store.</summary>
internal sealed class Entities(IRegistryStore store, EntityCache cache)
{
    /// <summary>The entity; null: none.</summary>
    public ValueTask<CachedEntity?> Load(EntityId id, CancellationToken cancellation) =>
        cache.Find(id) is { } found ? ValueTask.FromResult<CachedEntity?>(found) : Read(id, cancellation);

    /// <summary>What <paramref name="needs"/> asks for, as it is now.</summary>
    public ValueTask<GatheredFacts> Gather(Needs needs, CancellationToken cancellation)
    {
        if (needs.PersonKey is null && needs.DocumentIds.Count == 0) return ValueTask.FromResult(GatheredFacts.None);
        return needs.DocumentIds.Count == 0 && cache.Find(PersonId(needs.PersonKey!)) is { } person
            ? ValueTask.FromResult(new GatheredFacts((Person)person.State, null))
            : ReadFacts(needs, cancellation);
    }

    private static EntityId PersonId(string key) => new(EntityKind.Person, key);

    private async ValueTask<CachedEntity?> Read(EntityId id, CancellationToken cancellation)
    {
        if (await store.Load(id, cancellation) is not { } stored) return null;
        var state = StateOf(id.Kind, stored.State.Span);
        Assert(id, state);
        return cache.Keep(id, new CachedEntity(state, stored.Version, stored.Head));
    }

    /// <summary>A state that breaks its invariants is a bug, before it is written and after it is read: fail fast.</summary>
    public static void Assert(EntityId id, EntityState state)
    {
        foreach (var wrong in Machine.Of(id.Kind).Check(state))
            throw new InvalidOperationException($"{id}: {wrong}");
    }

    /// <summary>Reads a state from its stored bytes.</summary>
    public static EntityState StateOf(EntityKind kind, ReadOnlySpan<byte> json) => kind switch
    {
        EntityKind.Certificate => JsonSerializer.Deserialize(json, RegistryJson.Wire.Certificate)!,
        EntityKind.Person => JsonSerializer.Deserialize(json, RegistryJson.Wire.Person)!,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Writes a state as it is stored.</summary>
    public static byte[] BytesOf(EntityState state) => state switch
    {
        Certificate certificate => JsonSerializer.SerializeToUtf8Bytes(certificate, RegistryJson.Wire.Certificate),
        Person person => JsonSerializer.SerializeToUtf8Bytes(person, RegistryJson.Wire.Person),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private async ValueTask<GatheredFacts> ReadFacts(Needs needs, CancellationToken cancellation)
    {
        var person = needs.PersonKey is { } key ? await Load(PersonId(key), cancellation) : null;
        var documents = new Dictionary<string, DocumentFact>(needs.DocumentIds.Count);
        foreach (var id in needs.DocumentIds)
        {
            if (await store.Documents.Find(id, cancellation) is { } record)
                documents[id] = new DocumentFact(id, record.Kind, record.OwnerAccountId, record.ContentType, record.Bytes);
        }
        return new GatheredFacts((Person?)person?.State, documents);
    }
}

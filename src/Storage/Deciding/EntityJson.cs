using System.Text.Json;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>States as bytes, kind by kind, by the one contract.</summary>
public static class EntityJson
{
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
}

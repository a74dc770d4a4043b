using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>Converts states to and from bytes, by the one JSON contract.</summary>
public static class EntityJson
{
    /// <summary>
    /// Throws for a state that breaks its invariants, which is a bug; called before it is written and after it is read.
    /// </summary>
    public static void Assert(EntityId id, EntityState state)
    {
        foreach (var wrong in Machine.Of(id.Kind).Check(state))
            throw new InvalidOperationException($"{id}: {wrong}");
    }

    /// <summary>Reads a state from its stored bytes.</summary>
    public static EntityState StateOf(EntityKind kind, ReadOnlySpan<byte> json) =>
        (EntityState)JsonSerializer.Deserialize(json, EntityKinds.Of(kind).State)!;

    /// <summary>Writes a state as it is stored.</summary>
    public static byte[] BytesOf(EntityState state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, EntityKinds.Of(state).State);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>An entity in a host's memory: its state, its version and the head of its chain.</summary>
/// <param name="state">The state of the entity.</param>
/// <param name="version">The number of its events.</param>
/// <param name="head">The hash of its last event.</param>
public sealed class LoadedEntity(EntityState state, int version, ReadOnlyMemory<byte> head)
{
    /// <summary>The state of the entity.</summary>
    public EntityState State { get; } = state;

    /// <summary>The number of its events.</summary>
    public int Version { get; } = version;

    /// <summary>The hash of its last event.</summary>
    public ReadOnlyMemory<byte> Head { get; } = head;

    /// <summary>The number of the last sweep of the cache that found it used.</summary>
    public int Seen { get; set; }

    /// <summary>
    /// Makes an entity from what the store has; its state is checked, and a broken invariant is a bug.
    /// </summary>
    public static LoadedEntity Of(EntityId id, StoredEntity stored)
    {
        if (Sealer.IsSealed(stored.State.Span)) throw new SealedRowException(RowIdentity.State(id, stored.Version));
        var state = EntityJson.StateOf(id.Kind, stored.State.Span);
        EntityJson.Assert(id, state);
        return new LoadedEntity(state, stored.Version, stored.Head);
    }
}

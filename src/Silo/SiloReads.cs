using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo;

/// <summary>
/// Reads of single entities, without a grain's turn (docs/consistency.md): from the snapshot of an
/// activation that lives here, else from the store. Asking a grain of another silo cost three times
/// as much as the store (docs/performance.md), and would bring into memory whatever anybody looks at.
/// </summary>
internal sealed class SiloReads(
    RegistryOptions options, EntityReader reader, IReadSnapshots snapshots, IMembershipProof proof)
{
    /// <summary>The entity as readers are answered; null: there is none.</summary>
    /// <exception cref="StorageAwayException">This silo has not proved lately that it may answer.</exception>
    public ValueTask<LoadedEntity?> Read(EntityId id, CancellationToken cancellation)
    {
        if (options.IsAlone) return reader.Load(id, cancellation);
        if (snapshots.Find(id) is { } found) return ValueTask.FromResult<LoadedEntity?>(found);
        return proof.IsFresh ? reader.Load(id, cancellation)
            : throw new StorageAwayException(
                "this silo has not seen lately that it is a member of its cluster and holds its guard");
    }

    /// <summary>What a reader's view of it needs, read as the entity itself.</summary>
    public ValueTask<GatheredFacts> Facts(Needs needs, DateTimeOffset now, CancellationToken cancellation) =>
        options.IsAlone
            ? reader.Gather(needs, now, cancellation: cancellation)
            : reader.GatherBy(needs, now, Read, cancellation);

    /// <summary>
    /// As the store has it at this instant: what is said at the roadside rests on no memory of one of several silos.
    /// </summary>
    public async ValueTask<Loaded?> FromStore(EntityId id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await reader.Load(id, cancellation) is not { } found) return null;
        var needs = Machine.Of(id.Kind).Needs(found.State, new PassTime());
        var facts = await reader.Gather(needs, now, cancellation: cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }
}

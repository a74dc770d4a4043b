using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo;

/// <summary>
/// Reads single entities without calling the grain (docs/consistency.md): from the snapshot of an activation on this
/// silo, otherwise from the store. A call to a grain of another silo took three times as long as the store
/// (docs/performance.md), and would activate whatever anybody looks at.
/// </summary>
internal sealed class SiloReads(
    RegistryOptions options, EntityReader reader, IReadSnapshots snapshots, IMembershipProof proof)
{
    /// <summary>The entity as readers may see it; null: there is none.</summary>
    /// <exception cref="StorageAwayException">This silo has no recent proof that it may answer.</exception>
    public ValueTask<LoadedEntity?> Read(EntityId id, CancellationToken cancellation)
    {
        if (options.IsAlone) return reader.Load(id, cancellation);
        if (snapshots.Find(id) is { } found) return ValueTask.FromResult<LoadedEntity?>(found);
        RequireProof();
        return reader.Load(id, cancellation);
    }

    /// <summary>
    /// Many entities with what their views need, in the order of <paramref name="ids"/>: two reads of the store for all
    /// of them, instead of two for each.
    /// </summary>
    public async ValueTask<Loaded?[]> ReadAll(
        IReadOnlyList<EntityId> ids, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = await ReadAll(ids, cancellation);
        var needs = found.ToDictionary(one => one.Key, one => Machine.Of(one.Key.Kind).Needs(one.Value.State, null));
        var others = await ReadAll(needs.Values.SelectMany(Storage.Deciding.Facts.Named), cancellation);
        var all = new Loaded?[ids.Count];
        for (var i = 0; i < all.Length; i++)
        {
            if (!found.TryGetValue(ids[i], out var held)) continue;
            var facts = await reader.GatherBy(needs[ids[i]], now, Other, cancellation);
            all[i] = new Loaded(ids[i], held.State, held.Version, facts);
        }
        return all;

        ValueTask<LoadedEntity?> Other(EntityId id, CancellationToken ct) =>
            others.TryGetValue(id, out var other) ? ValueTask.FromResult<LoadedEntity?>(other) : Read(id, ct);
    }

    private async ValueTask<Dictionary<EntityId, LoadedEntity>> ReadAll(
        IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        if (options.IsAlone) return await reader.LoadAll(ids, cancellation);
        var (found, missing) = (new Dictionary<EntityId, LoadedEntity>(), new List<EntityId>());
        foreach (var id in ids.Distinct())
            if (snapshots.Find(id) is { } held) found[id] = held;
            else missing.Add(id);
        if (missing.Count == 0) return found;
        RequireProof();
        foreach (var (id, held) in await reader.LoadAll(missing, cancellation)) found[id] = held;
        return found;
    }

    private void RequireProof()
    {
        if (!proof.IsFresh)
            throw new StorageAwayException(
                "this silo has not seen lately that it is a member of its cluster and holds its guard");
    }

    /// <summary>The facts that a view of an entity needs, read in the same way as the entity.</summary>
    public ValueTask<GatheredFacts> Facts(Needs needs, DateTimeOffset now, CancellationToken cancellation) =>
        options.IsAlone
            ? reader.Gather(needs, now, cancellation: cancellation)
            : reader.GatherBy(needs, now, Read, cancellation);

    /// <summary>
    /// The entity as the store has it at this instant: an answer at the roadside must not rest on the memory of one of
    /// several silos.
    /// </summary>
    public async ValueTask<Loaded?> FromStore(EntityId id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await reader.Load(id, cancellation) is not { } found) return null;
        var needs = Machine.Of(id.Kind).Needs(found.State, new PassTime());
        var facts = await reader.Gather(needs, now, cancellation: cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }
}

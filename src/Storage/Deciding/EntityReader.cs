using System.Collections.Concurrent;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// Reads entities, and the facts that their machines need. A host that has the store to itself keeps them in a cache,
/// as nobody else can have changed them; a host that shares it reads the store each time.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="cache">The states in memory; null: this host shares the store with others.</param>
public sealed class EntityReader(IRegistryStore store, EntityCache? cache)
{
    /// <summary>
    /// The entities that were read ahead for deadlines about to be carried out, on a host without a cache.
    /// </summary>
    private readonly ConcurrentDictionary<EntityId, LoadedEntity> _ahead = new();

    /// <summary>True: states in memory are always as the store has them.</summary>
    public bool IsCached => cache is not null;

    /// <summary>The entity as it is, from the cache or the store; null: none.</summary>
    public ValueTask<LoadedEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        cache?.Find(id) is { } found ? ValueTask.FromResult<LoadedEntity?>(found) : Read(id, cancellation);

    /// <summary>Of many entities those that exist: from the cache, and the others in one read of the store.</summary>
    public async ValueTask<Dictionary<EntityId, LoadedEntity>> LoadAll(
        IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        var (found, missing) = (new Dictionary<EntityId, LoadedEntity>(), new List<EntityId>());
        foreach (var id in ids.Distinct())
            if (cache?.Find(id) is { } held) found[id] = held;
            else missing.Add(id);
        if (missing.Count == 0) return found;
        var stored = await store.LoadAll(missing, cancellation);
        for (var i = 0; i < missing.Count; i++)
        {
            if (stored[i] is not { } one) continue;
            var held = LoadedEntity.Of(missing[i], one);
            found[missing[i]] = cache is null ? held : cache.Keep(missing[i], held);
        }
        return found;
    }

    /// <summary>
    /// The entity as it was read ahead for its deadline, or is in the cache; null: it must be read from the store. On a
    /// host without a cache it may be as old as a page of deadlines takes: good enough for a decision whose commit
    /// checks the version.
    /// </summary>
    public LoadedEntity? AtHand(EntityId id) => cache is not null ? cache.Find(id) : _ahead.GetValueOrDefault(id);

    /// <summary>
    /// The facts that <paramref name="needs"/> lists, as they are now. Facts for a deadline may be those that were read
    /// ahead with it.
    /// </summary>
    public ValueTask<GatheredFacts> Gather(
        Needs needs, DateTimeOffset now, bool forDeadline = false, CancellationToken cancellation = default)
    {
        if (OnlyPerson(needs) is { } key && (cache is not null || forDeadline)
            && AtHand(Facts.PersonId(key)) is { } person)
            return ValueTask.FromResult(new GatheredFacts((Person)person.State, null));
        return cache is not null ? From(Load)
            : forDeadline ? From(Ahead)
            : GatherAtOnce(needs, now, cancellation);

        ValueTask<LoadedEntity?> Ahead(EntityId id, CancellationToken ct) =>
            AtHand(id) is { } ahead ? ValueTask.FromResult<LoadedEntity?>(ahead) : Load(id, ct);

        ValueTask<GatheredFacts> From(Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load) =>
            GatherBy(needs, now, load, cancellation);
    }

    /// <summary>The facts that <paramref name="needs"/> lists, with entities read by <paramref name="load"/>.</summary>
    public ValueTask<GatheredFacts> GatherBy(
        Needs needs, DateTimeOffset now, Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
        CancellationToken cancellation = default) =>
        Facts.Gather(needs, store.Queries, store.Documents, now, load, cancellation);

    /// <summary>
    /// Reads ahead, in two reads, what <paramref name="command"/> to each of <paramref name="ids"/> will need: the
    /// entities, and those that they name. An entity that cannot be read is skipped; it fails when its own command
    /// loads it.
    /// </summary>
    /// <returns>What was read ahead, to be dropped with <see cref="Forget"/>; empty where a cache has it.</returns>
    public async ValueTask<IReadOnlyCollection<EntityId>> ReadAhead(
        IReadOnlyCollection<EntityId> ids, Command command, CancellationToken cancellation)
    {
        var kept = new HashSet<EntityId>(ids.Count * 2);
        await ReadAhead(ids, kept, cancellation);
        await ReadAhead([.. ids.SelectMany(id => Named(id, command))], kept, cancellation);
        return kept;
    }

    /// <summary>Drops what was read ahead, after its deadlines were carried out.</summary>
    public void Forget(IReadOnlyCollection<EntityId> ahead)
    {
        foreach (var id in ahead) _ahead.TryRemove(id, out _);
    }

    private async ValueTask ReadAhead(
        IReadOnlyCollection<EntityId> ids, HashSet<EntityId> kept, CancellationToken cancellation)
    {
        EntityId[] missing = [.. ids.Where(id => AtHand(id) is null).Distinct()];
        if (missing.Length == 0) return;
        var stored = await store.LoadAll(missing, cancellation);
        for (var i = 0; i < missing.Length; i++)
        {
            var (id, found) = (missing[i], stored[i]);
            if (found is null || Understood(() => LoadedEntity.Of(id, found)) is not { } held) continue;
            if (cache is not null) cache.Keep(id, held);
            else if (_ahead.TryAdd(id, held)) kept.Add(id);
        }
    }

    private IEnumerable<EntityId> Named(EntityId id, Command command) => AtHand(id) is { State: var state }
        ? Understood<IEnumerable<EntityId>>(() => [.. Facts.Named(Machine.Of(id.Kind).Needs(state, command))]) ?? []
        : [];

    /// <summary>A state that cannot be read fails its own command, and not the others of the same read.</summary>
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

    /// <summary>Everything that a command names directly, in one read of the store.</summary>
    private async ValueTask<GatheredFacts> GatherAtOnce(Needs needs, DateTimeOffset now, CancellationToken cancellation)
    {
        EntityId[] named = [.. Facts.Named(needs).Distinct()];
        var stored = named.Length < 2 ? [] : await store.LoadAll(named, cancellation);
        var read = new Dictionary<EntityId, LoadedEntity?>(stored.Length);
        for (var i = 0; i < stored.Length; i++)
            read[named[i]] = stored[i] is { } found ? LoadedEntity.Of(named[i], found) : null;
        return await Facts.Gather(needs, store.Queries, store.Documents, now,
            (id, ct) => read.TryGetValue(id, out var held) ? ValueTask.FromResult(held) : Load(id, ct), cancellation);
    }

    private async ValueTask<LoadedEntity?> Read(EntityId id, CancellationToken cancellation)
    {
        if (await store.Load(id, cancellation) is not { } stored) return null;
        var held = LoadedEntity.Of(id, stored);
        return cache is null ? held : cache.Keep(id, held);
    }

    /// <summary>The key of the person, if nothing but a person is needed; otherwise null.</summary>
    private static string? OnlyPerson(Needs needs) =>
        needs is
        {
            DocumentIds.Count: 0, Entities.Count: 0, Holders.Count: 0, BookedVehicle: null,
            IdentityNumber: null
        }
            ? needs.PersonKey : null;
}

using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>What a verification has read.</summary>
public sealed class VerifiedCount
{
    /// <summary>Entities read.</summary>
    public long Entities { get; internal set; }

    /// <summary>Events read.</summary>
    public long Events { get; internal set; }

    /// <summary>Entities whose history was erased by rule.</summary>
    public long Erased { get; internal set; }

    /// <summary>Deadlines compared.</summary>
    public long Deadlines { get; internal set; }

    /// <summary>Records of the audit read.</summary>
    public long Records { get; internal set; }

    /// <summary>Daily roots read.</summary>
    public long Roots { get; internal set; }

    /// <summary>
    /// SHA-256 over all heads in order of kind and key, hexadecimal: once it is published, nobody can rewrite the past
    /// unnoticed.
    /// </summary>
    public string Root { get; internal set; } = "";
}

/// <summary>
/// Reads the whole registry and compares: each chain with its events, each state with the replay of its events and with
/// its invariants, each armed deadline with the one that follows from the state, the statistics with a recount, each
/// audit chain with its records, and all of them with the daily roots.
/// </summary>
public static class RegistryVerifier
{
    private const int AtOnce = 256;

    /// <summary>Everything that is wrong, one line each.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="seen">Counts what is read.</param>
    /// <param name="keptRoots">Daily roots that were kept outside, lower hexadecimal; null: none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async IAsyncEnumerable<string> Run(
        StoredRegistry registry, VerifiedCount seen, IReadOnlyCollection<string>? keptRoots = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (store, ring) = (registry.Store, (await registry.Load(Keyring.Id, cancellation))?.State as Keyring);
        var roots = await RootCheck.All(store.AuditRoots, cancellation);
        seen.Roots = roots.Count;
        await foreach (var fault in RootCheck.Faults(store.AuditRoots, roots, ring, keptRoots ?? [], cancellation))
            yield return fault;
        var leaves = new LeafWalk(store.AuditRoots, roots.Select(one => one.Day).ToHashSet());
        using var root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (recount, isClean) = (new FiguresRecount(ShanghaiTime.DateOf(registry.Now)), true);
        var parked = await ParkedDeadlines(store.Work, cancellation);
        var all = registry.Store.Audits.Entities(cancellation);
        var isCounted = await Recounting.IsDone(store.Settings, registry.RulesInForce, cancellation);
        await foreach (var some in all.Chunk(AtOnce).WithCancellation(cancellation))
        {
            // Each is loaded with what its deadline depends on; reads of one moment are grouped.
            var unarmed = await Task.WhenAll(
                some.Select(audited => Unarmed(registry, audited, isCounted, cancellation)));
            foreach (var (audited, late) in some.Zip(unarmed))
            {
                seen.Entities++;
                seen.Events += audited.Events.Length;
                if (audited.IsErased) seen.Erased++;
                root.AppendData(audited.Entity.Head.Span);
                var (state, faults) = ReplayOf(audited);
                string?[] found = [audited.BrokenAt(), .. faults, late];
                foreach (var fault in found.OfType<string>().Take(audited.Unreadable is null ? found.Length : 1))
                {
                    isClean = false;
                    yield return fault;
                }
                await foreach (var fault in leaves.UpTo(audited, cancellation))
                {
                    isClean = false;
                    yield return fault;
                }
                if (audited.Unreadable is not null) continue;
                if (state is not null) recount.Add(audited.Id.Kind, state);
                if (audited.Armed is { } armed && !parked.Contains(audited.Id)) recount.Add(armed);
                seen.Deadlines++;
            }
        }
        // A fault above would be reported once more here.
        if (isClean)
        {
            await foreach (var row in Applications(registry.Queries, cancellation)) recount.Add(row);
            foreach (var difference in await recount.Differences(registry.Queries, cancellation))
                yield return difference;
        }
        seen.Root = Convert.ToHexStringLower(root.GetHashAndReset());
        await foreach (var fault in leaves.UpTo(null, cancellation)) yield return fault;
        var chains = new ChainCheck(store.AuditLog, leaves.Chains, TimeProvider.System.GetUtcNow());
        await foreach (var fault in chains.Faults(seen, cancellation)) yield return fault;
    }

    private static IAsyncEnumerable<ApplicationRow> Applications(
        IRegistryQueries queries, CancellationToken cancellation) =>
        Pages.All(
            page => queries.Submitted("", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, page, cancellation));

    /// <summary>Whose deadline failed too often and waits for a person: no forecast has it.</summary>
    private static async Task<HashSet<EntityId>> ParkedDeadlines(IWorkStore work, CancellationToken cancellation)
    {
        var parked = new HashSet<EntityId>();
        await foreach (var item in Pages.All(page => work.Parked(page, cancellation)))
            if (item.Id.StartsWith("deadline:", StringComparison.Ordinal)) parked.Add(item.Entity);
        return parked;
    }

    /// <summary>What is wrong between the events and the state that they give.</summary>
    public static IEnumerable<string> Replayed(AuditedEntity audited) => ReplayOf(audited).Faults;

    private static (EntityState? State, IEnumerable<string> Faults) ReplayOf(AuditedEntity audited)
    {
        var machine = Machine.Of(audited.Id.Kind);
        if (audited.IsErased) return ErasedOf(machine, audited);
        EntityState? replayed = null;
        string? unreadable = null;
        try
        {
            foreach (var entry in audited.Events)
                replayed = machine.Evolve(
                    replayed, JsonSerializer.Deserialize(entry.Body.Span, RegistryJson.Wire.Event)!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            unreadable = $"{audited.Id}: an event cannot be read or cannot have happened: {e.Message}";
        }
        if (unreadable is not null) return (null, [unreadable]);
        if (replayed is null) return (null, [$"{audited.Id}: it has no events"]);
        var faults = machine.Check(replayed).Select(fault => $"{audited.Id}: {fault}");
        return (replayed, EntityJson.BytesOf(replayed).AsSpan().SequenceEqual(audited.Entity.State.Span)
            ? faults
            : faults.Append($"{audited.Id}: the state is not what its events say"));
    }

    /// <summary>
    /// No event can be replayed. The remaining state must be the one that the law prescribes, and the last event's
    /// name, which is never sealed, must say that the law erased it. So nobody can hide a history by removing its key.
    /// </summary>
    private static (EntityState? State, IEnumerable<string> Faults) ErasedOf(Machine machine, AuditedEntity audited)
    {
        EntityState rest;
        try
        {
            rest = EntityJson.StateOf(audited.Id.Kind, audited.Entity.State.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return (null, [$"{audited.Id}: what is left of it cannot be read: {e.Message}"]);
        }
        var faults = machine.Check(rest).Select(fault => $"{audited.Id}: {fault}");
        return (rest, machine.IsErased(rest) && audited.Events is [.., { Type: var last }]
            && last == FrozenNames.Of(new HistoryErased("", default))
            ? faults
            : faults.Append($"{audited.Id}: its key is gone, and no rule has erased it"));
    }

    /// <summary>
    /// The deadline row must agree with the state. A later one is a fault; an earlier one only causes a needless look.
    /// In a store that an older program has left, no reminders are armed yet; the first start of this program arms
    /// them.
    /// </summary>
    private static async Task<string?> Unarmed(
        StoredRegistry registry, AuditedEntity audited, bool isCounted, CancellationToken cancellation)
    {
        Loaded? loaded;
        try
        {
            loaded = await registry.Load(audited.Id, cancellation);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return $"{audited.Id}: the state, or the holder's, cannot be read: {e.Message}";
        }
        if (loaded is null || loaded.Version != audited.Entity.Version) return null;
        var context = registry.ContextFor(Actor.Registry(Channel.Deadline), loaded.Facts);
        var next = Machine.Of(audited.Id.Kind).NextDeadline(loaded.State, context);
        if (next?.Armed is not { } due || (audited.Armed is { } armed && armed.DueAt <= due.DueAt)) return null;
        if (!isCounted && next.IsReminder && audited.Armed == next.Ahead) return null;
        return $"{audited.Id}: {due.Name} is due at {due.DueAt:O}, but "
            + (audited.Armed is { } late ? $"{late.Name} is armed for {late.DueAt:O}" : "nothing is armed");
    }
}

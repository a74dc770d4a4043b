using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>What a verification has seen.</summary>
public sealed class VerifiedCount
{
    /// <summary>Entities read.</summary>
    public long Entities { get; internal set; }

    /// <summary>Events read.</summary>
    public long Events { get; internal set; }

    /// <summary>Deadlines compared.</summary>
    public long Deadlines { get; internal set; }

    /// <summary>Records of the audit read.</summary>
    public long Records { get; internal set; }

    /// <summary>
    /// SHA-256 over all heads in order of kind and key, hexadecimal: publish it, and nobody can rewrite the past.
    /// </summary>
    public string Root { get; internal set; } = "";
}

/// <summary>
/// Reads the whole registry and compares: each chain with its events, each state with the replay of its events, each
/// state with its invariants, each armed deadline with the one that follows from the state, the figures of statistics
/// with a recount, and each chain of the audit with its records.
/// </summary>
public static class RegistryVerifier
{
    private const int AtOnce = 256;
    private const int TextsAtOnce = 10_000;

    /// <summary>Everything that is wrong, one line each; <paramref name="seen"/> counts along.</summary>
    public static async IAsyncEnumerable<string> Run(
        StoredRegistry registry, VerifiedCount seen, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var root = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (recount, isClean) = (new FiguresRecount(ShanghaiTime.DateOf(registry.Now)), true);
        var all = registry.Store.Audits.Entities(cancellation);
        await foreach (var some in all.Chunk(AtOnce).WithCancellation(cancellation))
        {
            // Each is loaded with what its deadline depends on: what is asked for at one moment is read together.
            var unarmed = await Task.WhenAll(some.Select(audited => Unarmed(registry, audited, cancellation)));
            foreach (var (audited, late) in some.Zip(unarmed))
            {
                seen.Entities++;
                seen.Events += audited.Events.Length;
                root.AppendData(audited.Entity.Head.Span);
                var (state, faults) = Replayed(audited);
                string?[] found = [audited.BrokenAt(), .. faults, late];
                foreach (var fault in found.OfType<string>().Take(audited.Unreadable is null ? found.Length : 1))
                {
                    isClean = false;
                    yield return fault;
                }
                if (audited.Unreadable is not null) continue;
                if (state is not null) recount.Add(audited.Id.Kind, state);
                seen.Deadlines++;
            }
        }
        // A fault above would be counted once more.
        if (isClean)
            foreach (var difference in await recount.Differences(registry.Queries, cancellation))
                yield return difference;
        seen.Root = Convert.ToHexStringLower(root.GetHashAndReset());
        foreach (var head in await registry.Store.AuditLog.Heads(cancellation))
            if (await Broken(registry.Store.AuditLog, head, seen, cancellation) is { } broken) yield return broken;
    }

    /// <summary>What is wrong with a chain of the audit; null: it holds, or its month was cut as a whole.</summary>
    private static async Task<string?> Broken(
        IAuditLog log, AuditHead head, VerifiedCount seen, CancellationToken cancellation)
    {
        var texts = new List<ChainedText>();
        IReadOnlyList<ChainedText> some;
        do
        {
            some = await log.Texts(head.Chain, texts.Count == 0 ? 0 : texts[^1].Number, TextsAtOnce, cancellation);
            texts.AddRange(some);
        }
        while (some.Count == TextsAtOnce);
        seen.Records += texts.Count;
        return texts.Count == 0 && await log.IsCut(AuditChain.MonthOf(head.Day), cancellation)
            ? null : AuditChain.BrokenAt(head, texts);
    }

    private static (EntityState? State, IEnumerable<string> Faults) Replayed(AuditedEntity audited)
    {
        var machine = Machine.Of(audited.Id.Kind);
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
    /// The deadline row must say what the state says. Later is a fault; earlier only looks once too often.
    /// </summary>
    private static async Task<string?> Unarmed(
        StoredRegistry registry, AuditedEntity audited, CancellationToken cancellation)
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
        var due = Machine.Of(audited.Id.Kind).DeadlineToArm(loaded.State, context);
        if (due is null || (audited.Armed is { } armed && armed.DueAt <= due.DueAt)) return null;
        return $"{audited.Id}: {due.Name} is due at {due.DueAt:O}, but "
            + (audited.Armed is { } late ? $"{late.Name} is armed for {late.DueAt:O}" : "nothing is armed");
    }
}

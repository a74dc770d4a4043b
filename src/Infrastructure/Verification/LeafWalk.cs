using System.Runtime.CompilerServices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>
/// Reads all leaves of daily roots in step with all entities, both in order of kind and key: each history must still
/// have the hashes of its leaves. Leaves of audit chains are collected for the check of the chains.
/// </summary>
/// <param name="store">The tables.</param>
/// <param name="days">The days whose roots are checked: one that is made meanwhile is left for the next time.</param>
internal sealed class LeafWalk(IAuditRootStore store, IReadOnlySet<DateOnly> days)
{
    private const int AtOnce = 5_000;

    private readonly Queue<PlacedLeaf> _next = new();
    private RootLeaf _last = new("", "", 0, default);
    private bool _ended;

    /// <summary>The leaves of each audit chain; complete when all leaves were read.</summary>
    public Dictionary<string, List<PlacedLeaf>> Chains { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What is wrong with the leaves up to those of this entity, inclusive; null: with all remaining leaves.
    /// </summary>
    public async IAsyncEnumerable<string> UpTo(
        AuditedEntity? audited,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (await Peek(cancellation) is { } placed)
        {
            var order = audited is null ? -1 : Compare(placed.Leaf, audited);
            if (order > 0) yield break;
            _next.Dequeue();
            if (!days.Contains(placed.Day) || placed.Leaf.Kind == RootLeaf.Root) continue;
            if (placed.Leaf.Kind == RootLeaf.Audit) Gather(placed);
            else if (order < 0) yield return Missing(placed);
            else if (Fault(placed, audited!) is { } fault) yield return fault;
        }
    }

    /// <summary>The message for a leaf of something that does not exist any more.</summary>
    public static string Missing(PlacedLeaf placed) =>
        $"{placed.Leaf.Key}: it stands under the root of {RootLeaf.KeyOf(placed.Day)}, and is not there any more";

    private void Gather(PlacedLeaf placed)
    {
        if (!Chains.TryGetValue(placed.Leaf.Key, out var own)) Chains[placed.Leaf.Key] = own = [];
        own.Add(placed);
    }

    private static string? Fault(PlacedLeaf placed, AuditedEntity audited)
    {
        if (audited.Unreadable is not null) return null;
        var (leaf, day) = (placed.Leaf, RootLeaf.KeyOf(placed.Day));
        return leaf.Version > audited.Events.Length
            ? $"{leaf.Key}: it had {leaf.Version} events under the root of {day}, and has {audited.Events.Length}"
            : audited.Events[(int)leaf.Version - 1].Hash.Span.SequenceEqual(leaf.Head.Span) ? null
            : $"{leaf.Key}: version {leaf.Version} is not the one under the root of {day}";
    }

    private static int Compare(RootLeaf leaf, AuditedEntity audited) =>
        string.CompareOrdinal(leaf.Kind, audited.Id.KindName) is not 0 and var kinds
            ? kinds : string.CompareOrdinal(leaf.Key, audited.Id.Key);

    private async ValueTask<PlacedLeaf?> Peek(CancellationToken cancellation)
    {
        if (_next.Count == 0 && !_ended)
        {
            foreach (var placed in await store.LeavesAfter(_last, AtOnce, cancellation)) _next.Enqueue(placed);
            if (_next.Count == 0) _ended = true;
            else _last = _next.Last().Leaf;
        }
        return _next.TryPeek(out var next) ? next : null;
    }
}

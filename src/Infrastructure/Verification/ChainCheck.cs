using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>
/// Compares the chains of the audit with their records and with the leaves of daily roots. A month may be missing as a
/// whole if it is old enough; then its heads must be the ones under the roots.
/// </summary>
/// <param name="log">The audit.</param>
/// <param name="leaves">The leaves of daily roots, by chain.</param>
/// <param name="now">The machine's time.</param>
internal sealed class ChainCheck(IAuditLog log, Dictionary<string, List<PlacedLeaf>> leaves, DateTimeOffset now)
{
    private const int AtOnce = 10_000;

    private readonly DateOnly _today = ShanghaiTime.DateOf(now);

    /// <summary>What is wrong, one line each; <paramref name="seen"/> counts what was read.</summary>
    public async IAsyncEnumerable<string> Faults(
        VerifiedCount seen,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var head in await log.Heads(cancellation))
        {
            var covered = leaves.Remove(head.Chain, out var own) ? own : [];
            foreach (var fault in await Faults(head, covered, seen, cancellation)) yield return fault;
        }
        foreach (var gone in leaves.Values) yield return LeafWalk.Missing(gone[^1]);
    }

    private async Task<IEnumerable<string>> Faults(
        AuditHead head, List<PlacedLeaf> covered, VerifiedCount seen, CancellationToken cancellation)
    {
        var texts = await Texts(head.Chain, cancellation);
        seen.Records += texts.Count;
        if (texts.Count == 0 && await log.IsCut(AuditChain.MonthOf(head.Day), cancellation))
            return OfCut(head, covered);
        var faults = covered.Select(placed => Fault(placed, texts)).OfType<string>();
        return AuditChain.BrokenAt(head, texts) is { } broken ? faults.Prepend(broken) : faults;
    }

    private IEnumerable<string> OfCut(AuditHead head, List<PlacedLeaf> covered)
    {
        if (!AuditRetention.IsOver(AuditChain.MonthOf(head.Day), _today))
            yield return $"audit {head.Chain}: its month was cut before its time";
        if (covered.Count == 0 || covered[^1].Leaf.Version != head.Count
            || !covered[^1].Leaf.Head.Span.SequenceEqual(head.Hash.Span))
            yield return $"audit {head.Chain}: it was cut, and its end does not stand under a root";
    }

    private static string? Fault(PlacedLeaf placed, List<ChainedText> texts)
    {
        var (leaf, day) = (placed.Leaf, RootLeaf.KeyOf(placed.Day));
        return leaf.Version > texts.Count
            ? $"audit {leaf.Key}: it had {leaf.Version} records under the root of {day}, and has {texts.Count}"
            : texts[(int)leaf.Version - 1].Hash.Span.SequenceEqual(leaf.Head.Span) ? null
            : $"audit {leaf.Key}: record {leaf.Version} is not the one under the root of {day}";
    }

    private async Task<List<ChainedText>> Texts(string chain, CancellationToken cancellation)
    {
        var texts = new List<ChainedText>();
        IReadOnlyList<ChainedText> some;
        do
        {
            some = await log.Texts(chain, texts.Count == 0 ? 0 : texts[^1].Number, AtOnce, cancellation);
            texts.AddRange(some);
        }
        while (some.Count == AtOnce);
        return texts;
    }
}

using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>
/// A stretch of Orleans' ring as its ring ranges name it: from behind <paramref name="Begin"/> up to and with
/// <paramref name="End"/>. It goes on past the highest number to zero when Begin is not below End, and equal ends are
/// the full ring.
/// </summary>
/// <param name="Begin">The place before the first one in the range: exclusive.</param>
/// <param name="End">The last place in the range: inclusive.</param>
public readonly record struct RingRange(uint Begin, uint End);

/// <summary>
/// The part of Orleans' ring that one silo looks after. A deadline is in it when its <see cref="RingHash"/> is; the
/// parts of all silos together are the ring, each place once.
/// </summary>
public sealed class RingPart
{
    /// <summary>
    /// Ascending, each once: where the part begins (inclusive), where it ends (exclusive), where it begins again ...
    /// A place is in the part when an odd number of them is not above it. Signed, as the tables keep the hash: the
    /// upper half of the ring comes first. A part that reaches the highest number has no last end.
    /// </summary>
    private readonly int[] _bounds;

    /// <summary>A part of these ranges; they may touch and overlap. No range at all: nothing is in it.</summary>
    public RingPart(params IEnumerable<RingRange> ranges) => _bounds = BoundsOf(ranges);

    /// <summary>The full ring: what a lone silo looks after.</summary>
    public static RingPart Whole { get; } = new(default(RingRange));

    /// <summary>Every place is in it.</summary>
    public bool IsWhole => _bounds is [int.MinValue];

    /// <summary>No place is in it.</summary>
    public bool IsEmpty => _bounds.Length == 0;

    /// <summary>Where the part begins and ends by turns, for a statement to look as <see cref="Has"/> does.</summary>
    internal int[] Bounds => _bounds;

    /// <summary>Whether a place, as <see cref="RingHash"/> gives it, is in the part.</summary>
    public bool Has(int ringHash)
    {
        var found = Array.BinarySearch(_bounds, ringHash);
        var notAbove = found < 0 ? ~found : found + 1;
        return notAbove % 2 != 0;
    }

    private static int[] BoundsOf(IEnumerable<RingRange> ranges)
    {
        var apart = new List<(long First, long End)>();
        foreach (var (first, end) in ranges.SelectMany(Intervals).Order())
        {
            if (apart is [.., var last] && first <= last.End) apart[^1] = (last.First, Math.Max(last.End, end));
            else apart.Add((first, end));
        }
        IEnumerable<long> bounds = apart.SelectMany(interval => new[] { interval.First, interval.End });
        return [.. bounds.Where(bound => bound <= int.MaxValue).Select(bound => (int)bound)];
    }

    /// <summary>
    /// A range as one or two intervals of signed numbers that do not go round: first inclusive, end exclusive.
    /// </summary>
    private static IEnumerable<(long First, long End)> Intervals(RingRange range)
    {
        var (first, end) = (unchecked((int)(range.Begin + 1)), unchecked((int)range.End) + 1L);
        return first < end ? [(first, end)] : [(int.MinValue, end), (first, int.MaxValue + 1L)];
    }
}

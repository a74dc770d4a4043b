using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>
/// A range of Orleans' ring, as Orleans defines it: after <paramref name="Begin"/>, up to and including
/// <paramref name="End"/>. If Begin is not below End, the range continues past the highest number to zero; equal ends
/// mean the full ring.
/// </summary>
/// <param name="Begin">The position before the range: exclusive.</param>
/// <param name="End">The last position in the range: inclusive.</param>
public readonly record struct RingRange(uint Begin, uint End);

/// <summary>
/// The part of Orleans' ring that one silo is responsible for. A deadline is in it when its <see cref="RingHash"/> is;
/// the parts of all silos together make the whole ring, without overlap.
/// </summary>
public sealed class RingPart
{
    /// <summary>
    /// Ascending, each once: where the part begins (inclusive), where it ends (exclusive), where it begins again ... A
    /// position is in the part when an odd number of these bounds is at or below it. Signed like the stored hash, so
    /// that the upper half of the ring comes first. A part that reaches the highest number has no last end.
    /// </summary>
    private readonly int[] _bounds;

    /// <summary>A part of these ranges, which may touch and overlap. Without ranges the part is empty.</summary>
    public RingPart(params IEnumerable<RingRange> ranges) => _bounds = BoundsOf(ranges);

    /// <summary>The full ring, for a lone silo.</summary>
    public static RingPart Whole { get; } = new(default(RingRange));

    /// <summary>True: every position is in it.</summary>
    public bool IsWhole => _bounds is [int.MinValue];

    /// <summary>True: no position is in it.</summary>
    public bool IsEmpty => _bounds.Length == 0;

    /// <summary>
    /// The alternating beginnings and ends of the part, for a statement that checks like <see cref="Has"/>.
    /// </summary>
    internal int[] Bounds => _bounds;

    /// <summary>Whether a position, as <see cref="RingHash"/> gives it, is in the part.</summary>
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
    /// A range as one or two intervals of signed numbers that do not wrap around: first inclusive, end exclusive.
    /// </summary>
    private static IEnumerable<(long First, long End)> Intervals(RingRange range)
    {
        var (first, end) = (unchecked((int)(range.Begin + 1)), unchecked((int)range.End) + 1L);
        return first < end ? [(first, end)] : [(int.MinValue, end), (first, int.MaxValue + 1L)];
    }
}

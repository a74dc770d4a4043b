using OrleansRegistry.Bench.Load;

namespace OrleansRegistry.Bench.Mix;

/// <summary>Figures of a round of an open loop.</summary>
internal static class MixedFigures
{
    /// <summary>A second is normal when 95 of 100 are answered within so many milliseconds: the widest aim.</summary>
    private const double NormalMilliseconds = 150;

    /// <summary>The share of the sorted latencies of what was done, in milliseconds; NaN: nothing was.</summary>
    public static double Of(IEnumerable<Answered> some, double share)
    {
        var sorted = some.Where(one => one.IsDone).Select(one => one.Milliseconds).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    /// <summary>Percent of which this is true.</summary>
    public static double Percent(IReadOnlyCollection<Answered> some, Func<Answered, bool> which) =>
        some.Count == 0 ? 0 : 100.0 * some.Count(which) / some.Count;

    /// <summary>True: it was neither done nor asked to come later.</summary>
    public static bool IsFailed(Answered one) => !one.IsDone && !one.IsTurnedAway;

    /// <summary>
    /// Seconds from an instant on until each further second is a normal one, in which all is done; NaN: it never was.
    /// </summary>
    public static double UntilNormal(IReadOnlyList<Answered> all, TimeSpan from)
    {
        var late = all.Where(one => one.At >= from).GroupBy(one => (int)(one.At - from).TotalSeconds)
            .Where(second => !(Of(second, 0.95) <= NormalMilliseconds) || second.Any(one => !one.IsDone))
            .Select(second => second.Key + 1).DefaultIfEmpty(0).Max();
        return late >= (int)(all[^1].At - from).TotalSeconds ? double.NaN : late;
    }
}

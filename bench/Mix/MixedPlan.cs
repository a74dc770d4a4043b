using OrleansRegistry.Bench.Load;

namespace OrleansRegistry.Bench.Mix;

/// <summary>
/// What people ask of a registry: more than half of it reads. Which request is which is
/// drawn from the seed as well, so that two sides are asked the same.
/// </summary>
internal static class MixedPlan
{
    public const string Read = "read", List = "list or search", Verify = "verification", File = "filing with upload",
        Decide = "decision", Statistics = "statistics";

    private static readonly (string Kind, int Percent)[] _shares =
        [(Read, 55), (List, 15), (Verify, 10), (File, 10), (Decide, 8), (Statistics, 2)];

    /// <summary>The kinds, most frequent first.</summary>
    public static IEnumerable<string> Kinds => _shares.Select(share => share.Kind);

    /// <summary>The plan of some stretches.</summary>
    public static DueRequest[] Of(int seed, params Stretch[] stretches)
    {
        var random = new Random(seed + 1);
        return [.. Arrivals.Of(seed, stretches).Select(at => new DueRequest(at, Kind(random.Next(100))))];
    }

    private static string Kind(int of100)
    {
        foreach (var (kind, percent) in _shares)
        {
            if (of100 < percent) return kind;
            of100 -= percent;
        }
        throw new InvalidOperationException("the shares are less than a hundred");
    }
}

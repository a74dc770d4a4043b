namespace OrleansRegistry.Bench.Load;

/// <summary>A stretch of a plan in which requests come at one rate.</summary>
/// <param name="PerSecond">How many come in a second, on average.</param>
/// <param name="Seconds">How long.</param>
internal sealed record Stretch(double PerSecond, int Seconds);

/// <summary>
/// When requests are due, fixed before the first of them is sent: a Poisson process by a seed. Users do not wait for
/// each other, so no slow answer puts off the next request.
/// </summary>
internal static class Arrivals
{
    /// <summary>The instants of all stretches, one after the other, from the beginning.</summary>
    public static List<TimeSpan> Of(int seed, IEnumerable<Stretch> stretches)
    {
        var random = new Random(seed);
        var (due, begins) = (new List<TimeSpan>(), 0.0);
        foreach (var stretch in stretches)
        {
            for (var at = begins + Gap(random, stretch); at < begins + stretch.Seconds; at += Gap(random, stretch))
                due.Add(TimeSpan.FromSeconds(at));
            begins += stretch.Seconds;
        }
        return due;
    }

    /// <summary>Seconds until the next one: exponentially distributed.</summary>
    private static double Gap(Random random, Stretch stretch) =>
        -Math.Log(1 - random.NextDouble()) / stretch.PerSecond;
}

using System.Globalization;
using OrleansRegistry.Bench.Figures;

namespace OrleansRegistry.Bench.Load;

/// <summary>Puts sides under load in turns, for each number of connections.</summary>
internal static class UnderLoad
{
    /// <summary>The table of such a measure.</summary>
    public static Table Table(string title) => new(title, new("a second"), new("p50 ms", "0.00"), new("p99 ms", "0.0"),
        new("µs of processor a request"), new("failed"));

    /// <summary>Measures; the first target is the one that others are compared to.</summary>
    public static async Task Measure(
        Settings settings, Table table, IReadOnlyList<Target> targets, params int[] @default)
    {
        var all = settings.Connections ?? @default;
        foreach (var target in targets)
        {
            await HttpLoop.MustAnswer(target);
            await Round(settings, target, all[^1], settings.WarmUp);
        }
        foreach (var connections in all)
        {
            foreach (var target in targets) await Round(settings, target, connections, settings.Seconds); // Warm-up.
            await Turns.Take(settings, table, string.Create(CultureInfo.InvariantCulture, $"{connections} connections"),
                [.. targets.Select(target => new Turn(target.Name, () => Values(settings, target, connections)))]);
        }
    }

    private static async Task<double[]> Values(Settings settings, Target target, int connections)
    {
        var before = target.Processor;
        var round = await Round(settings, target, connections, settings.Seconds);
        var spent = (target.Processor - before).TotalMicroseconds / (round.PerSecond * settings.Seconds);
        return [round.PerSecond, round.Median, round.Slow, spent, round.Failed];
    }

    /// <summary>One round, by wrk where it is.</summary>
    public static Task<Round> Round(Settings settings, Target target, int connections, int seconds) => Wrk.IsHere
        ? Wrk.Run(settings, target, connections, seconds)
        : HttpLoop.Run(target, connections, seconds);
}

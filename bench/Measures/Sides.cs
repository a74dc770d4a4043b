using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Measures;

/// <summary>The rounds of one side at one number of connections.</summary>
internal sealed record Side(Server Server, List<Round> Rounds)
{
    /// <summary>The round in the middle.</summary>
    public double Median => Sorted(round => round.PerSecond)[Rounds.Count / 2];

    /// <summary>One line of the table.</summary>
    public string Line(int connections, double ours, double microseconds)
    {
        var speeds = Sorted(round => round.PerSecond);
        return $"| {connections} | {Server.Name} | {Median:0} | {speeds[0]:0} .. {speeds[^1]:0} "
            + $"| {Sorted(round => round.Median)[Rounds.Count / 2]:0.00} | {Sorted(round => round.Slow)[Rounds.Count / 2]:0.0} "
            + $"| {microseconds:0} | {ours / Median:0.00} | {Rounds.Sum(round => round.Failed)} |";
    }

    private double[] Sorted(Func<Round, double> what) => [.. Rounds.Select(what).Order()];
}

/// <summary>Alternates between the sides, so that noise hits all of them, and prints the ratios.</summary>
internal static class Sides
{
    /// <summary>Measures; the first server is ours. Gives the best of our medians over the numbers of connections.</summary>
    public static async Task<double> Measure(Settings settings, Requests requests, IReadOnlyList<Server> servers)
    {
        Console.WriteLine("| connections | side | a second (median) | min .. max | p50 ms | p99 ms | CPU µs a request | ours / this | failed |");
        Console.WriteLine("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var server in servers) await Round(requests, server, settings.Connections[^1], settings.WarmUp);
        var best = 0.0;
        foreach (var connections in settings.Connections)
        {
            var sides = servers.Select(server => new Side(server, [])).ToList();
            var (spent, answered) = (new double[sides.Count], new double[sides.Count]);
            foreach (var side in sides) await Round(requests, side.Server, connections, settings.Seconds); // Warm-up.
            for (var round = 0; round < settings.Rounds; round++)
            {
                for (var i = 0; i < sides.Count; i++)
                {
                    var before = sides[i].Server.Processor;
                    var result = await Round(requests, sides[i].Server, connections, settings.Seconds);
                    spent[i] += (sides[i].Server.Processor - before).TotalMicroseconds;
                    answered[i] += result.PerSecond * settings.Seconds;
                    sides[i].Rounds.Add(result);
                }
            }
            best = Math.Max(best, sides[0].Median);
            for (var i = 0; i < sides.Count; i++) Console.WriteLine(sides[i].Line(connections, sides[0].Median, spent[i] / answered[i]));
        }
        Console.WriteLine();
        return best;
    }

    private static Task<Round> Round(Requests requests, Server server, int connections, int seconds) => Wrk.IsHere
        ? Wrk.Run(requests, server.Url, connections, seconds)
        : HttpLoop.Run(requests, server.Url, connections, seconds);
}

using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRegistry.Bench.Processes;

namespace OrleansRegistry.Bench.Load;

/// <summary>The load generator of Debian's packages.</summary>
internal static partial class Wrk
{
    /// <summary>True when wrk can be started.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <summary>Runs one round: a thread for each address, and the connections shared among them.</summary>
    public static async Task<Round> Run(Settings settings, Target target, int connections, int seconds)
    {
        var requests = target.Requests;
        var environment = new Dictionary<string, string>
        {
            ["BENCH_PORTS"] = string.Join(',', target.Servers.Select(server => new Uri(server.Url).Port)),
            ["BENCH_METHOD"] = requests.Method,
            ["BENCH_PATH"] = requests.Path,
            ["BENCH_TAIL"] = requests.Tail,
            ["BENCH_BODY"] = requests.Body,
            ["BENCH_TOKEN"] = requests.Token,
            ["BENCH_COOKIE"] = requests.Cookie,
            ["BENCH_IDS"] = requests.IdsFile,
            ["BENCH_FROM"] = requests.From.ToString(CultureInfo.InvariantCulture),
        };
        var script = Path.Combine(AppContext.BaseDirectory, "Load", "requests.lua");
        var finished = await Finished.Of(Path.Combine(settings.Cache, "logs"),
        [
            "wrk", $"-t{target.Servers.Count}", $"-c{connections}", $"-d{seconds}s", "--timeout", "60s", "--latency",
            "-s", script, target.Servers[0].Url,
        ], environment);
        var (said, perSecond) = (finished.Said, PerSecond().Match(finished.Said));
        if (!perSecond.Success) throw new InvalidOperationException("wrk said: " + said);
        var failed = Failed().Match(said) is { Success: true } some ? (long)Number(some.Groups[1].Value) : 0;
        var speed = Number(perSecond.Groups[1].Value);
        requests.Sent(speed * seconds + connections);
        return new Round(speed, Milliseconds(said, "50%"), Milliseconds(said, "99%"), failed);
    }

    private static double Milliseconds(string said, string share)
    {
        var found = Regex.Match(said, Regex.Escape(share) + @"\s+([\d.]+)(us|ms|s|m)\b");
        if (!found.Success) return double.NaN;
        var unit = found.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };
        return Number(found.Groups[1].Value) * unit;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"Non-2xx or 3xx responses:\s+(\d+)")]
    private static partial Regex Failed();
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Load;

/// <summary>What is sent, again and again, over all ids.</summary>
internal sealed record Requests(string Method, string Tail, string Body, Prepared To)
{
    /// <summary>What stands before the id.</summary>
    public string Path { get; init; } = "/api/v1/certificates/";

    /// <summary>True: each round goes on where the last one ended, so that an id comes again only when all others have come.</summary>
    public bool InTurn { get; init; }

    /// <summary>Where the next round begins.</summary>
    public int From => InTurn ? (int)(_sent % To.Ids.Count) : Random.Shared.Next(To.Ids.Count);

    /// <summary>So many were sent.</summary>
    public void Sent(double requests) => _sent += (long)requests;

    private long _sent;
}

/// <summary>What came of one round.</summary>
internal sealed record Round(double PerSecond, double Median, double Slow, long Failed);

/// <summary>The load generator of Debian's packages.</summary>
internal static partial class Wrk
{
    /// <summary>True when wrk can be started.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <summary>Runs one round.</summary>
    public static async Task<Round> Run(Requests requests, string url, int connections, int seconds)
    {
        var info = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var arg in (string[])["-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "60s", "--latency",
            "-s", Path.Combine(AppContext.BaseDirectory, "Load", "requests.lua"), url])
            info.ArgumentList.Add(arg);
        info.Environment["BENCH_METHOD"] = requests.Method;
        info.Environment["BENCH_PATH"] = requests.Path;
        info.Environment["BENCH_TAIL"] = requests.Tail;
        info.Environment["BENCH_BODY"] = requests.Body;
        info.Environment["BENCH_TOKEN"] = requests.To.Token;
        info.Environment["BENCH_IDS"] = requests.To.IdsFile;
        info.Environment["BENCH_FROM"] = requests.From.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(info)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var perSecond = PerSecond().Match(said);
        if (!perSecond.Success) throw new InvalidOperationException("wrk said: " + said);
        var failed = Failed().Match(said) is { Success: true } some ? long.Parse(some.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        requests.Sent(Number(perSecond.Groups[1].Value) * seconds + connections);
        return new Round(Number(perSecond.Groups[1].Value), Milliseconds(said, "50%"), Milliseconds(said, "99%"), failed);
    }

    private static double Milliseconds(string said, string share)
    {
        var found = Regex.Match(said, Regex.Escape(share) + @"\s+([\d.]+)(us|ms|s|m)\b");
        return !found.Success ? double.NaN : Number(found.Groups[1].Value) * found.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"Non-2xx or 3xx responses:\s+(\d+)")]
    private static partial Regex Failed();
}

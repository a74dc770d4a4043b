using System.Diagnostics;

namespace OrleansRegistry.Bench.Processes;

/// <summary>A program that has run to its end.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Said">The end of what it said.</param>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Peak">Bytes that it had in memory at most, as seen until just before its end.</param>
internal sealed record Finished(int ExitCode, string Said, double Seconds, long Peak)
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it.</summary>
    public static async Task<Finished> Of(
        string logs, IReadOnlyList<string> words, IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        await using var process = await ChildProcess.Start(logs, words, environment, folder);
        var (peak, ended) = (0L, process.Ended());
        while (await Task.WhenAny(ended, Task.Delay(_lookEvery)) != ended)
            peak = Math.Max(peak, ProcessFigures.Peak(process.Id));
        await ended;
        var seconds = Stopwatch.GetElapsedTime(process.StartedAt).TotalSeconds;
        return new Finished(process.ExitCode, process.Said(), seconds, peak);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench;

/// <summary>Where the numbers come from.</summary>
internal static class Machine
{
    private const int Syncs = 200;

    /// <summary>The load of the machine over one, five and fifteen minutes.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    /// <summary>
    /// Prints processors, memory, runtime, load, the sides, and what one write with fsync costs here.
    /// </summary>
    public static void Describe(Settings settings)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors, "
            + $"{memory:0} GiB, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Console.WriteLine($"load of the machine before: {Load()}");
        foreach (var side in Programs.Find(settings))
            Console.WriteLine($"{side.Name}: {Path.GetFileName(side.Alone)} of {side.Commit}");
        Console.WriteLine($"a write of 4 KiB with fsync: median {SyncMilliseconds(settings.Cache):0.00} ms");
        Console.WriteLine($"load: {(Wrk.IsHere ? "wrk with requests.lua" : "HttpClient in this process")}, "
            + $"closed loop, {settings.Rounds} rounds of {settings.Seconds} s a side "
            + $"after one of warm-up and {settings.WarmUp} s before all");
        Console.WriteLine();
    }

    private static double SyncMilliseconds(string folder)
    {
        var path = Path.Combine(folder, "sync.probe");
        var times = new double[Syncs];
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            var page = new byte[4096];
            for (var i = 0; i < Syncs; i++)
            {
                var startedAt = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times[i] = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
            }
        }
        File.Delete(path);
        Array.Sort(times);
        return times[Syncs / 2];
    }
}

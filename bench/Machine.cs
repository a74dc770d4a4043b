using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansRegistry.Bench;

/// <summary>Where the numbers come from.</summary>
internal static class Machine
{
    private const int Syncs = 200;

    /// <summary>Prints processors, memory, runtime, load of others, and what one write with fsync costs here.</summary>
    public static void Describe(Settings settings)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} processors, {memory:0} GiB, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        if (File.Exists("/proc/loadavg")) Console.WriteLine($"load of the machine before: {File.ReadAllText("/proc/loadavg").Trim()}");
        Console.WriteLine($"a write of 4 KiB with fsync: median {SyncMilliseconds(settings.Cache):0.00} ms");
        Console.WriteLine($"load: {(Load.Wrk.IsHere ? "wrk with requests.lua, one thread" : "HttpClient in this process")}, "
            + $"closed loop, {settings.Rounds} rounds of {settings.Seconds} s a side after one of warm-up and {settings.WarmUp} s before all, sides alternate");
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

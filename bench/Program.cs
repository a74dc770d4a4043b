using System.Globalization;
using OrleansRegistry.Bench;
using OrleansRegistry.Bench.Measures;
using OrleansRegistry.Bench.Peers;
using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Bench.Silos;

namespace OrleansRegistry.Bench;

/// <summary><c>all</c> or one measure; <c>peer</c> is a process of its own, <c>make</c> makes the large file beforehand.</summary>
internal static class Bench
{
    private static readonly List<(string Name, Func<Settings, Task> Run)> _measures =
    [
        ("memory", MemoryMeasure.Run), ("writes", WritesMeasure.Run), ("reads", ReadsMeasure.Run), ("startup", StartupMeasure.Run),
        ("verify", VerifyMeasure.Run),
        ("commits", CommitsMeasure.Run), ("postgres-writes", PostgresWritesMeasure.Run), ("sheets", SheetsMeasure.Run),
        ("drain", DrainMeasure.Run), ("postgres-startup", PostgresStartupMeasure.Run),
        ("silo-calls", HotCallsMeasure.Run), ("silo-commits", GrainCommitsMeasure.Run), ("silo-storm", StormMeasure.Run),
    ];

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["peer", var name, var file, var url]) return await PeerHost.Run(name, file, url);
        if (args.Length == 0 || (args[0] is not ("all" or "make") && !_measures.Exists(measure => measure.Name == args[0])))
        {
            await Console.Error.WriteLineAsync($"bench all | {string.Join(" | ", _measures.Select(measure => measure.Name))} "
                + "[--seconds 3] [--rounds 5] [--warmup 10] [--certificates 20000] [--connections 1,16,64] [--startup 1000000] [--due 100000] [--cache folder]");
            return 2;
        }
        var settings = Settings.Of(args[1..]);
        Directory.CreateDirectory(settings.Cache);
        if (args[0] == "make") await RegisterFile.Kept(settings, settings.Startup);
        else Machine.Describe(settings);
        foreach (var measure in _measures)
            if (args[0] == "all" || args[0] == measure.Name) await measure.Run(settings);
        return 0;
    }
}

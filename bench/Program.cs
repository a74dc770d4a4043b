using System.Globalization;
using System.Runtime.InteropServices;
using OrleansRegistry.Bench.Measures;
using OrleansRegistry.Bench.Peers;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Bench.Silos;

namespace OrleansRegistry.Bench;

/// <summary>
/// <c>prepare</c> builds the sides, <c>make</c> makes what takes long and is kept, <c>all</c> or names of measures
/// measure; <c>peer</c> is a process of its own.
/// </summary>
internal static class Bench
{
    private static readonly List<(string Name, Func<Settings, Task> Run)> _measures =
    [
        ("startup", StartupMeasure.Run), ("writes", WritesMeasure.Run), ("reads", ReadsMeasure.Run),
        ("verify", VerifyMeasure.Run), ("storm", StormMeasure.Run), ("memory", MemoryMeasure.Run),
        ("walk", MemoryMeasure.Walk), ("idle", IdleMeasure.Run), ("import", ImportMeasure.Run),
        ("postgres-writes", PostgresWritesMeasure.Run), ("postgres-startup", PostgresStartupMeasure.Run),
        ("silo-reads", SiloReadsMeasure.Run),
        ("silo-calls", HotCallsMeasure.Run), ("silo-commits", GrainCommitsMeasure.Run),
        ("silo-storm", StormMeasure.RunSilo), ("commits", CommitsMeasure.Run), ("sheets", SheetsMeasure.Run),
        ("telemetry", TelemetryMeasure.Run), ("lists", ListsMeasure.Run), ("mix", MixMeasure.Run),
        ("armed", ArmedMeasure.Run), ("pages", PagesMeasure.Run), ("sign-ins", SignInsMeasure.Run),
    ];

    private const string Options = """
        [--rounds 5] [--seconds 3] [--warmup 10] [--connections 1,16,64] [--certificates 20000] [--large 1000000]
        [--due 100000] [--rows 100000] [--idle-seconds 60] [--officers 5000]
        [--per-second 200] [--step-seconds 60] [--silos 1,3] [--armed 10000,100000,1000000]
        [--sides new,old,ordinary,tuned,empty,npgsql,statement,quartz] [--stores postgres,sqlite] [--cache folder]
        """;

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["peer", var name, var on, var url]) return await PeerHost.Run(name, on, url);
        var named = args.TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (named.Length == 0 || !named.All(IsKnown))
        {
            var names = string.Join(" | ", _measures.Select(measure => measure.Name));
            await Console.Error.WriteLineAsync($"bench prepare | make | all | {names}\n{Options}");
            return 2;
        }
        // Whoever ends this process ends what it has started: that happens on the way out.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Environment.Exit(129));
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(143));
        var settings = Settings.Of(args[named.Length..]);
        Directory.CreateDirectory(settings.Cache);
        Scratch.Clear(settings);
        try
        {
            await Run(named, settings);
            return 0;
        }
        finally
        {
            Scratch.End(settings);
        }
    }

    private static bool IsKnown(string name) =>
        name is "all" or "make" or "prepare" || _measures.Exists(measure => measure.Name == name);

    private static async Task Run(string[] named, Settings settings)
    {
        if (named.Contains("prepare")) await Programs.Prepare(settings);
        if (named.Contains("make")) await Make(settings);
        if (!named.Except(["prepare", "make"]).Any()) return;
        Machine.Describe(settings);
        foreach (var (name, run) in _measures)
            if (named.Contains("all") || named.Contains(name)) await run(settings);
    }

    private static async Task Make(Settings settings)
    {
        foreach (var side in Programs.Find(settings))
        {
            await Register.Large(settings, side);
            await ArmedRegister.OnSqlite(settings, side);
        }
    }
}

using System.Globalization;
using OrleansRegistry.Bench;
using OrleansRegistry.Bench.Measures;
using OrleansRegistry.Bench.Peers;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench;

/// <summary><c>all | writes | reads | memory | startup | commits</c>; <c>peer</c> and <c>make</c> are its own processes.</summary>
internal static class Bench
{
    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["peer", var name, var file, var url]) return await PeerHost.Run(name, file, url);
        if (args.Length == 0 || args[0] is not ("all" or "writes" or "reads" or "memory" or "startup" or "commits" or "make"))
        {
            await Console.Error.WriteLineAsync("bench all | writes | reads | memory | startup | commits [--seconds 3] [--rounds 5] [--warmup 10] [--certificates 20000] [--connections 1,16,64] [--startup 1000000] [--cache folder]");
            return 2;
        }
        var settings = Settings.Of(args[1..]);
        Directory.CreateDirectory(settings.Cache);
        if (args[0] == "make") await RegisterFile.Kept(settings, settings.Startup);
        else Machine.Describe(settings);
        if (args[0] is "all" or "memory") await MemoryMeasure.Run(settings);
        if (args[0] is "all" or "writes") await WritesMeasure.Run(settings);
        if (args[0] is "all" or "reads") await ReadsMeasure.Run(settings);
        if (args[0] is "all" or "startup") await StartupMeasure.Run(settings);
        if (args[0] is "all" or "commits") await CommitsMeasure.Run(settings);
        return 0;
    }
}

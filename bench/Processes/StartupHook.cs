using System.Globalization;
using System.Runtime.InteropServices;
using OrleansRegistry.Bench.Processes;

#pragma warning disable CA1050 // The runtime looks for a class of this name in no namespace.
/// <summary>
/// Loaded by the runtime into a measured program before its own code (DOTNET_STARTUP_HOOKS): at SIGUSR1 it collects all
/// garbage and writes into a file how many bytes of live objects there are. The program itself knows nothing of it.
/// </summary>
internal static class StartupHook
{
    private const string FileVariable = "BENCH_LIVE_BYTES";
    private const int UserSignal = 10; // SIGUSR1; the runtime lets any number be listened to.
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(60), _lookEvery = TimeSpan.FromMilliseconds(20);
    private static PosixSignalRegistration? _listening;

    /// <summary>Called by the runtime in the measured program.</summary>
    public static void Initialize() => _listening = PosixSignalRegistration.Create((PosixSignal)UserSignal, context =>
    {
        context.Cancel = true;
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        var file = System.Environment.GetEnvironmentVariable(FileVariable)!;
        var live = GC.GetTotalMemory(forceFullCollection: true);
        File.WriteAllText(file + ".new", live.ToString(CultureInfo.InvariantCulture));
        File.Move(file + ".new", file);
    });

    /// <summary>The settings with which a program is measured.</summary>
    internal static Dictionary<string, string> Environment(string file) => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location, [FileVariable] = file,
    };

    /// <summary>The bytes of live objects of a measured program.</summary>
    internal static async Task<long> Ask(ChildProcess process, string file)
    {
        File.Delete(file);
        process.Signal("USR1");
        for (var waited = TimeSpan.Zero; !File.Exists(file); waited += _lookEvery)
        {
            if (waited > _most || process.HasExited)
                throw new InvalidOperationException("it does not say:\n" + process.Said());
            await Task.Delay(_lookEvery);
        }
        return long.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }
}

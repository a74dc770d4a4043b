using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansRegistry.Bench.Processes;

/// <summary>
/// A process that this one started. What it says goes into a file, it does not inherit settings from this shell, and it
/// never outlives this process, however that ends.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>
    /// The shell becomes setpriv and that the program, so the number stays; the kernel ends it with the thread that
    /// started it.
    /// </summary>
    private const string Script = """
        log=$1; shift
        if command -v setpriv > /dev/null; then exec setpriv --pdeathsig KILL "$@" > "$log" 2>&1; fi
        exec "$@" > "$log" 2>&1
        """;

    private const int MaxSaid = 4_000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<int, Process> _running = new();
    private static readonly BlockingCollection<Action> _toStart = [];
    private static int _logs;
    private static volatile bool _ending;

    private readonly Process _process;

    static ChildProcess()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();
        // Processes end with the thread that started them, so it is one that stays.
        var starter = new Thread(() => { foreach (var start in _toStart.GetConsumingEnumerable()) start(); });
        starter.IsBackground = true;
        starter.Start();
    }

    private ChildProcess(Process process, string log) =>
        (_process, Log, StartedAt) = (process, log, Stopwatch.GetTimestamp());

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>The file with what it says.</summary>
    public string Log { get; }

    /// <summary>When it was started, as a timestamp of the stopwatch.</summary>
    public long StartedAt { get; }

    /// <summary>True: it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>How it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="logs">The folder of the file with what it says.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="environment">Settings; nothing else of the registry's or the runtime's is passed on.</param>
    /// <param name="folder">Where it works; null: where this process does.</param>
    public static async Task<ChildProcess> Start(
        string logs, IReadOnlyList<string> words, IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null)
    {
        Directory.CreateDirectory(logs);
        var log = Path.Combine(logs, $"{Environment.ProcessId}-{Interlocked.Increment(ref _logs)}.log");
        var info = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder ?? Environment.CurrentDirectory };
        foreach (var word in (string[])["-c", Script, "sh", log, .. words]) info.ArgumentList.Add(word);
        foreach (var name in info.Environment.Keys.Where(IsSetting).ToArray()) info.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) info.Environment[name] = value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _toStart.Add(() =>
        {
            if (_ending) return;
            var process = Process.Start(info)!;
            _running[process.Id] = process;
            started.SetResult(process);
        });
        return new ChildProcess(await started.Task, log);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("REGISTRY__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || (name.StartsWith("DOTNET_", StringComparison.Ordinal) && name is not ("DOTNET_ROOT" or "DOTNET_CLI_HOME"));

    /// <summary>The end of what it has said.</summary>
    public string Said()
    {
        var said = File.Exists(Log) ? File.ReadAllText(Log) : "";
        return said[Math.Max(0, said.Length - MaxSaid)..];
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task Ended()
    {
        await _process.WaitForExitAsync();
        _running.TryRemove(Id, out _);
    }

    /// <summary>SIGTERM, and SIGKILL when it has not ended after a minute.</summary>
    public async Task Stop()
    {
        if (!_process.HasExited) Signal("TERM");
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        await Ended();
    }

    /// <summary>Sends it a signal: TERM, USR1 ...</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{Id}"]);
        kill.WaitForExit();
    }

    private static void EndAll()
    {
        _ending = true;
        foreach (var process in _running.Values)
            if (!process.HasExited) process.Kill();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await Ended();
        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Net;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Bench.Processes;

/// <summary>A program that answers HTTP at a free port of the loopback, in a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan _maxStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly HttpClient _http = new();

    private readonly ChildProcess _process;
    private readonly int _port;
    private int _disposed;

    private Server(string name, ChildProcess process, int port) => (Name, _process, _port) = (name, process, port);

    /// <summary>What it is called in the table.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Seconds from the start of the process until it said that it is ready.</summary>
    public double ReadySeconds { get; private set; }

    /// <summary>Seconds since the start of the process.</summary>
    public double Age => Stopwatch.GetElapsedTime(_process.StartedAt).TotalSeconds;

    /// <summary>The process.</summary>
    public ChildProcess Process => _process;

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan Processor => ProcessFigures.Processor(_process.Id);

    /// <summary>Bytes of it that are in memory.</summary>
    public long Resident => ProcessFigures.Resident(_process.Id);

    /// <summary>Bytes of it that were in memory at most.</summary>
    public long Peak => ProcessFigures.Peak(_process.Id);

    /// <summary>Starts a program and does not wait; <see cref="Ready"/> does.</summary>
    /// <param name="name">What it is called in the table.</param>
    /// <param name="cache">The cache folder.</param>
    /// <param name="words">The program and its arguments, given the address at which it is to listen.</param>
    /// <param name="environment">Its settings.</param>
    public static async Task<Server> Launch(
        string name, string cache, Func<string, IReadOnlyList<string>> words,
        IReadOnlyDictionary<string, string> environment)
    {
        var (logs, port) = (Path.Combine(cache, "logs"), FreePorts.Take());
        var process = await ChildProcess.Start(logs, words($"http://127.0.0.1:{port}"), environment);
        return new Server(name, process, port);
    }

    /// <summary>Waits until <paramref name="path"/> answers 200, and it is this process that answers.</summary>
    public async Task<Server> Ready(string path = "/readyz")
    {
        try
        {
            while (!await Answers(path))
            {
                if (_process.HasExited)
                    throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}:\n{_process.Said()}");
                if (Age > _maxStart.TotalSeconds)
                    throw new TimeoutException($"{Name} is not ready:\n{_process.Said()}");
                await Task.Delay(_lookEvery);
            }
            ReadySeconds = Age;
            if (!Listeners.IsOf(_process.Id, _port))
                throw new InvalidOperationException($"somebody else answers at {Url}, not {Name} ({_process.Id})");
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<bool> Answers(string path)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Url + path));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The text at a path of it.</summary>
    public async Task<string> Get(string path) => await _http.GetStringAsync(new Uri(Url + path));

    /// <summary>Stops it as an operator does; a second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _process.Stop();
        await _process.DisposeAsync();
    }
}

using System.Diagnostics;
using System.Net;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Bench.Setup;

/// <summary>A server in its own process: the API or a peer, with the same runtime settings.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private static readonly HttpClient _http = new();

    private Server(string name, Process process, string url) => (Name, _process, Url) = (name, process, url);

    /// <summary>What it is called in the table.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Milliseconds from the start of the process until it said that it is ready.</summary>
    public double ReadyMilliseconds { get; private set; }

    /// <summary>Bytes of the process that are in memory.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private const string SiloName = "silo";

    /// <summary>The real API over a folder, or a database, in Production.</summary>
    public static Task<Server> Api(string folder, string? postgres = null)
    {
        var url = FreeUrl();
        return Start("registry", url, "/readyz", ["OrleansRegistry.Api.dll", "--urls", url], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Registry__Data"] = folder, ["Registry__Postgres"] = postgres ?? "",
        });
    }

    /// <summary>The real silo on a database, in Production.</summary>
    public static Task<Server> Silo(string folder, string postgres)
    {
        var url = FreeUrl();
        return Start(SiloName, url, "/readyz", ["OrleansRegistry.Silo.dll", "--urls", url], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Registry__Data"] = folder, ["Registry__Postgres"] = postgres,
            ["Registry__KeySecret"] = "bench-secret-0123456789-0123456789-0123456789",
            ["Registry__Silo__Address"] = "127.0.0.1",
            ["Registry__Silo__Port"] = FreePorts.Take().ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    /// <summary>A peer over a file of its own; it knows one token.</summary>
    public static Task<Server> Peer(string name, string file, string token)
    {
        var url = FreeUrl();
        return Start(name, url, "/healthz", ["OrleansRegistry.Bench.dll", "peer", name, file, url], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["BENCH_TOKEN"] = token,
        });
    }

    private static async Task<Server> Start(string name, string url, string ready, string[] args, Dictionary<string, string> environment)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, args[0]));
        foreach (var arg in args[1..]) info.ArgumentList.Add(arg);
        foreach (var (key, value) in RuntimeSettings.Of(name == SiloName ? "OrleansRegistry.Silo" : "OrleansRegistry.Api").Concat(environment)) info.Environment[key] = value;
        var startedAt = Stopwatch.GetTimestamp();
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { }; // Read, so that it never waits for us.
        process.BeginOutputReadLine();
        var server = new Server(name, process, url);
        while (!await IsReady(url + ready))
        {
            if (process.HasExited) throw new InvalidOperationException($"{name} ended with {process.ExitCode}");
            await Task.Delay(5);
        }
        server.ReadyMilliseconds = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
        return server;
    }

    private static async Task<bool> IsReady(string url)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(url));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreeUrl() => $"http://127.0.0.1:{FreePorts.Take()}";

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The text at a path of it.</summary>
    public async Task<string> Get(string path) => await _http.GetStringAsync(new Uri(Url + path));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

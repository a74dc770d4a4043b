using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>One silo as a process of its own on free loopback ports; killed at the end.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    public const string Password = "Registry-Demo-2026";
    private static readonly TimeSpan _maxStart = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private SiloProcess(Process process, string address)
    {
        (_process, Address) = (process, new Uri(address));
        process.OutputDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http = Client();
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public string Log { get { lock (_log) return _log.ToString(); } }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Bytes of it in memory (proc(5)); 0: it has ended.</summary>
    public long Resident
    {
        get
        {
            try
            {
                var line = File.ReadLines($"/proc/{_process.Id}/status")
                    .FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
                return line is null ? 0
                    : 1024 * long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }

    /// <summary>The log says on which silo each entity is: "Q-... activated on this silo".</summary>
    public static readonly (string, string?) LogsActivations = ("Logging__LogLevel__OrleansRegistry.Grains", "Debug");

    public static SiloProcess Start(string database, string provider, params (string, string?)[] more) =>
        StartAt("127.0.0.1", ["dotnet", Programs.PathOf("Silo")], database, provider, more);

    /// <summary>Starts a silo at an address, with words before it: in a network of its own, or another build.</summary>
    public static SiloProcess StartAt(
        string ip, string[] words, string database, string provider, params (string, string?)[] more)
    {
        var address = $"http://{ip}:{FreePorts.Take()}";
        // As docs/operations.md tells: 41 connections a silo at most, also when everything that it asks is slow.
        database = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 20 }.ConnectionString;
        return new SiloProcess(Programs.StartUnder(words, ["--urls", address],
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Registry__Clock", null), ("Registry__Postgres", database),
            ("Registry__GrainStorage", provider), ("Registry__Silo__Address", ip),
            ("Registry__Silo__Port", FreePorts.Take().ToString(CultureInfo.InvariantCulture)), .. more,
        ]), address);
    }

    /// <summary>The entities that have come to life here, as the log says.</summary>
    public IEnumerable<string> LivedHere() =>
        Log.Split('\n').Where(line => line.EndsWith(" activated on this silo", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[^5]);

    public async Task<bool> IsReady()
    {
        try
        {
            using var ready = await Http.GetAsync("/readyz");
            return ready.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public async Task Ready() => await LoneSilo.Until(_maxStart, async () =>
    {
        if (HasExited) throw new InvalidOperationException("the silo ended:\n" + Log);
        using var ready = await Http.GetAsync("/readyz");
        return ready.IsSuccessStatusCode;
    });

    /// <summary>A client of this silo, signed in with a token that any silo gave.</summary>
    public HttpClient Client(string? token = null, int maxSeconds = 30)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 64,
        })
        { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(maxSeconds) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<string> SignIn(string user)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/sessions", new { userName = user, password = Password });
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, body?.ToString());
        return (string)body!["token"]!;
    }

    /// <summary>SIGKILL, SIGTERM, SIGSTOP, SIGCONT ...</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task Ended() => await _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(); // Also one that was stopped.
        await _process.WaitForExitAsync();
        Http.Dispose();
        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>One silo as a process of its own on free loopback ports; killed at the end.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    public const string Password = "Registry-Demo-2026";
    private static readonly TimeSpan _startMost = TimeSpan.FromSeconds(120);

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

    public static SiloProcess Start(string database, string provider, params (string, string?)[] more)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return new SiloProcess(Programs.Start("Silo", ["--urls", address],
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Registry__Clock", null), ("Registry__Postgres", database),
            ("Registry__GrainStorage", provider), ("Registry__Silo__Address", "127.0.0.1"),
            ("Registry__Silo__Port", FreePort().ToString(CultureInfo.InvariantCulture)), .. more,
        ]), address);
    }

    public async Task Ready() => await ApiProcess.Until(_startMost, async () =>
    {
        if (HasExited) throw new InvalidOperationException("the silo ended:\n" + Log);
        using var ready = await Http.GetAsync("/readyz");
        return ready.IsSuccessStatusCode;
    });

    /// <summary>A client of this silo, signed in with a token that any silo gave.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
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
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        Http.Dispose();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

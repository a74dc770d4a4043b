using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Tests.Running;

/// <summary>
/// A silo alone in a process of its own on a free loopback port, in Development, on a folder; killed at the end.
/// </summary>
internal sealed class LoneSilo : IAsyncDisposable
{
    private static readonly TimeSpan _maxStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private LoneSilo(Process process, string address)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60),
        };
        process.OutputDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>How it ended; only when it has.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it has logged.</summary>
    public string Log { get { lock (_log) return _log.ToString(); } }

    /// <summary>Starts it and waits until it is ready, and is this process and no other.</summary>
    /// <param name="folder">Where its file is; or its rules, if it has any, when it works on a database.</param>
    /// <param name="clock">The legal clock; null: it runs with the machine's.</param>
    /// <param name="database">The database on PostgreSQL; null: a file of SQLite.</param>
    /// <param name="more">Further settings.</param>
    public static async Task<LoneSilo> Start(
        string folder, string? clock = Programs.Clock, string? database = null, params (string, string?)[] more)
    {
        var address = $"http://127.0.0.1:{FreePorts.Take()}";
        var api = new LoneSilo(Programs.Start("Silo", ["--urls", address],
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Registry__Data", folder), ("Registry__Clock", clock),
            ("Registry__Postgres", database), ("Registry__Alone", "true"), .. more,
        ]), address);
        await Until(_maxStart, async () =>
        {
            if (api._process.HasExited) throw new InvalidOperationException("the silo ended:\n" + api.Log);
            using var ready = await api.Http.GetAsync("/readyz");
            return ready.IsSuccessStatusCode;
        });
        // It wrote its number beside the lock of the folder, and the port was ours when it was still alive.
        if (database is null)
        {
            var number = await File.ReadAllTextAsync(Path.Combine(folder, "registry.pid"));
            Assert.Equal(api._process.Id, int.Parse(number, CultureInfo.InvariantCulture));
        }
        Assert.False(api._process.HasExited);
        return api;
    }

    public async Task<string> SignIn(string user)
    {
        using var answer =
            await Http.PostAsJsonAsync("/api/v1/sessions", new { userName = user, password = "Registry-Demo-2026" });
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, body?.ToString());
        var token = (string)body!["token"]!;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    /// <summary>SIGTERM, and waits until it has ended.</summary>
    public async Task Stop()
    {
        await Signal("TERM");
        await _process.WaitForExitAsync();
    }

    /// <summary>STOP, CONT, TERM ...</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGKILL: nothing is said good-bye to.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks until it is so; a refused connection is a no.</summary>
    public static async Task Until(TimeSpan max, Func<Task<bool>> so)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await so()) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (watch.Elapsed > max) throw new TimeoutException($"not so after {max.TotalSeconds} s");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Http.Dispose();
        _process.Dispose();
    }
}

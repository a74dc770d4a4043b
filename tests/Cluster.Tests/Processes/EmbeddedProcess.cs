using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>An embedded registry on PostgreSQL as a process of its own; told to end at the end.</summary>
internal sealed class EmbeddedProcess : HttpClient, IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private EmbeddedProcess(Process process, string address)
    {
        (_process, BaseAddress) = (process, new Uri(address));
        process.OutputDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (_log) _log.AppendLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Log { get { lock (_log) return _log.ToString(); } }

    public bool HasExited => _process.HasExited;

    public static EmbeddedProcess Start(string database, string folder, string? clock)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        return new EmbeddedProcess(Programs.Start("Api", ["--urls", address], ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Registry__Data", folder), ("Registry__Clock", clock), ("Registry__Postgres", database)), address);
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Dispose();
    }
}

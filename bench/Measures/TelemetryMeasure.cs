using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// What telemetry costs: the same program without a collector and with one, at its defaults. The collector is this
/// process and takes whatever it is sent.
/// </summary>
internal static class TelemetryMeasure
{
    private const int Certificates = 20_000;
    private static readonly byte[] _taken = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var (side, certificates) = (Programs.OfThis(settings), settings.Certificates ?? Certificates);
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        _ = Collect(collector);
        var on = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{collector.LocalEndpoint}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "10000",
        };
        await using var servers = new Together();
        var targets = new List<Target>();
        foreach (var (name, more) in new[] { ("off", null), ("on", on) })
        {
            var register = (await Register.Load(settings, side, certificates)).Copy(settings, "telemetry-" + name);
            var server = await servers.Add((side with { Name = name }).OnSqlite(register.Folder, more));
            targets.Add(new Target(server, WritesMeasure.Violations(register, await Officer.SignIn(server))));
        }
        var table = WritesMeasure.Table("SQLite, without a collector and with one", certificates);
        await UnderLoad.Measure(settings, table, targets, 64);
        await Figures.Report.Write(settings, "telemetry", [side], table);
    }

    /// <summary>Answers every request of every connection with 200, until the listener ends.</summary>
    private static async Task Collect(TcpListener collector)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await collector.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Answer(client);
        }
    }

    private static async Task Answer(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            var body = new char[8_192];
            while (await reader.ReadLineAsync() is { } line)
            {
                var left = 0;
                for (; line.Length > 0; line = await reader.ReadLineAsync() ?? "")
                    if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                        left = int.Parse(line.AsSpan(15).Trim(), System.Globalization.CultureInfo.InvariantCulture);
                while (left > 0) left -= await reader.ReadAsync(body.AsMemory(0, Math.Min(left, body.Length)));
                await client.GetStream().WriteAsync(_taken);
            }
        }
        catch (IOException)
        {
            // The registry ended: nothing more comes.
        }
    }
}

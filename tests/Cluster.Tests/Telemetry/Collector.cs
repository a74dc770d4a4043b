using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>
/// A collector of OpenTelemetry as the test has one: it takes OTLP by HTTP and by gRPC, and keeps what it gets.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentBag<Span> _spans = [];
    private readonly ConcurrentDictionary<string, Measured> _series = new();

    private Collector(WebApplication app) => _app = app;

    /// <summary>The address for OTLP by HTTP.</summary>
    public string Http { get; private init; } = "";

    /// <summary>The address for OTLP by gRPC, without TLS.</summary>
    public string Grpc { get; private init; } = "";

    public IReadOnlyCollection<Span> Spans => _spans;

    public IReadOnlyCollection<Measured> Series => [.. _series.Values];

    public static async Task<Collector> Start()
    {
        var (http, grpc) = (FreePorts.Take(), FreePorts.Take());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(http, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(grpc, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var collector = new Collector(builder.Build())
        {
            Http = $"http://127.0.0.1:{http}", Grpc = $"http://127.0.0.1:{grpc}",
        };
        collector._app.Run(collector.Take);
        await collector._app.StartAsync();
        return collector;
    }

    private async Task Take(HttpContext http)
    {
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read);
        var isGrpc = http.Request.ContentType is "application/grpc";
        // By gRPC a message has five bytes before it: whether it is compressed, and how long it is.
        ReadOnlyMemory<byte> message = read.ToArray().AsMemory(isGrpc ? 5 : 0);
        var path = http.Request.Path.Value!;
        if (path is "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
            foreach (var span in Span.Of(message)) _spans.Add(span);
        else if (path is "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")
            foreach (var series in Measured.Of(message)) Keep(isGrpc, series);
        else throw new InvalidDataException(path);
        http.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (!isGrpc) return;
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[5]);
    }

    /// <summary>The last one of each silo counts: what a series says is what it was since the silo's start.</summary>
    private void Keep(bool isGrpc, Measured series)
    {
        var tags = string.Join(',', series.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
        _series[$"{isGrpc} {series.Meter} {series.Name} {tags}"] = series;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

using System.Globalization;
using System.Reflection;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Silo.Telemetry;

/// <summary>
/// OpenTelemetry, to a collector by OTLP. Off until the collector's address is set: then nothing of it is registered, and
/// what would be measured is not (docs/adr/0070). Everything else about it is set by OpenTelemetry's own variables.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Sampler = "OTEL_TRACES_SAMPLER";
    private const string ServiceName = "registry";

    /// <summary>
    /// Of the traces that begin here so many are kept, unless a sampler is set. One trace of a command is about fifteen
    /// spans: of each command they would cost a fifth of it (docs/performance.md).
    /// </summary>
    private const double KeptOfTraces = 0.01;

    private static readonly string[] _meters =
    [
        CommandTelemetry.Name, CommitTelemetry.Name, VerdictTelemetry.Name, "Microsoft.Orleans", "Npgsql",
    ];

    /// <summary>
    /// Orleans' calls of grains, not its life cycle and its storage: what these say the registry's own spans say better.
    /// </summary>
    private static readonly string[] _sources =
    [
        CommandTelemetry.Name, CommitTelemetry.Name, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime",
    ];

    /// <summary>True: a collector is named, and OpenTelemetry is not switched off.</summary>
    public static bool IsOn(IConfiguration configuration) =>
        configuration[Endpoint] is { Length: > 0 } && !"true".Equals(configuration["OTEL_SDK_DISABLED"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds meters, traces and the exporter where they are on.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, RegistryOptions options)
    {
        var configuration = builder.Configuration;
        if (!IsOn(configuration)) return;
        if (!Uri.TryCreate(configuration[Endpoint], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException($"{Endpoint} must be an address such as http://collector:4317, not {configuration[Endpoint]}");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, options))
            .WithMetrics(metrics => metrics
                .AddMeter(_meters)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter())
            .WithTracing(traces => Sampled(traces, configuration[Sampler])
                .AddSource(_sources)
                .AddNpgsql()
                .AddAspNetCoreInstrumentation(web =>
                {
                    web.Filter = IsTraced;
                    web.EnrichWithHttpResponse = (span, answer) => span.SetTag("url.path", RouteOf(answer.HttpContext));
                })
                .AddHttpClientInstrumentation()
                .AddOtlpExporter());
    }

    /// <summary>Calls from grain to grain carry the trace along.</summary>
    public static void Propagate(ISiloBuilder silo)
    {
        if (IsOn(silo.Configuration)) silo.AddActivityPropagation();
    }

    /// <summary>Who speaks; what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say counts more.</summary>
    private static void Describe(ResourceBuilder resource, RegistryOptions options)
    {
        var version = typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var instance = options.IsAlone ? Environment.MachineName
            : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{options.Port}");
        resource.Clear().AddService(ServiceName, serviceVersion: version, serviceInstanceId: instance)
            .AddTelemetrySdk().AddEnvironmentVariableDetector();
    }

    private static TracerProviderBuilder Sampled(TracerProviderBuilder traces, string? told) => told is { Length: > 0 } ? traces
        : traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(KeptOfTraces)));

    /// <summary>Probes and the scraping of metrics are no work of the registry.</summary>
    private static bool IsTraced(HttpContext http) => http.Request.Path.Value is not ("/healthz" or "/readyz" or "/metrics");

    /// <summary>
    /// The route and not the path: a path has codes that prove a document, and keys, and whatever a stranger writes.
    /// </summary>
    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
}

using System.Diagnostics.Metrics;
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
/// OpenTelemetry, sent to a collector by OTLP. It is off until the collector's address is set: until then nothing of it
/// is registered, and nothing is measured for it (docs/adr/0068). Everything else about it is set by OpenTelemetry's
/// own variables.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Sampler = "OTEL_TRACES_SAMPLER";
    private const string ServiceName = "registry";

    /// <summary>
    /// The share of traces begun here that is recorded, unless a sampler is set (docs/performance.md).
    /// </summary>
    private const double KeptOfTraces = 0.01;

    private static readonly string[] _meters =
    [
        CommandTelemetry.Name, CommitTelemetry.Name, VerdictTelemetry.Name, "Microsoft.Orleans", "Npgsql",
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    private static readonly string[] _sources =
    [
        CommandTelemetry.Name, CommitTelemetry.Name, CallTrace.Name, "Microsoft.AspNetCore", "System.Net.Http",
    ];

    /// <summary>
    /// What Orleans counts for each message and look-up: it takes a twentieth of a command and says nothing that the
    /// number and duration of calls do not. Also the size of its directory's cache, for which it counts all entries one
    /// by one.
    /// </summary>
    private static readonly string[] _costly =
    [
        "orleans-messaging-processing-", "orleans-messaging-sent-", "orleans-messaging-received-",
        "orleans-directory-lookups-", "orleans-directory-cache-size", "orleans-storage-",
    ];

    /// <summary>True: the address of a collector is set, and OpenTelemetry is not switched off.</summary>
    public static bool IsOn(IConfiguration configuration) => configuration[Endpoint] is { Length: > 0 }
        && !"true".Equals(configuration["OTEL_SDK_DISABLED"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds meters, traces and the exporter where they are on.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, RegistryOptions options)
    {
        var configuration = builder.Configuration;
        if (!IsOn(configuration)) return;
        var done = configuration[Endpoint];
        if (!Uri.TryCreate(done, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new SettingException($"{Endpoint} must be an address such as http://collector:4317, not {done}");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, options))
            .WithMetrics(metrics => metrics
                .AddMeter(_meters)
                .AddView(instrument => IsCostly(instrument) ? MetricStreamConfiguration.Drop : null)
                .AddOtlpExporter())
            .WithTracing(traces => Sampled(traces, configuration[Sampler])
                .AddSource(_sources)
                .AddNpgsql()
                .AddOtlpExporter());
    }

    /// <summary>
    /// The name of this program in telemetry; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
    /// </summary>
    private static void Describe(ResourceBuilder resource, RegistryOptions options)
    {
        var version = typeof(TelemetrySetup).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var instance = options.IsAlone ? Environment.MachineName
            : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{options.Port}");
        resource.Clear().AddService(ServiceName, serviceVersion: version, serviceInstanceId: instance)
            .AddTelemetrySdk().AddEnvironmentVariableDetector();
    }

    private static TracerProviderBuilder Sampled(TracerProviderBuilder traces, string? done) => done is { Length: > 0 }
        ? traces
        : traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(KeptOfTraces)));

    private static bool IsCostly(Instrument instrument) =>
        _costly.Any(name => instrument.Name.StartsWith(name, StringComparison.Ordinal));
}

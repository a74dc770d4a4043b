using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>
/// Two real silos that tell a collector what they do, one by gRPC and one by HTTP. A renewal is filed and accepted at
/// the first and approved at the second, codes are checked, and every deadline of the demonstration is made overdue.
/// </summary>
public sealed class TwoSilosWatched : IAsyncLifetime
{
    /// <summary>How overdue the storm's deadlines are made.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(2);

    /// <summary>What stands for a code at the roadside: nothing of it may leave in a trace.</summary>
    public const string Scanned = "not-a-code-but-somebodys";

    private static readonly TimeSpan _maxInformed = TimeSpan.FromSeconds(30);

    private static readonly (string, string?)[] _often =
    [
        ("OTEL_TRACES_SAMPLER", "always_on"), ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "500"),
    ];

    private Collector? _collector;
    private SiloCluster? _cluster;

    /// <summary>Why it cannot run here; null: it can.</summary>
    public static string? Missing => PostgresServer.Shared.Missing;

    /// <summary>How many deadlines the storm had.</summary>
    public long Stormed { get; private set; }

    /// <summary>The approval, as its caller named it.</summary>
    internal Span Approval => _collector!.Spans.First(IsApproval);

    internal IReadOnlyCollection<Span> Spans => _collector!.Spans;

    internal IReadOnlyCollection<Measured> Series => _collector!.Series;

    /// <summary>What a silo's /metrics says.</summary>
    public string Page { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        _collector = await Collector.Start();
        _cluster = new SiloCluster(await PostgresServer.Shared.NewDatabase(), null);
        await _cluster.Begin(true,
        [
            () => Silo(("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Grpc)),
            () => Silo(("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Http),
                ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")),
        ]);
        await Renew();
        await Check();
        await Storm();
        Page = await _cluster.Silos[0].Http.GetStringAsync("/metrics");
        try
        {
            await LoneSilo.Until(_maxInformed, () => Task.FromResult(IsInformed));
        }
        catch (TimeoutException)
        {
            var spans = Spans.GroupBy(Kind).Select(all => $"{all.Key}: {all.Count()}");
            Assert.Fail($"{Stormed} deadlines, {string.Join('\n', Lags)}\n{string.Join('\n', spans)}");
        }

        static string Kind(Span span) => $"{span.Source} {span.Name} {span.Tags.GetValueOrDefault("http.route")}";
    }

    private SiloProcess Silo(params (string, string?)[] where) =>
        SiloProcess.Start(_cluster!.Database, "Registry", [.. _often, .. where]);

    private bool IsInformed => Lags.Sum(lag => lag.Sum) >= Stormed * Overdue.TotalSeconds
        && Spans.Any(IsApproval)
        && Spans.Any(span => span.Tags.GetValueOrDefault("http.route") == "/v/{token}")
        && Series.Any(series => series.Name == "registry.verdicts");

    private static bool IsApproval(Span span) =>
        span.Name == "registry.commit" && span.Tags["registry.command"] == "application.approve";

    internal IEnumerable<Measured> Lags => Series.Where(series => series.Name == "registry.deadline.lag");

    private async Task Renew()
    {
        var first = _cluster!.Silos[0];
        var (holder, officer) = (first.Client(await first.SignIn("driver.1")), await first.SignIn("officer.henan"));
        var (here, there) = (first.Client(officer), _cluster.Silos[1].Client(officer));
        var certificate = (string)(await holder.Get(HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        var materials = new List<object>();
        string[] kinds = ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];
        foreach (var kind in kinds)
            materials.Add(new { kind, documentId = await holder.Uploaded(kind) });
        var application = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications",
            new { service = "certificate.renewal", form = new { }, materials, delivery = "pickUp" },
            System.Net.HttpStatusCode.Created);
        var desk = $"{HttpSteps.Api}/applications/{application["id"]}";
        await here.Done(desk + "/claim");
        await here.Done(desk + "/accept");
        await there.Done(desk + "/approve");
        await holder.Refused(desk + "/withdraw", 409, RefusalCodes.Text(RefusalCode.AlreadyAccepted));
    }

    private async Task Check()
    {
        await _cluster!.Silos[1].Http.GetStringAsync("/v/" + Scanned);
        await _cluster.Silos[1].Http.GetStringAsync("/api/v1/verify/" + Scanned);
    }

    private async Task Storm()
    {
        await _cluster!.Idle();
        var ticks = $"registry_ticks(clock_timestamp()) - {Overdue.Ticks}";
        Stormed = (long)(await PostgresServer.Run(_cluster.Database,
            $"with made as (update deadline set due_at = {ticks} where not parked returning 1) "
            + "select count(*) from made"))!;
        await _cluster.Idle();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        if (_collector is not null) await _collector.DisposeAsync();
    }
}

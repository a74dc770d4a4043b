using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Metrics;

/// <summary>
/// Prometheus text for alarms, with or without telemetry: how long each request took, by method, route and status; how
/// long calls of grains took; and what waits for work, read from the store at each scrape. The registry's own meters
/// are not on it (docs/adr/0068): listening to a meter costs time, and this page always listens.
/// </summary>
internal sealed class MetricsPage : IDisposable
{
    /// <summary>
    /// Scrapers usually give up after ten seconds; a database that does not answer by then counts as unreachable.
    /// </summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private const string RequestDuration = "http.server.request.duration";
    private const string GrainCallDuration = "orleans-app-requests-latency";

    private static readonly string[] _requestTags = ["http.request.method", "http.route", "http.response.status_code"];

    private readonly ConcurrentDictionary<Instrument, Series> _series = new();
    private readonly MeterListener _listener = new();

    public MetricsPage()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (SeriesOf(instrument) is { } series)
                listener.EnableMeasurementEvents(instrument, _series[instrument] = series);
        };
        _listener.SetMeasurementEventCallback<double>(
            static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(
            static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>
    /// The page. If the store cannot be reached, the page says so and does not fail, because that is when somebody
    /// looks at it.
    /// </summary>
    public async Task<string> Write(IRegistry registry, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var series in _series.Values) series.Write(text);
        Gauge(text, "process_working_set_bytes", Environment.WorkingSet);
        var (ready, backlog) = await Asked(registry.Operations, cancellation);
        Gauge(text, "registry_ready", ready ? 1 : 0);
        Gauge(text, "registry_storage_up", backlog is null ? 0 : 1);
        if (backlog is not null)
        {
            Gauge(text, "registry_deadlines_overdue", backlog.Overdue);
            Gauge(text, "registry_parked", backlog.Parked);
            Gauge(text, "registry_outbox_pending", backlog.Consequences);
            Gauge(text, "registry_notices_pending", backlog.NoticesPending);
            Gauge(text, "registry_notices_failed", backlog.NoticesFailed);
        }
        WriteLoad(text, registry.Operations.Load);
        var texts = registry.Operations.TextCounts;
        Labelled(text, "registry_texts_total", "counter", "outcome", ("sent", texts.Sent), ("givenUp", texts.GivenUp),
            ("delivered", texts.Delivered), ("undelivered", texts.Undelivered));
        Labelled(text, "registry_warning", "gauge", "warning",
            [.. OperationWarnings.All.Select(name => (name, registry.Operations.Warnings.Contains(name) ? 1L : 0L))]);
        return text.ToString();
    }

    private static void WriteLoad(StringBuilder text, LoadFigures load)
    {
        Labelled(text, "registry_wait_milliseconds", "gauge", "work",
            ("write", (long)load.WriteWait.TotalMilliseconds), ("list", (long)load.ListWait.TotalMilliseconds));
        Labelled(text, "registry_turned_away_total", "counter", "work",
            ("write", load.Writes), ("list", load.Lists), ("request", load.Requests));
    }

    private static void Labelled(
        StringBuilder text, string name, string type, string label, params (string Label, long Value)[] series)
    {
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (value, number) in series)
            text.Append(name).Append('{').Append(label).Append("=\"").Append(value).Append("\"} ").Append(number)
                .Append('\n');
    }

    /// <summary>Null: the store cannot be reached, or does not answer in time.</summary>
    private static async Task<(bool Ready, Backlog? Backlog)> Asked(
        IOperations operations, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_patience);
        var ready = false;
        try
        {
            ready = await operations.NotReady(patience.Token).WaitAsync(patience.Token) is null;
            return (ready, await operations.Backlog(patience.Token).WaitAsync(patience.Token));
        }
        catch (Exception e) when (e is StorageAwayException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (ready, null);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Gauge(StringBuilder text, string name, long value) =>
        text.Append("# TYPE ").Append(name).Append(" gauge\n").Append(name).Append(' ').Append(value).Append('\n');

    private static Series? SeriesOf(Instrument instrument) => (instrument.Meter.Name, instrument.Name) switch
    {
        ("Microsoft.AspNetCore.Hosting", RequestDuration) =>
            new Series(instrument, "http_server_request_duration_seconds", _requestTags),
        // In milliseconds, as Orleans measures it.
        ("Microsoft.Orleans", GrainCallDuration) => new Series(instrument, "orleans_app_requests_latency", []),
        _ => null,
    };
}

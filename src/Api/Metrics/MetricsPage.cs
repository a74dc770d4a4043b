using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Metrics;

/// <summary>
/// Prometheus text made from the instruments of the process: the registry's own meters and the time that each request
/// took, by method, route and status. What waits for work is read from the store when it is asked for.
/// </summary>
internal sealed class MetricsPage : IDisposable
{
    private const string OwnMeters = "OrleansRegistry.";
    private const string RequestDuration = "http.server.request.duration";

    private static readonly string[] _requestTags = ["http.request.method", "http.route", "http.response.status_code"];

    private readonly ConcurrentDictionary<Instrument, Series> _series = new();
    private readonly MeterListener _listener = new();

    public MetricsPage()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (SeriesOf(instrument) is { } series) listener.EnableMeasurementEvents(instrument, _series[instrument] = series);
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => ((Series)series!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>The page. A store that is away is said, not thrown: this is when somebody looks at it.</summary>
    public async Task<string> Write(IRegistry registry, CancellationToken cancellation)
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var series in _series.Values) series.Write(text);
        Gauge(text, "process_working_set_bytes", Environment.WorkingSet);
        try
        {
            var backlog = await registry.Operations.Backlog(cancellation);
            Gauge(text, "registry_deadlines_overdue", backlog.Overdue);
            Gauge(text, "registry_parked", backlog.Parked);
            Gauge(text, "registry_outbox_pending", backlog.Consequences);
            Gauge(text, "registry_notices_pending", backlog.NoticesPending);
            Gauge(text, "registry_notices_failed", backlog.NoticesFailed);
            Gauge(text, "registry_storage_up", 1);
        }
        catch (StorageAwayException)
        {
            Gauge(text, "registry_storage_up", 0);
        }
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Gauge(StringBuilder text, string name, long value) =>
        text.Append("# TYPE ").Append(name).Append(" gauge\n").Append(name).Append(' ').Append(value).Append('\n');

    private static Series? SeriesOf(Instrument instrument)
    {
        if (instrument.Name == RequestDuration && instrument.Meter.Name == "Microsoft.AspNetCore.Hosting")
            return new Series(instrument, "http_server_request_duration_seconds", "histogram", _requestTags);
        if (!instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal)) return null;
        var kind = instrument.GetType().Name;
        var type = kind.Contains("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.Contains("UpDown", StringComparison.Ordinal) || kind.Contains("Gauge", StringComparison.Ordinal)
                ? "gauge" : "counter";
        return new Series(instrument, NameOf(instrument, type), type, labelTags: null);
    }

    private static string NameOf(Instrument instrument, string type) =>
        Plain(instrument.Name) + (instrument.Unit == "s" ? "_seconds" : "") + (type == "counter" ? "_total" : "");

    private static string Plain(string name) => name.Replace('.', '_').Replace('-', '_');
}

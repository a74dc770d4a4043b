using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Counts requests by route and status and sums their time, and writes them with the backlog as Prometheus text. A label
/// is a route's pattern, never a path, so there are few and none of them names anybody.
/// </summary>
public sealed class RequestMeter
{
    private sealed class Cell
    {
        public long Count;
        public long Ticks;
    }

    private readonly ConcurrentDictionary<(string Route, int Status), Cell> _cells = new();

    /// <summary>Counts one request.</summary>
    public void Count(string route, int status, long startedAt)
    {
        var cell = _cells.GetOrAdd((route, status), static _ => new Cell());
        Interlocked.Increment(ref cell.Count);
        Interlocked.Add(ref cell.Ticks, Stopwatch.GetTimestamp() - startedAt);
    }

    /// <summary>The text.</summary>
    public string Write(Backlog backlog)
    {
        var text = new StringBuilder();
        Gauge(text, "registry_deadlines_overdue", "Deadlines due and not yet done, without the parked ones.", backlog.Overdue);
        Gauge(text, "registry_parked", "Deadlines and consequences that wait for a person.", backlog.Parked);
        Gauge(text, "registry_outbox_pending", "Commands for other entities not yet delivered.", backlog.Consequences);
        Gauge(text, "registry_notices_pending", "Notices not yet sent.", backlog.NoticesPending);
        Gauge(text, "registry_notices_failed", "Notices given up.", backlog.NoticesFailed);
        Gauge(text, "process_working_set_bytes", "Memory of the process.", Environment.WorkingSet);
        text.Append("# HELP registry_requests_total Requests by route and status.\n# TYPE registry_requests_total counter\n");
        foreach (var ((route, status), cell) in _cells)
            text.Append(CultureInfo.InvariantCulture, $"registry_requests_total{{route=\"{route}\",status=\"{status}\"}} {Interlocked.Read(ref cell.Count)}\n");
        text.Append("# HELP registry_request_seconds_sum Seconds spent by route and status.\n# TYPE registry_request_seconds_sum counter\n");
        foreach (var ((route, status), cell) in _cells)
            text.Append(CultureInfo.InvariantCulture,
                $"registry_request_seconds_sum{{route=\"{route}\",status=\"{status}\"}} {Interlocked.Read(ref cell.Ticks) / (double)Stopwatch.Frequency:0.######}\n");
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, long value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}

/// <summary>Counts every routed request.</summary>
public sealed class RequestCount(RequestDelegate next, RequestMeter meter)
{
    /// <summary>Runs the request and counts it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var startedAt = Stopwatch.GetTimestamp();
        await next(context);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        meter.Count(route, context.Response.StatusCode, startedAt);
    }
}

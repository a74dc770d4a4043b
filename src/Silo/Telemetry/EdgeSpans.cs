using System.Diagnostics;
using OpenTelemetry;

namespace OrleansRegistry.Silo.Telemetry;

/// <summary>
/// What leaves of the spans of requests: the route and not the path, for a path has codes that prove a document, and keys,
/// and whatever a stranger writes; and nothing of probes and of the scraping of metrics, which are no work of the registry.
/// </summary>
internal sealed class EdgeSpans : BaseProcessor<Activity>
{
    private const string Path = "url.path", Route = "http.route";

    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Server || data.GetTagItem(Path) is null) return;
        var route = data.GetTagItem(Route) as string;
        if (route is "/healthz" or "/readyz" or "/metrics") data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.SetTag(Path, route ?? "");
    }
}

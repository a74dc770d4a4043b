using System.Diagnostics;

namespace OrleansRegistry.Api.Metrics;

/// <summary>
/// What the span of a request says where it is traced: the route and not the path, for a path has codes that prove a
/// document, and keys, and whatever a stranger writes. Probes and the scraping of metrics are no work of the registry.
/// </summary>
internal static class RequestSpan
{
    /// <summary>The request has its answer.</summary>
    public static void End(HttpContext http)
    {
        if (Activity.Current is not { Recorded: true } span) return;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (route is "/healthz" or "/readyz" or "/metrics") span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.DisplayName = $"{http.Request.Method} {route}";
        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}

using System.Diagnostics;

namespace OrleansRegistry.Api.Metrics;

/// <summary>
/// The content of a request's span, where it is traced: the route and not the path, because paths have codes that prove
/// a document, keys, and whatever a stranger writes. Probes and scrapes of metrics are not traced.
/// </summary>
internal static class RequestSpan
{
    /// <summary>Called when the request was answered.</summary>
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

using Microsoft.Extensions.Logging;

namespace OrleansRegistry.Portal;

/// <summary>The log messages of the pages: events 6000 to 6999 (docs/logs.md).</summary>
internal static partial class PortalLog
{
    [LoggerMessage(6001, LogLevel.Error, "The database cannot be reached; a page was answered 503")]
    public static partial void StorageAway(this ILogger log, Exception fault);

    [LoggerMessage(6002, LogLevel.Error, "Unhandled exception in page {Method} {Route}, trace {TraceId}")]
    public static partial void Unhandled(
        this ILogger log, Exception fault, string method, string? route, string traceId);
}

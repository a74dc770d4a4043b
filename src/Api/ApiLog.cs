namespace OrleansRegistry.Api;

/// <summary>The log messages of the API: events 2000 to 2999 (docs/logs.md).</summary>
internal static partial class ApiLog
{
    [LoggerMessage(2001, LogLevel.Information,
        "Ready on {Urls}: data in {Place}, the legal clock says {Now:yyyy-MM-dd HH:mm:ss}{Standing}, rules {Rules}, "
            + "{Environment}, version {Version}")]
    public static partial void Ready(
        this ILogger log, string urls, string place, DateTimeOffset now, string standing, string rules,
        string environment, string version);

    [LoggerMessage(2002, LogLevel.Warning, "Not ready: {Reason}")]
    public static partial void NotReady(this ILogger log, string reason);

    [LoggerMessage(2003, LogLevel.Error, "The database cannot be reached; a request was answered 503")]
    public static partial void StorageAway(this ILogger log, Exception fault);

    [LoggerMessage(2004, LogLevel.Error, "Unhandled exception in {Method} {Route}, trace {TraceId}")]
    public static partial void Unhandled(
        this ILogger log, Exception fault, string method, string? route, string traceId);
}

namespace OrleansRegistry.Silo;

/// <summary>What the program itself says: events 1000 to 1999 (docs/logs.md).</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1001, LogLevel.Critical, "This silo stops: {Trouble}")]
    public static partial void Stops(this ILogger log, string? trouble);

    [LoggerMessage(1002, LogLevel.Error,
        "The membership table no longer lists this silo as alive; it stops answering reads from its memory")]
    public static partial void NotListed(this ILogger log);

    [LoggerMessage(1003, LogLevel.Warning, "The demonstration is not complete yet, try {Attempt}: {Reason}")]
    public static partial void DemonstrationIncomplete(this ILogger log, int attempt, string reason);
}

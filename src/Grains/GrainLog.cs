using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>
/// The log messages of entities and of the work that a silo does by itself: events 3000 to 3999 (docs/logs.md).
/// </summary>
internal static partial class GrainLog
{
    [LoggerMessage(3001, LogLevel.Debug, "{Entity} activated on this silo")]
    public static partial void Activated(this ILogger log, EntityId entity);

    [LoggerMessage(3002, LogLevel.Information, "{Entity}: version conflict, deciding again")]
    public static partial void Conflict(this ILogger log, EntityId entity);

    [LoggerMessage(3003, LogLevel.Warning, "{Entity}: {Command} was not carried out: the database cannot be reached")]
    public static partial void StoreAway(this ILogger log, Exception fault, EntityId entity, string command);

    [LoggerMessage(3004, LogLevel.Information, "{Entity}: the connection broke during a write, which is sent again")]
    public static partial void SentAgain(this ILogger log, Exception fault, GrainId entity);

    [LoggerMessage(3101, LogLevel.Warning, "{Entity}: its silo did not answer, the deadline is sent again: {Reason}")]
    public static partial void DeadlineCalledAgain(this ILogger log, EntityId entity, string reason);

    [LoggerMessage(3102, LogLevel.Error, "{Entity}: {Command} failed")]
    public static partial void Failed(this ILogger log, Exception fault, EntityId entity, string command);

    [LoggerMessage(3103, LogLevel.Error, "{Entity}: {Command} is parked after {Tries} tries: {Error}")]
    public static partial void Parked(this ILogger log, EntityId entity, string command, int tries, string error);

    [LoggerMessage(3201, LogLevel.Warning, "{Loop}: the database cannot be reached, next try in a second: {Reason}")]
    public static partial void LoopStoreAway(this ILogger log, string loop, string reason);

    [LoggerMessage(3202, LogLevel.Error, "{Loop} failed; next try in a second")]
    public static partial void LoopFailed(this ILogger log, Exception fault, string loop);

    [LoggerMessage(3203, LogLevel.Warning, "{Pump}: the database cannot be reached, next try in a moment: {Reason}")]
    public static partial void PumpStoreAway(this ILogger log, string pump, string reason);

    [LoggerMessage(3204, LogLevel.Error, "{Pump} could not be read or marked as done; next try in a moment")]
    public static partial void PumpFailed(this ILogger log, Exception fault, string pump);
}

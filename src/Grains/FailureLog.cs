using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// How a deadline or a consequence that failed is logged; one that was refused is logged when it is parked.
/// </summary>
internal static class FailureLog
{
    public static void Write(ILogger log, FailedErrand e)
    {
        if (e.Thrown is not null) log.LogError(e.Thrown, "{Entity}: {Command} failed", e.Id, e.CommandId);
        if (!e.Parked) return;
        log.LogError(
            "{Entity}: {Command} is parked after {Tries} tries: {Error}", e.Id, e.CommandId, e.Tries, e.Error);
    }
}

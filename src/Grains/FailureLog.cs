using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>How a failed deadline or consequence is logged; a refused one is logged when it is parked.</summary>
internal static class FailureLog
{
    public static void Write(ILogger log, FailedAttempt e)
    {
        if (e.Thrown is not null) log.Failed(e.Thrown, e.Id, e.CommandId);
        if (e.Parked) log.Parked(e.Id, e.CommandId, e.Tries, e.Error);
    }
}

using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Infrastructure;

/// <summary>When this process turns people's work away because too much waits for its store (docs/adr/0153).</summary>
public static class StoreLimit
{
    /// <summary>The limit by the settings; how much was turned away is logged once a minute at most.</summary>
    public static WaitLimit Of(RegistryOptions options, Func<StoreWaits> waits, ILogger log) =>
        new(options.MaxWait, waits) { Say = log.TurnedAway, AlwaysTaken = options.AlwaysTaken };
}

using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Grains;

/// <summary>Tells a database that cannot do its work from one that refuses it, which is a bug here.</summary>
internal static class StorageFaults
{
    /// <summary>What says so, under the wrappings of Orleans; null: it is something else.</summary>
    public static Exception? Away(Exception? e) => e switch
    {
        null => null,
        StorageAwayException => e,
        ObjectDisposedException or OperationCanceledException => e, // This silo is stopping.
        _ when PostgresRegistryStore.IsAway(e) => e,
        _ => Away(e.InnerException),
    };

    /// <summary>
    /// What the storage of a grain threw, as callers must hear it: Orleans wraps whatever a provider throws in what
    /// it also throws for a silo that is gone, and a caller would send again what the database refuses each time.
    /// </summary>
    public static Exception Translate(Exception e) => Away(e) is { } away
        ? new StorageAwayException("the database of this silo's grain storage is away", away)
        : new InvalidOperationException($"the storage refused: {e.GetBaseException().Message}", e);
}

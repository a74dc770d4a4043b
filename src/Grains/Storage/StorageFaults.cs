using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Grains;

/// <summary>
/// Tells whether an exception means that the database cannot work now, or that it refuses something, which is a bug
/// here.
/// </summary>
internal static class StorageFaults
{
    /// <summary>
    /// The exception, inside those of Orleans, that says that the database cannot be reached; null: it is something
    /// else.
    /// </summary>
    public static Exception? Away(Exception? e) => e switch
    {
        null => null,
        StorageAwayException => e,
        ObjectDisposedException or OperationCanceledException => e, // This silo is stopping.
        _ when PostgresRegistryStore.IsAway(e) => e,
        _ => Away(e.InnerException),
    };

    /// <summary>
    /// The exception of a grain's storage in the form that callers need: Orleans wraps it in the type that it also uses
    /// for a lost silo, and a caller would then repeat what the database refuses each time.
    /// </summary>
    public static Exception Translate(Exception e) => Away(e) is { } away
        ? new StorageAwayException("the database of this silo's grain storage is away", away)
        : new InvalidOperationException($"the storage refused: {e.GetBaseException().Message}", e);
}

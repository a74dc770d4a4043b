using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Infrastructure;

/// <summary>The store of a registry, by its settings.</summary>
public static class RegistryStores
{
    /// <summary>Opens the store: for this process alone, or as one of the silos that share a database.</summary>
    public static async Task<IRegistryStore> Open(
        RegistryOptions options, TimeProvider machineClock, CancellationToken cancellation = default) =>
        options.Postgres is { } connection
            ? await PostgresRegistryStore.Open(
                new PostgresStoreOptions
                {
                    ConnectionString = connection, Clock = machineClock, Shared = !options.IsAlone,
                    KeySecret = options.KeySecret, KeySecretBefore = options.KeySecretBefore,
                },
                cancellation)
            : SqliteRegistryStore.Open(new SqliteStoreOptions
            {
                Folder = options.Folder, KeySecret = options.KeySecret, KeySecretBefore = options.KeySecretBefore,
            });
}

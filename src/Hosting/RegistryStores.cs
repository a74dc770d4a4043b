using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Hosting;

/// <summary>Which store a registry is kept in, by one setting that the API and the command line share.</summary>
public static class RegistryStores
{
    /// <summary>The connection string in <c>Registry:Postgres</c> (http.md 8); null: the registry is kept in SQLite.</summary>
    /// <param name="setting">Gives the value of a setting by its name with colons; null: not set.</param>
    public static string? PostgresOf(Func<string, string?> setting) =>
        setting("Registry:Postgres") is { Length: > 0 } connection ? connection : null;

    /// <summary>Opens the store for an embedded host, which has it to itself.</summary>
    public static async Task<IRegistryStore> Open(
        EmbeddedOptions options, TimeProvider machineClock, CancellationToken cancellation = default) =>
        options.Postgres is { } connection
            ? await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = connection, Clock = machineClock }, cancellation)
            : SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = options.Folder });
}

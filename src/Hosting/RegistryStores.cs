using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Hosting;

/// <summary>Which store a registry is kept in, by two settings that the API and the command line share.</summary>
public static class RegistryStores
{
    /// <summary>
    /// The connection string when <c>Registry:Store</c> says Postgres; null when it says Sqlite or nothing. Throws
    /// <see cref="InvalidDataException"/> for anything else.
    /// </summary>
    /// <param name="setting">Gives the value of a setting by its name with colons; null: not set.</param>
    public static string? PostgresOf(Func<string, string?> setting) => setting("Registry:Store") switch
    {
        null or "" => null,
        var name when name.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => null,
        var name when name.Equals("Postgres", StringComparison.OrdinalIgnoreCase) =>
            setting("ConnectionStrings:Registry") is { Length: > 0 } connection ? connection
                : throw new InvalidDataException("Registry__Store=Postgres needs the database in ConnectionStrings__Registry, "
                    + "for example \"Host=/var/run/postgresql;Database=registry;Username=registry\"."),
        var other => throw new InvalidDataException($"Registry__Store is Sqlite or Postgres, not {other}."),
    };

    /// <summary>Opens the store for an embedded host, which has it to itself.</summary>
    public static async Task<IRegistryStore> Open(
        EmbeddedOptions options, TimeProvider machineClock, CancellationToken cancellation = default) =>
        options.Postgres is { } connection
            ? await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = connection, Clock = machineClock }, cancellation)
            : SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = options.Folder });
}

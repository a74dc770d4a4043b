using Npgsql;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>A test with a database of its own, and the stores that it opens there.</summary>
public abstract class PostgresTest : IAsyncLifetime
{
    private readonly List<PostgresRegistryStore> _stores = [];

    /// <summary>The connection string of the database.</summary>
    protected string Database { get; private set; } = "";

    /// <summary>Under what the data is sealed; null: it is plain.</summary>
    protected virtual string? Secret => null;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        Database = await PostgresServer.Shared.NewDatabase();
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (Database.Length == 0) return;
        foreach (var store in _stores) await store.DisposeAsync();
        await PostgresServer.Shared.Drop(Database);
    }

    /// <summary>Opens a store, closed with the test.</summary>
    protected async Task<PostgresRegistryStore> Open(bool shared = false, TimeProvider? clock = null)
    {
        var store = await PostgresRegistryStore.Open(new PostgresStoreOptions
        {
            ConnectionString = Database, Shared = shared, KeySecret = Secret, Clock = clock ?? TimeProvider.System,
            Patience = TimeSpan.FromSeconds(20),
        });
        _stores.Add(store);
        return store;
    }

    /// <summary>Runs a script; gives the first value.</summary>
    protected Task<object?> Sql(string script) => PostgresServer.Run(Database, script);

    /// <summary>Ends every backend of this database that works for the pool of a store.</summary>
    protected Task KillPool() => Sql("""
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'registry'
        """);

    /// <summary>Ends the backends that hold the guard.</summary>
    protected Task KillGuard() => Sql("""
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'registry alone%'
        """);

    /// <summary>Waits until it is so, a minute at most.</summary>
    protected static async Task Until(Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (await isSo()) return;
            await Task.Delay(50);
        }
        Assert.Fail("it never came so");
    }

    /// <summary>The names in a query as a list.</summary>
    internal async Task<List<object?[]>> Rows(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        // As Orleans does: by name, with the type that the value has.
        foreach (var (name, value) in parameters) command.Parameters.Add(
            new NpgsqlParameter(name, value ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var values = new object?[reader.FieldCount];
            for (var i = 0; i < values.Length; i++) values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(values);
        }
        return rows;
    }
}

using System.Diagnostics;
using Npgsql;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Tests.Postgres;

/// <summary>
/// The PostgreSQL of the tests, one a process: the one named by REGISTRY_TEST_POSTGRES, else the machine's own programs
/// in a temporary folder on a Unix socket, ended with the process; else <see cref="Missing"/> says why there is none.
/// Each test has a database of its own.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> _shared = new(Begin);
    private static int _databases;

    private readonly string? _connectionString;
    private readonly Lazy<Task<string>> _migrated;

    private PostgresServer(string? connectionString, string? missing, PostgresProcess? process)
    {
        (_connectionString, Missing, Process) = (connectionString, missing, process);
        _migrated = new Lazy<Task<string>>(Migrated);
    }

    /// <summary>Set before the first use: whether the server flushes to the disk, as a measurement needs it.</summary>
    public static bool Durable { get; set; }

    /// <summary>Set before the first use: where the server is put; null: among the temporary folders.</summary>
    public static string? Folder { get; set; }

    /// <summary>The server of this process; started at the first call.</summary>
    public static PostgresServer Shared => _shared.Value;

    /// <summary>Why there is no server here; null: there is one.</summary>
    public string? Missing { get; }

    /// <summary>The process, when the tests started it; null: somebody else's, which no test stops.</summary>
    internal PostgresProcess? Process { get; }

    /// <summary>A connection string to a new, empty database.</summary>
    public Task<string> NewDatabase() => Create("template0");

    /// <summary>
    /// The same with this program's schema and nothing in it, for tests that are not about how a schema is made: a copy
    /// of a database that was migrated once.
    /// </summary>
    public async Task<string> NewMigrated() => await Create(await _migrated.Value);

    /// <summary>A copy of a database to which nobody is connected; by its name.</summary>
    public Task<string> CopyOf(string name) => Create(name);

    /// <summary>Removes a database and ends whoever is still in it.</summary>
    public async Task Drop(string connectionString)
    {
        using (var pool = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(pool);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Run(Named("postgres"), $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>Runs a script beside the tests' databases.</summary>
    public Task<object?> Run(string script) => Run(Named("postgres"), script);

    /// <summary>Runs a script; gives the first value of its last row.</summary>
    public static async Task<object?> Run(string connectionString, string script)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(alone);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(script, connection);
        var value = await command.ExecuteScalarAsync();
        return value is DBNull ? null : value;
    }

    private async Task<string> Create(string template)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await Run(Named("postgres"), $"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}");
        return Named(name);
    }

    /// <summary>The name of the database that is copied; nobody is connected to it.</summary>
    private async Task<string> Migrated()
    {
        var database = await NewDatabase();
        await PostgresRegistryStore.Migrate(database);
        if (Process is null) // Somebody else's server, where nothing is to stay.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(database).GetAwaiter().GetResult();
        return new NpgsqlConnectionStringBuilder(database).Database!;
    }

    private string Named(string database) => new NpgsqlConnectionStringBuilder(
        _connectionString ?? throw new InvalidOperationException(Missing))
    { Database = database }.ConnectionString;

    private static PostgresServer Begin()
    {
        if (Environment.GetEnvironmentVariable("REGISTRY_TEST_POSTGRES") is { Length: > 0 } given)
            return new PostgresServer(given, null, null);
        if (PostgresProcess.FindPrograms() is not { } programs)
            return new PostgresServer(
                null, "no PostgreSQL here: neither REGISTRY_TEST_POSTGRES nor its programs", null);
        var process = PostgresProcess.Start(programs, Durable, Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.End();
        return new PostgresServer(process.ConnectionString, null, process);
    }
}

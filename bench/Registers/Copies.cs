using Npgsql;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Registers;

/// <summary>Copies of databases, so that every round begins with the same.</summary>
internal static class Copies
{
    /// <summary>A copy of a database that nobody is connected to, written down.</summary>
    public static async Task<string> Of(PostgresServer server, string database)
    {
        var copy = await server.NewDatabase();
        await server.Drop(copy);
        NpgsqlConnection.ClearAllPools();
        await server.Run($"CREATE DATABASE {NameOf(copy)} TEMPLATE {NameOf(database)}");
        await server.Run("CHECKPOINT");
        return copy;
    }

    /// <summary>For statements over a million rows.</summary>
    public static string Patient(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 900 }.ConnectionString;

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;
}

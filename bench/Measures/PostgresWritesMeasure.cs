using System.Globalization;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Durable commands a second on PostgreSQL: the registry and a plain minimal API, each in its own equal database of one server.</summary>
internal static class PostgresWritesMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find() is not { } server) return;
        var (ours, theirs) = (await server.NewDatabase(), await server.NewDatabase());
        var made = await RegisterFile.MakeForLoad(Path.Combine(settings.Cache, "writes-postgres"), settings.Certificates, ours);
        Console.WriteLine($"## (a) on PostgreSQL: POST /api/v1/certificates/{{id}}/violations over {made.Ids.Count:n0} certificates\n");
        await Clone(server, ours, theirs);
        await using (var registry = await Server.Api(made.Folder, ours))
        await using (var peer = await Server.Peer("npgsql", theirs, made.Token))
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"{{\"points\":1,\"on\":\"{DateTime.UtcNow:yyyy-MM-dd}\"}}");
            await Sides.Measure(settings, new Requests("POST", "/violations", body, made), [registry, peer]);
        }
        await server.Drop(ours);
        await server.Drop(theirs);
    }

    /// <summary>The same tables with the same rows.</summary>
    private static async Task Clone(PostgresServer server, string ours, string theirs)
    {
        var (from, to) = (new Npgsql.NpgsqlConnectionStringBuilder(ours).Database, new Npgsql.NpgsqlConnectionStringBuilder(theirs).Database);
        Npgsql.NpgsqlConnection.ClearAllPools();
        await server.Drop(theirs);
        await server.Run($"CREATE DATABASE {to} TEMPLATE {from}");
    }
}

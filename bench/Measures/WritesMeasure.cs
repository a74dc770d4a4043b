using System.Globalization;
using Microsoft.Data.Sqlite;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Durable commands a second: the registry, the ordinary peer, the tuned peer, each over its own equal file.</summary>
internal static class WritesMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var made = await RegisterFile.MakeForLoad(Path.Combine(settings.Cache, "writes"), settings.Certificates);
        Console.WriteLine($"## (a) Durable commands: POST /api/v1/certificates/{{id}}/violations over {made.Ids.Count:n0} certificates\n");
        var ordinaryFile = Copy(made.Folder, "ordinary");
        var tunedFile = Copy(made.Folder, "tuned");
        await using var ours = await Server.Api(made.Folder);
        await using var ordinary = await Server.Peer("ordinary", ordinaryFile, made.Token);
        await using var tuned = await Server.Peer("tuned", tunedFile, made.Token);
        var body = string.Create(CultureInfo.InvariantCulture, $"{{\"points\":1,\"on\":\"{DateTime.UtcNow:yyyy-MM-dd}\"}}");
        await Sides.Measure(settings, new Requests("POST", "/violations", body, made), [ours, ordinary, tuned]);
    }

    /// <summary>The same tables with the same rows, without the triggers that keep our history from being changed.</summary>
    private static string Copy(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".db");
        File.Copy(Path.Combine(folder, "registry.db"), file);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed; DROP TRIGGER event_is_never_replaced;
            """;
        command.ExecuteNonQuery();
        return file;
    }
}

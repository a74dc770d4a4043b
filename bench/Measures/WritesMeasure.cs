using System.Globalization;
using Microsoft.Data.Sqlite;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Durable commands a second on SQLite: both sides, the ordinary peer and the tuned peer, each over a file of its own.
/// </summary>
internal static class WritesMeasure
{
    private const int Certificates = 20_000;
    private static readonly string[] _peers = ["ordinary", "tuned"];

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var (sides, certificates) = (Programs.Find(settings), settings.Certificates ?? Certificates);
        await using var servers = new Together();
        var targets = new List<Target>();
        foreach (var side in sides)
        {
            var register = (await Register.Load(settings, side, certificates)).Copy(settings, "writes");
            var server = await servers.Add(side.OnSqlite(register.Folder));
            targets.Add(new Target(server, Violations(register, await Officer.SignIn(server))));
        }
        foreach (var name in _peers.Where(settings.Has))
        {
            var kept = await Register.Load(settings, Programs.Unsealed(settings), certificates);
            var register = kept.Copy(settings, name);
            Unlock(register.Database);
            var server = await servers.Add(Peer.Launch(settings, name, register.Database), Peer.ReadyPath);
            targets.Add(new Target(server, Violations(register, Peer.Token)));
        }
        var table = Table("SQLite", certificates);
        await UnderLoad.Measure(settings, table, targets, 1, 16, 64);
        await Figures.Report.Write(settings, "writes", sides, table);
    }

    /// <summary>The table of commands on a store.</summary>
    public static Figures.Table Table(string store, int certificates) => UnderLoad.Table(
        $"Durable commands on {store}: POST /api/v1/certificates/{{id}}/violations over {certificates:n0} of them");

    /// <summary>A violation of one point, today, for one certificate after the other.</summary>
    public static Requests Violations(Register register, string token)
    {
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var body = $$"""{"points":1,"on":"{{today}}"}""";
        return new Requests("POST", "/violations", body, token, register.IdsFile, register.Ids);
    }

    /// <summary>The triggers that keep our history from being changed cost the peers nothing.</summary>
    private static void Unlock(string file)
    {
        var place = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        using var connection = new SqliteConnection(place.ToString());
        connection.Open();
        var triggers = new List<string>();
        using (var reading = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'trigger'", connection))
        using (var rows = reading.ExecuteReader())
            while (rows.Read()) triggers.Add(rows.GetString(0));
        var drops = string.Concat(triggers.Select(name => $"DROP TRIGGER {name};"));
#pragma warning disable CA2100 // The names are those of this file.
        using var command = new SqliteCommand("PRAGMA journal_mode = WAL; " + drops, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

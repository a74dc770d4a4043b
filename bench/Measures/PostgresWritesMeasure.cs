using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Durable commands a second on PostgreSQL: one silo, the old host, and a plain minimal API with Npgsql.
/// </summary>
internal static class PostgresWritesMeasure
{
    private const int Certificates = 20_000;
    private const string PeerName = "npgsql";

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var (sides, certificates) = (Programs.Find(settings), settings.Certificates ?? Certificates);
        await using var servers = new Together();
        var targets = new List<Target>();
        foreach (var side in sides)
        {
            var database = await postgres.NewDatabase();
            var register = await Register.LoadInto(settings, side, certificates, database);
            var server = await servers.Add(side.OnPostgres(register.Folder, database));
            targets.Add(new Target(server, WritesMeasure.Violations(register, await Officer.SignIn(server))));
        }
        if (settings.Has(PeerName))
        {
            var database = await postgres.NewDatabase();
            var register = await Register.LoadInto(settings, Programs.Unsealed(settings), certificates, database);
            var server = await servers.Add(Peer.Launch(settings, PeerName, database), Peer.ReadyPath);
            targets.Add(new Target(server, WritesMeasure.Violations(register, Peer.Token)));
        }
        var table = WritesMeasure.Table("PostgreSQL", certificates);
        await UnderLoad.Measure(settings, table, targets, 64);
        await Report.Write(settings, "postgres-writes", sides, table);
    }
}

using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Reads through three silos of one cluster, each with a third of the connections, beside an empty endpoint under the
/// same load: wherever a certificate is active, any silo may be asked for it.
/// </summary>
internal static class SiloReadsMeasure
{
    private const int Certificates = 20_000, Silos = 3;

    /// <summary>Of docs/operations.md: three silos with it stay within what PostgreSQL allows as it comes.</summary>
    private const string PoolSize = ";Maximum Pool Size=14";

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var side = Programs.OfThis(settings);
        var database = await postgres.NewDatabase() + PoolSize;
        var register = await Register.LoadInto(settings, side, settings.Certificates ?? Certificates, database);
        await using var servers = new Together();
        var silos = new List<Server>();
        for (var n = 0; n < Silos; n++) silos.Add(await servers.Add(side.OnPostgres(register.Folder, database)));
        var target = new Target("three silos", silos, Requests.Reads(register, await Officer.SignIn(silos[0])));
        var bytes = await ReadsMeasure.BytesOf(target);
        var empty = await servers.Add(ReadsMeasure.Empty(settings, bytes), Peer.ReadyPath);
        var theirs = target with { Name = ReadsMeasure.EmptyName, Servers = [.. Enumerable.Repeat(empty, Silos)] };
        var table = UnderLoad.Table(
            $"Reads through three silos: GET /api/v1/certificates/{{id}}, answers of about {bytes} bytes");
        await UnderLoad.Measure(settings, table, [target, theirs], 64);
        await Report.Write(settings, "silo-reads", [side], table);
    }
}

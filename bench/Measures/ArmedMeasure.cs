using System.Globalization;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// What a deadline, a commit and a read cost among more and more deadlines that are not due: as many are overdue at the
/// start of one silo each time, then drivers are written to and read. The processor time of silo, database and
/// generator counts, so that nothing is hidden in the database, and what others do on the machine does not.
/// </summary>
internal static class ArmedMeasure
{
    private const int Due = 10_000, Drivers = 2_000, Connections = 16;

    /// <summary>So many of those that are not due have a state and can be searched; the others are narrow.</summary>
    private const int Whole = 1_000_000;

    private sealed record Tables(Table Deadlines, Table Commits, Table Reads)
    {
        public Table[] All => [Deadlines, Commits, Reads];
    }

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var side = Programs.OfThis(settings);
        var overdue = await ArmedRegister.OverdueOnPostgres(settings with { Due = Due }, side, postgres, Drivers);
        var registers = new List<(string Name, ArmedRegister Register)>();
        foreach (var armed in settings.Armed)
        {
            var register = overdue with { Database = await Copies.Of(postgres, overdue.Database!) };
            await register.Arm(Due, (armed / Due) - 1, Whole / Due);
            registers.Add((string.Create(CultureInfo.InvariantCulture, $"{armed:N0} armed"), register));
        }
        var tables = new Tables(
            new Table($"{Due:N0} deadlines are due among others, one silo on PostgreSQL",
                new("µs of processor a deadline"), new("a second"), new("s from start to done", "0.0"),
                new("MiB at most")),
            OfLoad("Commits among armed deadlines: POST /api/v1/certificates/{id}/violations"),
            OfLoad("Reads among armed deadlines: GET /api/v1/certificates/{id}"));
        for (var round = 0; round < settings.Rounds; round++)
            for (var i = 0; i < registers.Count; i++)
                await Round(settings, side, postgres, registers[(i + round) % registers.Count], tables);
        await Report.Write(settings, "armed", [side], tables.All);

        static Table OfLoad(string what) => new(
            $"{what}, {Connections} connections", new("µs of processor each"), new("a second"),
            new("failed"));
    }

    private static async Task Round(
        Settings settings, Side side, PostgresServer postgres, (string Name, ArmedRegister Register) of, Tables tables)
    {
        var database = await Copies.Of(postgres, of.Register.Database!);
        var others = new OtherWork();
        var drained = await Storm.Drain(
            Due, of.Register.DueAt, () => side.OnPostgres(of.Register.Folder, database),
            MeasuredStore.OnPostgres(database));
        tables.Deadlines.Add("PostgreSQL", of.Name,
            [drained.All, drained.PerSecond, drained.Seconds, drained.Peak / Units.MiB], others.Processors());
        await using (var server = await side.OnPostgres(of.Register.Folder, database))
        {
            await server.Ready();
            var made = Register.Open(of.Register.Folder);
            var drivers = made with { Ids = [.. made.Ids.Skip(Due)] };
            var file = Path.Combine(drivers.Folder, "drivers.txt");
            await File.WriteAllLinesAsync(file, drivers.Ids);
            var officer = await Officer.SignIn(server);
            var commits = WritesMeasure.Violations(drivers, officer) with { IdsFile = file };
            await Take(tables.Commits, new Target(server, commits));
            await Take(tables.Reads, new Target(server, commits with { Method = "GET", Tail = "", Body = "" }));
        }
        await postgres.Drop(database);

        async Task Take(Table table, Target target)
        {
            await HttpLoop.MustAnswer(target);
            await UnderLoad.Round(settings, target, Connections, settings.WarmUp);
            var seen = new OtherWork();
            var round = await UnderLoad.Round(settings, target, Connections, settings.Seconds);
            var each = seen.Ours() * 1e6 / (round.PerSecond * settings.Seconds);
            table.Add("PostgreSQL", of.Name, [each, round.PerSecond, round.Failed], seen.Processors());
        }
    }
}

using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Start-up and memory of the API on PostgreSQL: over 1,000,000 armed deadlines and over an empty registry, in turns.</summary>
internal static class PostgresStartupMeasure
{
    private const int Settle = 3_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find() is not { } server) return;
        var armed = await ArmedRegister.Make(server, settings, settings.Due);
        // Years away for the clock of the machine: nothing is due while it is measured.
        await PostgresServer.Run(ArmedRegister.Patient(armed.Database), $"UPDATE deadline SET due_at = due_at + {TimeSpan.TicksPerDay * 3650}");
        var empty = await server.NewDatabase();
        Console.WriteLine($"## Start on PostgreSQL: {settings.Due * 10:n0} armed deadlines, and an empty registry\n");
        var sides = new[] { (Name: "armed", Database: armed.Database), (Name: "empty", Database: empty) };
        var seen = sides.ToDictionary(side => side.Name, _ => (Times: new List<double>(), Sizes: new List<double>()));
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var (name, database) in sides)
            {
                await using var api = await Server.Api(armed.Folder, database);
                await Task.Delay(Settle);
                seen[name].Times.Add(api.ReadyMilliseconds);
                seen[name].Sizes.Add(api.WorkingSet / (1024.0 * 1024));
            }
        }
        foreach (var (name, (times, sizes)) in seen)
        {
            times.Sort();
            sizes.Sort();
            Console.WriteLine($"{name}: ready after {times[times.Count / 2]:0} ms ({times[0]:0} .. {times[^1]:0}); "
                + $"working set {Settle / 1000} s later {sizes[sizes.Count / 2]:0} MiB ({sizes[0]:0} .. {sizes[^1]:0})");
        }
        Console.WriteLine();
        await server.Drop(armed.Database);
        await server.Drop(empty);
    }
}

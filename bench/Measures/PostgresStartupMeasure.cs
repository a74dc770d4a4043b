using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Start on PostgreSQL, a silo and the old host: over 1,000,000 armed deadlines and over an empty registry.
/// </summary>
internal static class PostgresStartupMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var sides = Programs.Find(settings);
        var (armed, empty) = (new List<Turn>(), new List<Turn>());
        foreach (var side in sides)
        {
            var register = await ArmedRegister.OnPostgres(settings, side, postgres);
            await using var store = MeasuredStore.OnPostgres(Copies.Patient(register.Database!));
            // Years away: nothing is due while it is measured.
            await store.Run($"UPDATE deadline SET due_at = due_at + {TimeSpan.TicksPerDay * 3650}");
            armed.Add(new Turn(side.Name, () => Start(side, register.Folder, register.Database!)));
            var none = await postgres.NewDatabase();
            empty.Add(new Turn(side.Name, () => Start(side, register.Folder, none)));
        }
        var table = StartupMeasure.Table("Start on PostgreSQL");
        await Turns.Take(settings, table, "empty", empty);
        await Turns.Take(settings, table, $"{settings.Due * 10:n0} armed deadlines", armed);
        await Report.Write(settings, "postgres-startup", sides, table);
    }

    private static async Task<double[]> Start(Side side, string folder, string database)
    {
        await using var server = await side.OnPostgres(folder, database);
        await server.Ready();
        return [server.ReadySeconds, server.Resident / Units.MiB, server.Peak / Units.MiB];
    }
}

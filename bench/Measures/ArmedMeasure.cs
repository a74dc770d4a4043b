using System.Globalization;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// What a deadline costs among more and more others that are not due: as many are overdue at the start of one silo each
/// time, and the processor time of the whole machine counts, so that nothing is hidden in the database.
/// </summary>
internal static class ArmedMeasure
{
    private const int Due = 10_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var side = Programs.OfThis(settings);
        var overdue = await ArmedRegister.OverdueOnPostgres(settings with { Due = Due }, side, postgres);
        var turns = new List<Turn>();
        foreach (var armed in settings.Armed)
        {
            var register = overdue with { Database = await Copies.Of(postgres, overdue.Database!) };
            await register.Arm(Due, (armed / Due) - 1);
            turns.Add(new Turn(string.Create(CultureInfo.InvariantCulture, $"{armed:N0} armed"), async () =>
            {
                var database = await Copies.Of(postgres, register.Database!);
                var drained = await Storm.Drain(
                    Due, register.DueAt, () => side.OnPostgres(register.Folder, database),
                    MeasuredStore.OnPostgres(database));
                await postgres.Drop(database);
                return [drained.Machine, drained.PerSecond, drained.Seconds, drained.Peak / Units.MiB];
            }));
        }
        var table = new Table($"{Due:n0} deadlines are due among others, one silo on PostgreSQL",
            new("µs of the machine's processors a deadline"), new("a second"), new("s from start to done", "0.0"),
            new("MiB at most"));
        await Turns.Take(settings, table, "PostgreSQL", turns);
        await Report.Write(settings, "armed", [side], table);
    }
}

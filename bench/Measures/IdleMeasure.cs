using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>What a lone registry takes of a core while a million deadlines are armed and nothing is due.</summary>
internal static class IdleMeasure
{
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(10);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var (sides, turns) = (Programs.Find(settings), new List<Turn>());
        foreach (var side in sides)
        {
            var register = await Register.Large(settings, side);
            await Quiet.After(side, register);
            turns.Add(new Turn(side.Name, () => Round(side, register, settings.IdleSeconds)));
        }
        var table = new Table($"An idle registry alone on SQLite, over {settings.IdleSeconds} s",
            new("% of a core", "0.00"), new("armed"), new("MiB"));
        await Turns.Take(settings, table, $"{settings.Large:n0} certificates", turns);
        await Report.Write(settings, "idle", sides, table);
    }

    private static async Task<double[]> Round(Side side, Register register, int seconds)
    {
        await using var server = await side.OnSqlite(register.Folder);
        await server.Ready();
        await Quiet.Of(server);
        await Task.Delay(_settle);
        var (before, began) = (server.Processor, server.Age);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var share = (server.Processor - before).TotalSeconds / (server.Age - began);
        if (await Quiet.Left(server) > 0)
            throw new InvalidOperationException("something fell due meanwhile: once more");
        await using var store = MeasuredStore.OnSqlite(register.Database);
        return [100 * share, await store.Number("SELECT count(*) FROM deadline"), server.Resident / Units.MiB];
    }
}

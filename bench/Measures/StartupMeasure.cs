using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// How long a registry alone on SQLite takes to be ready, and how much memory it then has: over a folder that does not
/// exist yet, and over a large register of its own.
/// </summary>
internal static class StartupMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var sides = Programs.Find(settings);
        var table = Table("Start alone on SQLite");
        var large = new Dictionary<Side, Register>();
        foreach (var side in sides)
        {
            large[side] = await Register.Large(settings, side);
            await Quiet.After(side, large[side]); // What has fallen due since it was made.
        }
        await Turns.Take(settings, table, "empty", [.. sides.Select(side => new Turn(side.Name, async () =>
        {
            var folder = Scratch.Folder(settings, "empty");
            var seen = await Start(side, folder);
            Scratch.Remove(folder);
            return seen;
        }))]);
        await Turns.Take(settings, table, $"over {settings.Large:n0} certificates",
            [.. sides.Select(side => new Turn(side.Name, () => Start(side, large[side].Folder)))]);
        await Report.Write(settings, "startup", sides, table);
    }

    /// <summary>The table of starts.</summary>
    public static Table Table(string title) =>
        new(title, new("s until ready", "0.00"), new("MiB then"), new("MiB at most until then"));

    private static async Task<double[]> Start(Side side, string folder)
    {
        await using var server = await side.OnSqlite(folder);
        await server.Ready();
        return [server.ReadySeconds, server.Resident / Units.MiB, server.Peak / Units.MiB];
    }
}

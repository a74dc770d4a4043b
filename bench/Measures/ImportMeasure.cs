using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Rows a second of `registry import` into an empty folder, from the start of the command line to its end, and its
/// memory; the large register was imported once, when it was made.
/// </summary>
internal static class ImportMeasure
{
    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var sides = Programs.Find(settings);
        var table = new Table("Import into an empty folder", new("rows a second"), new("MiB at most"));
        var turns = new List<Turn>();
        foreach (var side in sides)
        {
            var rows = await SampleRows.Any(side, settings.Rows, Scratch.Folder(settings, "rows"));
            turns.Add(new Turn(side.Name, async () =>
            {
                var folder = Scratch.Folder(settings, "import");
                var finished = await Register.Import(side, folder, rows);
                Scratch.Remove(folder);
                return [settings.Rows / finished.Seconds, finished.Peak / Units.MiB];
            }));
        }
        await Turns.Take(settings, table, $"{settings.Rows:n0} rows", turns);
        foreach (var side in sides)
        {
            var made = (await Register.Large(settings, side)).Made;
            double[] seen = [(double)made["rows"]! / (double)made["seconds"]!, (double)made["peakBytes"]! / Units.MiB];
            table.Add($"{settings.Large:n0} rows, once", side.Name, seen, (double)made["othersProcessors"]!);
        }
        await Report.Write(settings, "import", sides, table);
    }
}

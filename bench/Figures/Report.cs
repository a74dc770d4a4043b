using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Figures;

/// <summary>What came of a measure: printed, and written with every round of it and the load of the machine.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions _readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the tables and writes them to a file of the cache folder.</summary>
    public static async Task Write(Settings settings, string measure, IReadOnlyList<Side> sides, params Table[] tables)
    {
        foreach (var table in tables) table.Print();
        var now = TimeProvider.System.GetUtcNow();
        var json = new JsonObject
        {
            ["measure"] = measure, ["startedAt"] = $"{tables[0].Begun:O}", ["writtenAt"] = $"{now:O}",
            ["processors"] = Environment.ProcessorCount,
            ["loadBefore"] = tables[0].LoadBefore, ["loadAfter"] = Machine.Load(),
            ["rounds"] = settings.Rounds, ["seconds"] = settings.Seconds, ["warmUpSeconds"] = settings.WarmUp,
            ["sides"] = new JsonArray([.. sides.Select(side => new JsonObject
            {
                ["name"] = side.Name, ["commit"] = side.Commit, ["alone"] = Path.GetFileName(side.Alone),
            })]),
            ["tables"] = new JsonArray([.. tables.Select(table => table.ToJson())]),
        };
        var folder = Directory.CreateDirectory(Path.Combine(settings.Cache, "results")).FullName;
        var name = string.Create(CultureInfo.InvariantCulture, $"{measure}-{now:yyyyMMdd-HHmmss}.json");
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, json.ToJsonString(_readable));
        Console.WriteLine($"load of the machine before and after: {tables[0].LoadBefore}; {Machine.Load()}.");
        Console.WriteLine($"all rounds: {file}\n");
    }
}

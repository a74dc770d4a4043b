using System.Globalization;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Registers;

/// <summary>Rows to import: what `registry sample` of a side writes, or those of it that a measure needs.</summary>
internal static class SampleRows
{
    private const string Seed = "20261121", Reach = "41";
    private static readonly string[] _ofOthers = ["points", "lastGradedCycle", "lastGrade", "previousFrom"];
    private static readonly string[] _drivers = ["freightDriver", "passengerDriver", "dangerousGoodsDriver"];

    /// <summary>A province in all situations, as it comes.</summary>
    public static async Task<string> Any(Side side, int count, string folder)
    {
        var file = Path.Combine(folder, "rows.jsonl");
        await Sample(side, file, count, today: null);
        return file;
    }

    /// <summary>
    /// Drivers' certificates in force for another year, without points, all within one officer's reach.
    /// </summary>
    public static Task<string> Drivers(Side side, int count, string folder)
    {
        var nextYear = Text(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).AddYears(1));
        return Chosen(side, count, folder, today: null, row => IsDriver(row, nextYear) ? row : null);
    }

    /// <summary>
    /// Escorts whose renewal window opens on one and the same day: they have no assessment that could come first.
    /// Nobody reaches an age limit, and everybody was of age at the issue.
    /// </summary>
    public static Task<string> Alike(Side side, int count, string folder, DateOnly opensOn)
    {
        var to = opensOn.AddDays(30);
        var from = Text(to.AddDays(1).AddYears(-6));
        var holders = new HashSet<string>();
        return Chosen(side, count, folder, today: opensOn.AddDays(-1), row =>
        {
            var number = (string)row["holder"]!["identityNumber"]!;
            if (row.ContainsKey("cancelledBy") || number.Length != 18 || !holders.Add(number)) return null;
            if (int.Parse(number.AsSpan(6, 4), CultureInfo.InvariantCulture) is <= 1974 or >= 2000) return null;
            foreach (var member in _ofOthers) row.Remove(member);
            (row["kind"], row["documentVersion"]) = ("dangerousGoodsEscort", 1);
            (row["firstIssuedOn"], row["validFrom"], row["validTo"]) = (from, from, Text(to));
            return row;
        });
    }

    private static bool IsDriver(JsonObject row, string nextYear) =>
        !row.ContainsKey("cancelledBy") && !row.ContainsKey("points") && _drivers.Contains((string)row["kind"]!)
        && string.CompareOrdinal((string)row["validTo"]!, nextYear) > 0
        && ((string)row["authority"]!).StartsWith(Reach, StringComparison.Ordinal);

    /// <summary>Chooses out of a sample that is large enough, which is found by trying.</summary>
    private static async Task<string> Chosen(
        Side side, int count, string folder, DateOnly? today, Func<JsonObject, JsonObject?> choose)
    {
        var (all, file) = (Path.Combine(folder, "all.jsonl"), Path.Combine(folder, "rows.jsonl"));
        for (var size = 4 * count; ; size *= 2)
        {
            await Sample(side, all, size, today);
            var rows = File.ReadLines(all).Select(line => choose(JsonNode.Parse(line)!.AsObject()))
                .OfType<JsonObject>().Take(count).Select(row => row.ToJsonString());
            await File.WriteAllLinesAsync(file, rows);
            File.Delete(all);
            if (File.ReadLines(file).Count() == count) return file;
        }
    }

    private static Task Sample(Side side, string file, int certificates, DateOnly? today) => side.Run(
    [
        "sample", file, "--seed", Seed, "--certificates", certificates.ToString(CultureInfo.InvariantCulture),
        .. today is { } day ? (string[])["--today", Text(day)] : [],
    ]);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

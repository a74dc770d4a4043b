using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Registers;

/// <summary>A registry that a side has made of a sample of its own, with an administrator.</summary>
/// <param name="Folder">Its data folder.</param>
/// <param name="Ids">Keys of its certificates, in the order of the rows.</param>
internal sealed record Register(string Folder, IReadOnlyList<string> Ids)
{
    private const string IdsName = "ids.txt", MadeName = "made.json";

    /// <summary>The file with the keys.</summary>
    public string IdsFile => Path.Combine(Folder, IdsName);

    /// <summary>How long its import took and how much memory, as JSON; of one that was kept, too.</summary>
    public JsonNode Made => JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, MadeName)))!;

    /// <summary>The file of SQLite.</summary>
    public string Database => Path.Combine(Folder, "registry.db");

    /// <summary>Drivers within one officer's reach, kept between runs; a measure that writes takes a copy.</summary>
    public static Task<Register> Load(Settings settings, Side side, int certificates) =>
        Kept(settings, side, Name("load", certificates), work => SampleRows.Drivers(side, certificates, work));

    /// <summary>Any certificates, kept between runs; a million take minutes.</summary>
    public static Task<Register> Large(Settings settings, Side side) =>
        Kept(settings, side, Name("large", settings.Large), work => SampleRows.Any(side, settings.Large, work));

    /// <summary>Drivers in a database.</summary>
    public static async Task<Register> LoadInto(Settings settings, Side side, int certificates, string database)
    {
        var folder = Scratch.Folder(settings, $"{side.Name}-postgres");
        await Make(side, folder, await SampleRows.Drivers(side, certificates, folder), database);
        return Open(folder);
    }

    /// <summary>A copy of it to work on.</summary>
    public Register Copy(Settings settings, string name) => this with { Folder = Scratch.Copy(settings, Folder, name) };

    /// <summary>One that is kept under a name, made by an import of the rows when it is not there.</summary>
    public static async Task<Register> Kept(
        Settings settings, Side side, string name, Func<string, Task<string>> rows, DateTimeOffset? clock = null)
    {
        var folder = Path.Combine(side.Data, name);
        if (File.Exists(Path.Combine(folder, MadeName))) return Open(folder);
        Console.Error.WriteLine($"  making {name} of {side.Name}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var work = Scratch.Folder(settings, name);
        await Make(side, folder, await rows(work), database: null, clock);
        Scratch.Remove(work);
        return Open(folder);
    }

    /// <summary>Imports the rows into a folder or a database.</summary>
    /// <returns>How the import went.</returns>
    public static async Task<Finished> Import(
        Side side, string folder, string file, string? database = null, DateTimeOffset? clock = null)
    {
        var more = new Dictionary<string, string>();
        if (clock is { } at) more["Registry__Clock"] = at.ToString("O", CultureInfo.InvariantCulture);
        return await side.Run(["import", file, "--data", folder, "--receipt", Receipt(folder)], database, more);
    }

    /// <summary>
    /// Imports the rows, keeps the keys of what was registered, and opens the administrator's account.
    /// </summary>
    public static async Task Make(
        Side side, string folder, string file, string? database, DateTimeOffset? clock = null)
    {
        var (others, rows) = (new OtherWork(), File.ReadLines(file).Count());
        var finished = await Import(side, folder, file, database, clock);
        var made = new JsonObject
        {
            ["commit"] = side.Commit, ["rows"] = rows, ["seconds"] = finished.Seconds, ["peakBytes"] = finished.Peak,
            ["othersProcessors"] = others.Processors(),
        };
        var ids = File.ReadLines(Receipt(folder)).Select(line => line.Split(','))
            .Where(fields => fields is [_, "registered", ..]);
        await File.WriteAllLinesAsync(Path.Combine(folder, IdsName), ids.Select(fields => fields[2]));
        File.Delete(Receipt(folder));
        await Officer.MakeAdministrator(side, folder, database);
        await File.WriteAllTextAsync(Path.Combine(folder, MadeName), made.ToJsonString(JsonSerializerOptions.Default));
    }

    /// <summary>One that was made in a folder.</summary>
    public static Register Open(string folder)
    {
        var ids = File.ReadAllLines(Path.Combine(folder, IdsName));
        return ids.Length > 0 ? new Register(folder, ids) : throw new InvalidOperationException($"{folder} is empty");
    }

    private static string Receipt(string folder) => Path.Combine(folder, "receipt.csv");

    private static string Name(string purpose, int certificates) =>
        string.Create(CultureInfo.InvariantCulture, $"{purpose}-{certificates}");
}

using OrleansRegistry.Bench.Processes;

namespace OrleansRegistry.Bench.Sides;

/// <summary>
/// The programs of both sides, published as the image's are, each from a copy of its sources: neither this checkout nor
/// its locks are touched. The bench itself is published with the new side: the peers are compiled ahead as well.
/// </summary>
internal static class Programs
{
    /// <summary>The last commit with an embedded host, to which the silo is compared.</summary>
    public const string OldCommit = "63ecef5";

    private const string New = "new", Old = "old";

    /// <summary>The description of the API is left out: it is written by running the program.</summary>
    private static readonly string[] _asTheImage =
        ["-c", "Release", "-r", "linux-x64", "--no-self-contained", "-p:PublishReadyToRun=true",
        "-p:OpenApiGenerateDocuments=false", "-p:UseSharedCompilation=false", "-nodeReuse:false",
        "-v", "quiet", "--nologo"];

    /// <summary>Builds both: the old one once, the new one each time, from this checkout as it stands.</summary>
    public static async Task Prepare(Settings settings)
    {
        if (settings.Has(Old) && !File.Exists(Mark(FolderOf(settings, Old))))
            await Build(settings, Old, OldCommit, $"git archive {OldCommit}", ["src/Api", "src/Cli"]);
        if (!settings.Has(New)) return;
        const string asItStands =
            "git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T -";
        string[] projects = ["src/Silo", "src/Cli", "bench"];
        await Build(settings, New, await Head(settings), asItStands, projects);
    }

    /// <summary>The sides that take part, the new one first; throws when they are not built yet.</summary>
    public static IReadOnlyList<Side> Find(Settings settings)
    {
        var sides = new List<Side>();
        if (settings.Has(New)) sides.Add(Of(settings, New, "Silo", "Silo"));
        if (settings.Has(Old)) sides.Add(Of(settings, Old, "Api", null));
        return sides;
    }

    /// <summary>
    /// The side whose tables the peers work on: they cannot open what the new one seals. They know nothing of
    /// versions, so the tables of the old one are as good.
    /// </summary>
    public static Side Unsealed(Settings settings) => Of(settings, Old, "Api", null);

    /// <summary>The new side, built from this checkout.</summary>
    public static Side OfThis(Settings settings) => Of(settings, New, "Silo", "Silo");

    private static Side Of(Settings settings, string name, string alone, string? silo)
    {
        var folder = FolderOf(settings, name);
        if (!File.Exists(Mark(folder)))
            throw new InvalidOperationException($"the side {name} is not built: bench prepare");
        var program = Path.Combine(folder, alone, $"OrleansRegistry.{alone}.dll");
        if (!File.Exists(program))
            throw new InvalidOperationException($"the side {name} has no {alone}: bench prepare");
        return new Side(name, File.ReadAllText(Mark(folder)), program,
            silo is null ? null : Path.Combine(folder, silo, $"OrleansRegistry.{silo}.dll"),
            Path.Combine(folder, "Cli", "registry.dll"), settings.Cache);
    }

    private static string FolderOf(Settings settings, string name) =>
        Path.Combine(settings.Cache, "programs", name == Old ? $"{Old}-{OldCommit}" : name);

    private static string Mark(string folder) => Path.Combine(folder, "commit");

    private static async Task Build(
        Settings settings, string name, string commit, string archive, IEnumerable<string> projects)
    {
        var folder = FolderOf(settings, name);
        if (AppContext.BaseDirectory.StartsWith(folder + "/", StringComparison.Ordinal))
            throw new InvalidOperationException("it would replace itself: dotnet run --project bench -- prepare");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var source = Directory.CreateDirectory(Path.Combine(folder, "source")).FullName;
        await Run(settings, ["sh", "-c", $"{archive} | tar -x -C '{source}'"], Root);
        foreach (var project in projects)
        {
            Console.WriteLine($"{name} ({commit}): publishing {project}");
            var to = Path.Combine(folder, Path.GetFileName(project));
            await Run(settings, ["dotnet", "publish", project, .. _asTheImage, "-o", to], source);
        }
        Directory.Delete(source, recursive: true);
        await File.WriteAllTextAsync(Mark(folder), commit);
    }

    private static async Task<string> Head(Settings settings)
    {
        var head = await Run(settings, ["git", "rev-parse", "--short", "HEAD"], Root);
        var changed = await Run(settings, ["git", "status", "--porcelain"], Root);
        return head.Trim() + (changed.Length > 0 ? " and changes" : "");
    }

    private static async Task<string> Run(Settings settings, string[] words, string folder)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" };
        var finished = await Finished.Of(Path.Combine(settings.Cache, "logs"), words, environment, folder);
        return finished.ExitCode == 0 ? finished.Said
            : throw new InvalidOperationException($"{string.Join(' ', words)}\n{finished.Said}");
    }

    /// <summary>The checkout: the folder of the solution above where this runs, or above this program.</summary>
    private static string Root => Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("run it in a checkout of the registry");

    private static string? Above(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "OrleansRegistry.sln"))) return folder;
        return null;
    }
}

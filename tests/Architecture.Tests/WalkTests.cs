using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: who follows one approval from its route to its notice finds each file that ARCHITECTURE.md names, and there
/// are few of them. Method: the table is read, and each file is looked for.
/// </summary>
public sealed partial class WalkTests
{
    /// <summary>So many files a reader can follow; they were 75 and 80 once (docs/changes.md).</summary>
    private const int MaxFiles = 45;

    private static List<string> Files
    {
        get
        {
            var page = File.ReadAllText(Path.Combine(Sources.Root, "ARCHITECTURE.md"));
            var walk = page.Split("\n## ").Single(part => part.StartsWith("The walk of", StringComparison.Ordinal));
            return [.. SourceFile().Matches(walk).Select(file => file.Groups[1].Value)];
        }
    }

    [Fact]
    public void Every_file_of_the_walk_is_there_and_stands_in_it_once()
    {
        Assert.Equal(Files.Distinct(), Files);
        Assert.All(Files, file => Assert.True(File.Exists(Path.Combine(Sources.Root, "src", file)), file));
    }

    [Fact]
    public void The_walk_of_an_approval_has_at_most_45_files() => Assert.InRange(Files.Count, 30, MaxFiles);

    [GeneratedRegex("`([A-Za-z/.]+\\.cs)`")]
    private static partial Regex SourceFile();
}

using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: who looks up in ARCHITECTURE.md where something is changed, or what a room holds, finds it there. Method:
/// every file, folder, decision and type that a row of the page names is looked for in the tree.
/// </summary>
public sealed partial class WhereToChangeTests
{
    private static readonly string[] _files =
        [.. Sources.Of("src", "*").Select(file => Path.GetRelativePath(Sources.Root, file).Replace('\\', '/'))];

    private static readonly HashSet<string> _types =
        [.. Sources.Of("src").SelectMany(file => Declared().Matches(File.ReadAllText(file)))
            .Select(type => type.Groups[1].Value)];

    /// <summary>The rows of the page's tables, each with what it names.</summary>
    public static TheoryData<string, string[]> Rows()
    {
        var rows = new TheoryData<string, string[]>();
        foreach (var line in File.ReadLines(Path.Combine(Sources.Root, "ARCHITECTURE.md")))
            if (line.StartsWith("| ", StringComparison.Ordinal) && Named(line) is { Length: > 0 } named)
                rows.Add(line.Split('|')[1].Trim(), named);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_a_row_names_is_there(string row, string[] named) =>
        Assert.True(named.All(IsThere), $"{row}: not there: {string.Join(", ", named.Where(name => !IsThere(name)))}");

    [Fact]
    public void Every_row_of_where_to_change_names_a_place()
    {
        var part = File.ReadAllText(Path.Combine(Sources.Root, "ARCHITECTURE.md")).Split("\n## ")
            .Single(part => part.StartsWith("Where do I change", StringComparison.Ordinal));
        var rows = part.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.InRange(rows.Count, 40, 60);
        Assert.All(rows, row => Assert.True(Named(row).Length > 0, row));
    }

    [Theory]
    [InlineData("src/Domain/NotThere.cs")]
    [InlineData("src/Domain/Rule")]
    [InlineData("NotThere.cs")]
    [InlineData("docs/adr/9999")]
    [InlineData("NotThereAtAll")]
    public void What_is_not_there_is_noticed(string name) => Assert.False(IsThere(name));

    private static string[] Named(string row) => [.. Name().Matches(row).Select(name => name.Value.TrimEnd('.', '/'))];

    private static bool IsThere(string name)
    {
        if (name.StartsWith("docs/adr/0", StringComparison.Ordinal))
            return Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs/adr"), $"{name[9..]}-*.md").Any();
        var path = Path.Combine(Sources.Root, name);
        return File.Exists(path) || Directory.Exists(path)
            || (name.Contains('.', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal)
                ? _files.Any(file => file.EndsWith("/" + name, StringComparison.Ordinal))
                : _types.Contains(name) || _files.Any(file => file.Contains($"/{name}/", StringComparison.Ordinal)));
    }

    /// <summary>
    /// A path from a folder of the root, a file of src by the end of its path, or a type or folder of two words.
    /// </summary>
    [GeneratedRegex("""
        \b(?:src|docs|deploy|tests|bench)/[\w./-]*
        |\b(?:[A-Z]\w+/)*[A-Z]\w+\.cs\b
        |\bI?[A-Z][a-z]+(?:[A-Z][a-z]+)+\b(?![/.])
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:record struct|class|record|struct|interface|enum) (\w+)")]
    private static partial Regex Declared();
}

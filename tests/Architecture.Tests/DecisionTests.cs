using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: who asks why something is so finds the decision in docs/adr/README.md, and whether it still holds. Method: the
/// index is compared with the files.
/// </summary>
public sealed partial class DecisionTests
{
    private static readonly string _folder = Path.Combine(Sources.Root, "docs/adr");

    private static List<Match> Index =>
        [.. Row().Matches(File.ReadAllText(Path.Combine(_folder, "README.md"))).Order(NumberOf)];

    private static Comparer<Match> NumberOf { get; } =
        Comparer<Match>.Create((a, b) => string.CompareOrdinal(a.Groups[1].Value, b.Groups[1].Value));

    [Fact]
    public void Every_decision_is_in_the_index_once_with_status_and_date() => Assert.Equal(
        Directory.EnumerateFiles(_folder, "0*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Index.Select(row => row.Groups[2].Value));

    [Fact]
    public void What_took_the_place_of_a_decision_is_named_and_there() => Assert.All(Index, row =>
    {
        Assert.StartsWith(row.Groups[1].Value, row.Groups[2].Value, StringComparison.Ordinal);
        var superseded = row.Groups[3].Value.StartsWith("superseded", StringComparison.Ordinal);
        var by = Page().Matches(row.Groups[4].Value).Select(file => file.Value).ToList();
        Assert.Equal(superseded, by.Count > 0);
        Assert.All(by, file => Assert.True(File.Exists(Path.Combine(_folder, file)), file));
    });

    [GeneratedRegex("""
        ^\|\ \[(\d{4})\]\(([^)]+\.md)\)\ \|\ [^|]+\ \|\ (in\ force|superseded(?:\ in\ part\ \([^|]+\))?)
        \ \|\ 20\d\d-\d\d-\d\d\ \|(.*)\|$
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Row();

    [GeneratedRegex(@"\d{4}-[\w-]+\.md")]
    private static partial Regex Page();
}

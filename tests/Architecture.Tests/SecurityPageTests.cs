using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: docs/security.md and docs/threats.md promise what a test holds. Method: their rows against classes and
/// methods.
/// </summary>
public sealed partial class SecurityPageTests
{
    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bclass ([A-Za-z]+Tests)\b")]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\| (T[0-9]+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Threats();

    [GeneratedRegex(@"\b(?:Task|void) \w*?(T[0-9]+)_(?:(T[0-9]+)_)?")]
    private static partial Regex NamedAfterThreats();

    [GeneratedRegex(@"^\| ((?:[CHML][0-9]+(?:, )?)+) ", RegexOptions.Multiline)]
    private static partial Regex Findings();

    [Theory]
    [InlineData("security.md", 50)]
    [InlineData("threats.md", 5)]
    public void Every_test_that_is_named_exists(string page, int atLeast)
    {
        var there = Tests(Declared());
        var named = Named().Matches(Page(page)).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.True(named.Length >= atLeast, $"{named.Length} named");
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }

    [Fact]
    public void Every_threat_has_tests_that_are_named_after_it_or_names_some()
    {
        var walked = Tests(NamedAfterThreats());
        var rows = Threats().Matches(Page("threats.md")).ToDictionary(row => row.Groups[1].Value, row => row.Value);
        Assert.Equal(15, rows.Count);
        Assert.Empty(
            rows.Where(row => !walked.Contains(row.Key) && !Named().IsMatch(row.Value)).Select(row => row.Key));
    }

    /// <summary>The attack on 63ecef5 had 2 critical findings, 11 high, 16 middle and 15 low ones.</summary>
    [Fact]
    public void Every_finding_of_the_attack_has_its_row()
    {
        (string Letter, int Count)[] all = [("C", 2), ("H", 11), ("M", 16), ("L", 15)];
        Assert.Equal(
            all.SelectMany(one => Enumerable.Range(1, one.Count).Select(n => one.Letter + n)).Order(),
            Findings().Matches(Page("security.md")).SelectMany(row => row.Groups[1].Value.Split(", ")).Order());
    }

    private static HashSet<string> Tests(Regex pattern) =>
        [.. Sources.Of("tests").SelectMany(file => pattern.Matches(File.ReadAllText(file)))
            .SelectMany(match => match.Groups.Values.Skip(1)).Where(one => one.Success).Select(one => one.Value)];

    private static string Page(string name) => File.ReadAllText(Path.Combine(Sources.Root, "docs", name));
}

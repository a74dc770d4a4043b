using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>Goal: docs/security.md names tests that are there. Method: its names against the classes.</summary>
public sealed partial class SecurityPageTests
{
    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bclass ([A-Za-z]+Tests)\b")]
    private static partial Regex Declared();

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var there = Sources.Of("tests").SelectMany(file => Declared().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var named = Named().Matches(File.ReadAllText(Path.Combine(Sources.Root, "docs", "security.md")))
            .Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.True(named.Length > 50, $"{named.Length} named");
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }
}

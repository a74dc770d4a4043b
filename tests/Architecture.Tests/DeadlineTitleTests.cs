using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: no calendar shows the inner name of a deadline (finding o02). Method: every name that the domain arms one by,
/// in its text, has a title where calendars are made.
/// </summary>
public sealed partial class DeadlineTitleTests
{
    [Fact]
    public void O02_every_deadline_has_a_title_for_people()
    {
        var names = Sources.Of("src/Domain").SelectMany(file => Armed().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(names.Length, 15, 100);
        var titles = File.ReadAllText(Path.Combine(Sources.Root, "src/Domain/Views/DeadlineTitles.cs"));
        Assert.All(names, name => Assert.Contains($"\"{name}\"", titles, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?:Consider\(\s*ref \w+,\s*|new Deadline\(\s*|OfWork\(|Limits =\s*\[\s*new\()""(\w+)""")]
    private static partial Regex Armed();
}

using System.Reflection;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>
/// Goal: whatever says where the law stands names the law, never a note of ours. Method: every citation of the rule
/// files, of the catalogue and of <see cref="Citations"/>, which the refusals use, is walked; no source file holds
/// another one.
/// </summary>
public sealed partial class ShownLawTests
{
    /// <summary>Titles in 《》, numbers of notices, the railway's guide, or that the law is silent.</summary>
    [GeneratedRegex(@"^(《[^《》]+》|云交运输便〔2024〕266号|国家铁路局“[^”]+”办事指南|法规未作规定，由本登记系统确定)")]
    private static partial Regex Named();

    [GeneratedRegex("""Law = "|law: "|"(rules\.md|seed 00\d)""")]
    private static partial Regex Loose();

    private static IEnumerable<(string Where, string Law)> Shown() =>
    [
        .. Rulebook.Embedded.Parameters.Select(one => (one.Id, one.Law)),
        .. RailRulebook.Embedded.Parameters.Select(one => (one.Id, one.Law)),
        .. RailRulebook.Embedded.Scopes.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.Materials.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.Reasons.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.Grounds.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.At(new DateOnly(2024, 1, 1)).Upgrade.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.At(new DateOnly(2026, 1, 1)).Upgrade.Select(row => ($"{row}", row.Law)),
        .. RailRulebook.Embedded.At(new DateOnly(2026, 1, 1)).First.Select(row => ($"{row}", row.Law)),
        .. CharterRulebook.Embedded.Limits.Select(row => ($"{row}", row.Law)),
        .. CharterRulebook.Embedded.Schemes.Select(row => ($"{row}", row.Law)),
        .. Catalogue.All.SelectMany(service => service.Law.Select(rulesInForce => ($"{service.Id}", rulesInForce))),
        .. typeof(Citations).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, (string)field.GetRawConstantValue()!)),
    ];

    [Fact]
    public void Every_citation_that_people_are_shown_names_a_law()
    {
        var shown = Shown().ToArray();
        Assert.True(shown.Length > 150, $"only {shown.Length} were found");
        Assert.DoesNotContain(shown, one => one.Law.Split('；').Any(part => !IsNamed(part)));
    }

    private static bool IsNamed(string rulesInForce) =>
        Named().IsMatch(rulesInForce) || rulesInForce.StartsWith("交通运输部令", StringComparison.Ordinal);

    [Fact]
    public void No_refusal_writes_its_own_citation()
    {
        var src = Path.Combine(RepositoryFolder(), "src");
        var loose = Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(
                $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file)
                .Where(line => Loose().IsMatch(line))
                .Select(line => $"{file}: {line.Trim()}"));
        Assert.Empty(loose);
    }

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OrleansRegistry.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

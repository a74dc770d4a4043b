using System.Text.Json;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: the railway cases of the law (rules.md G.5, the chains of G.3, B, H) come out as written there. Method: each is data
/// in cases/*.json, played by <see cref="RailScript"/> against the real rules and calendar.
/// </summary>
public sealed class RailCaseTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "RailLicences", "cases");
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web);

    private sealed record Case(string Name, string[] Steps);

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var (file, cases) in Files())
            foreach (var one in cases) names.Add(file, one.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string file, string name) =>
        RailScript.Play(Read(file).Single(one => one.Name == name).Steps);

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something()
    {
        var files = Files().ToArray();
        Assert.Equal(["chain.json", "first.json", "grounds.json", "renewal.json", "upgrade.json"],
            files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.NotEmpty(file.Cases));
        Assert.All(files.SelectMany(file => file.Cases), one =>
            Assert.Contains(one.Steps, step => step.StartsWith("expect ", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Name, Case[] Cases)> Files() =>
        Directory.GetFiles(_folder, "*.json").Select(path => (Path.GetFileName(path), Read(Path.GetFileName(path))));

    private static Case[] Read(string file) =>
        JsonSerializer.Deserialize<Case[]>(File.ReadAllBytes(Path.Combine(_folder, file)), _options)!;
}

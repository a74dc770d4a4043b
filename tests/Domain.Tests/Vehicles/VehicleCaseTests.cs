using System.Text.Json;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// Goal: the cases of the law for vehicles (rules.md A.8-A.11, G.3 #53, G.4) come out as written there. Method: each is
/// data in cases/*.json, played by <see cref="VehicleScript"/> against the real rules and calendar.
/// </summary>
public sealed class VehicleCaseTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Vehicles", "cases");
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
        VehicleScript.Play(Read(file).Single(one => one.Name == name).Steps);

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something()
    {
        var files = Files().ToArray();
        Assert.Equal(["certificates.json", "officio.json", "review.json", "services.json"],
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

using System.Text.Json;

namespace OrleansRegistry.Domain.Tests.Support;

/// <summary>The cases of the law of one folder: cases/*.json, each a name and the steps that a script plays.</summary>
internal sealed class CaseBook(string folder)
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web);

    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, folder, "cases");

    private sealed record Case(string Name, string[] Steps);

    /// <summary>File and name of every case.</summary>
    public TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var file in Files())
            foreach (var one in Read(file)) names.Add(file, one.Name);
        return names;
    }

    /// <summary>The steps of one case.</summary>
    public IEnumerable<string> Steps(string file, string name) => Read(file).Single(one => one.Name == name).Steps;

    /// <summary>The files are these, none is empty, and every case expects something.</summary>
    public void IsWhole(params string[] files)
    {
        Assert.Equal(files, Files());
        Assert.All(Files(), file => Assert.NotEmpty(Read(file)));
        Assert.All(Files().SelectMany(Read), one =>
            Assert.Contains(one.Steps, step => step.StartsWith("expect ", StringComparison.Ordinal)));
    }

    private IEnumerable<string> Files() =>
        Directory.GetFiles(_folder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private Case[] Read(string file) =>
        JsonSerializer.Deserialize<Case[]>(File.ReadAllBytes(Path.Combine(_folder, file)), _options)!;
}

namespace OrleansRegistry.Architecture.Tests;

/// <summary>What a reader may rely on in every file.</summary>
public sealed class TidinessTests
{
    private const int MaxLines = 300;
    private const int MaxColumns = 120;
    private static readonly string[] _wallClocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "DateTime.Today"];
    private static readonly string[] _unfinished =
        ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Sources.Of("src").Count() > 100);

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.DoesNotContain(Sources.Of("src")
            .Concat(Sources.Of("tests"))
            .Concat(Sources.Of("bench")), file => File.ReadLines(file).Count() > MaxLines);

    /// <summary>A Chinese character counts one.</summary>
    [Fact]
    public void No_line_is_wider_than_120_columns() => Assert.Empty(
        Sources.Of("src").Concat(Sources.Of("tests")).Concat(Sources.Of("bench"))
            .SelectMany(file => File.ReadLines(file)
                .Select((line, at) => (Where: $"{Path.GetRelativePath(Sources.Root, file)}:{at + 1}", line.Length))
                .Where(line => line.Length > MaxColumns)
                .Select(line => line.Where)));

    [Fact]
    public void Nobody_reads_the_wall_clock_past_a_time_provider() =>
        Assert.DoesNotContain(Sources.Of("src"), file => File.ReadAllText(file) is var text
            && _wallClocks.Any(clock => text.Contains(clock, StringComparison.Ordinal)));

    [Fact]
    public void Nothing_is_left_for_later_in_the_code() =>
        Assert.DoesNotContain(Sources.Of("src").Concat(Sources.Of("tests")), file =>
            File.ReadLines(file).Any(line => _unfinished.Any(mark => line.Contains(mark, StringComparison.Ordinal))));

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Migrations_are_numbered_without_gaps(string store)
    {
        var numbers = Sources.Of($"src/Storage/{store}/Migrations", "*.sql")
            .Select(file => int.Parse(Path.GetFileName(file)[..4], null))
            .ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void Central_package_versions_are_the_only_versions() =>
        Assert.DoesNotContain(
            Sources.Of("", "*.csproj"),
            file => File.ReadAllText(file).Contains("Version=\"", StringComparison.Ordinal));
}

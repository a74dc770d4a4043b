using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Goal: who plans by docs/scale.md, who simulates a season and what adds silos by itself use the same measured
/// numbers, and each of them was measured. Method: the numbers of costs.json are looked for in the pages, the
/// autoscaler's is computed from them, and what the page counts is counted once more. What the simulation counts, its
/// own tests compare.
/// </summary>
public sealed partial class ScaleNumbersTests
{
    private static string Text(string file) => File.ReadAllText(Path.Combine(Sources.Root, file));

    private static double Cost(string name) =>
        (double)JsonNode.Parse(Text("src/Simulation/Load/costs.json"))![name]!;

    private static string Written(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("commandsASecond")]
    [InlineData("deadlinesASecond")]
    public void What_one_silo_does_is_what_the_simulation_counts_by(string cost) =>
        Assert.Contains($"| {Written(Cost(cost))} a second", Text("docs/scale.md"), StringComparison.Ordinal);

    [Fact]
    public void The_autoscaler_asks_for_a_silo_for_as_much_as_one_does_in_the_time_that_its_comment_and_page_say()
    {
        var deployed = Text("deploy/k8s/base/autoscaling.yaml").Split("averageValue: \"")[1];
        var backlog = double.Parse(deployed[..deployed.IndexOf('"', StringComparison.Ordinal)], null);
        var seconds = Written(Math.Round(backlog / Cost("deadlinesASecond")));

        Assert.Contains(
            $"# {seconds} s of one silo", Text("deploy/k8s/base/autoscaling.yaml"), StringComparison.Ordinal);
        Assert.Contains(
            $"a silo for each {Written(backlog)} that are overdue: {seconds} s of work for one",
            Text("docs/operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_measured_stands_on_the_page_of_measurements()
    {
        var measured = Rows()
            .Where(row => row.Length == 3 && row[2].StartsWith('P'))
            .ToList();
        Assert.True(measured.Count >= 10, $"only {measured.Count} rows are from there");
        var there = Numbers().Matches(Text("docs/performance.md")).Select(number => number.Value).ToHashSet();
        foreach (var row in measured)
            Assert.All(Numbers().Matches(row[1]), number => Assert.True(there.Contains(number.Value),
                $"{number.Value} ({row[0]}) is not on the page of measurements"));
    }

    /// <summary>The rows of a province and the country, from the rows above them.</summary>
    [Theory]
    [InlineData(1.5, "85,000|5.9|56,000: 12 s|311 s|104 s|7 min|6 GB|11 s|2 GB")]
    [InlineData(15, "848,000|59|561,000: 116 s|52 min|17 min|1 h 10 min|58 GB|105 s|20 GB")]
    public void What_the_page_counts_is_counted_right(double millions, string written)
    {
        var (all, storm) = (millions * 1_000_000, Cost("deadlinesASecond"));
        var (commits, deadlines) = (all * MostOf("commits") / 8_000, all * MostOf("deadlines that did") / 8_000);
        string[] counted =
        [
            Thousands(commits), Figure(commits / 2 / 7_200),
            $"{Thousands(deadlines)}: {Figure(deadlines / storm)} s", Time(all / storm), Time(all / storm / 3),
            Time(all / First("import, one")), $"{Whole(all * 77.9e6 / 20_000 / 1e9)} GB",
            Time(millions * First("all hash chains")), $"{Whole(all * First("the same, idle") * 1_000 / 1e9)} GB",
        ];
        Assert.Equal(written.Split('|'), counted);
        var cells = string.Join('\n', Rows().Where(row => row.Length == 4).Select(row => row[millions < 10 ? 1 : 2]));
        Assert.All(counted, figure => Assert.Contains(figure, cells, StringComparison.Ordinal));
    }

    /// <summary>The cells of each row of a table of the page.</summary>
    private static IEnumerable<string[]> Rows() => Text("docs/scale.md").Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray());

    private static double First(string row) => Number(
        Rows().First(cells => cells[0].StartsWith(row, StringComparison.Ordinal))[1]);

    /// <summary>The fullest day among the rows of what people do.</summary>
    private static double MostOf(string row) => Number(
        Rows().First(cells => cells.Length == 4 && cells[0].StartsWith(row, StringComparison.Ordinal)
            && cells[3] == "S")[2]);

    private static double Number(string cell) =>
        double.Parse(Numbers().Match(cell).Value, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static string Thousands(double number) => Written(Math.Round(number / 1_000) * 1_000);

    private static string Figure(double number) =>
        number.ToString(number < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Whole(double number) => Math.Round(number, MidpointRounding.AwayFromZero)
        .ToString(CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds < 400
        ? $"{Whole(seconds)} s"
        : seconds < 3_600 ? $"{Whole(seconds / 60)} min"
        : $"{(int)seconds / 3_600} h {Whole(seconds % 3_600 / 60)} min";

    [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?")]
    private static partial Regex Numbers();
}

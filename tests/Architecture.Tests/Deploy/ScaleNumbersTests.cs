using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Goal: who plans by docs/scale.md, who simulates a season and what adds silos by itself use the same measured
/// numbers. Method: the numbers of costs.json are looked for in the pages, and the autoscaler's is computed from them.
/// </summary>
public sealed class ScaleNumbersTests
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
}

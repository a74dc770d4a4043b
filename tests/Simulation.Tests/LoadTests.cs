using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Simulation.Load;

namespace OrleansRegistry.Simulation.Tests;

/// <summary>What a season asks for: counted where commits become durable.</summary>
public sealed class LoadTests
{
    private static readonly DateOnly _first = new(2024, 2, 1);

    [Fact]
    public void A_year_without_faults_breaks_nothing_and_has_all_that_is_counted()
    {
        var result = RegistrySimulation.Run(Seeds.Of(1) with { Certificates = 60, Years = 1, Faults = 0, Silos = 1 });
        Assert.True(result.Broken.IsEmpty, result.Say());
        Assert.Empty(result.Faults);
        var days = result.Load.Days;
        Assert.All(days.Keys, day => Assert.InRange(day, _first, new DateOnly(2024, 12, 31)));
        foreach (var of in (Func<DayLoad, long>[])
            [day => day.Commits, day => day.Deadlines, day => day.Applications, day => day.OfficerMinutes,
                day => day.Messages])
            Assert.True(days.Values.Sum(of) > 0);
    }

    /// <summary>
    /// Within a twentieth: a change of the law's carrying out moves a few commits, and no plan depends on these.
    /// </summary>
    [Fact]
    public void The_year_by_which_docs_scale_counts_is_what_the_simulation_says()
    {
        var result = RegistrySimulation.Run(
            new SimulationOptions { Answers = new AnswerWriter(), Certificates = 8_000 });
        var days = result.Load.Days.Values;
        var page = File.ReadAllText(Path.Combine(Root, "docs/scale.md"));
        Same("commits", day => day.Commits);
        Same("deadlines that did something", day => day.Deadlines);
        Same("applications", day => day.Applications);
        Same("officers' hours", day => day.OfficerMinutes / 60);
        Same("messages", day => day.Messages);

        void Same(string row, Func<DayLoad, long> of)
        {
            var cells = page.Split($"| {row} | ")[1].Split('\n')[0].Split('|');
            Close(row, cells[0], days.Sum(of));
            Close(row, cells[1], days.Max(of));
        }

        static void Close(string row, string written, long counted)
        {
            var said = long.Parse(written.Trim().Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(said - counted) <= Math.Max(1, said / 20), $"{row}: {said}, and it is {counted}");
        }
    }

    private static string Root { get; } = typeof(LoadTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RegistryRoot").Value!;

    [Fact]
    public void The_chart_has_a_curve_for_each_and_a_point_for_each_day()
    {
        var svg = XElement.Parse(LoadChart.Draw(Made(days: 10, minutesADay: 600)));
        var curves = svg.Elements().Where(element => element.Name.LocalName == "polyline").ToList();
        Assert.Equal(4, curves.Count);
        Assert.All(curves, curve => Assert.Equal(10, curve.Attribute("points")!.Value.Trim().Split(' ').Length));
    }

    [Fact]
    public void Hours_of_officers_are_summed_and_the_fullest_day_is_named()
    {
        var line = new LoadReport(Made(days: 3, minutesADay: 60)).Lines().Single(line => line.StartsWith("officers"));
        Assert.Contains("3   on average", line, StringComparison.Ordinal);
        Assert.Contains($"at most 1 on {_first:yyyy-MM-dd}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(14_400 * 100, 2)]
    [InlineData(14_400 * 101, 3)]
    public void Silos_are_planned_half_full_in_the_two_busiest_hours_and_never_fewer_than_two(long commits, int silos)
    {
        var load = Made(days: 1, minutesADay: 1);
        load.Days[_first].Commits = commits;
        Assert.Equal(silos, new SiloNeed(load, new MeasuredCosts(100, 100)).Silos);
    }

    private static LoadByDay Made(int days, int minutesADay)
    {
        var load = new LoadByDay(_first);
        load.OfficerMinutes(At(_first.AddDays(-1)), 10_000); // Before the first day that counts.
        for (var day = 0; day < days; day++) load.OfficerMinutes(At(_first.AddDays(day)), minutesADay);
        return load;
    }

    private static DateTimeOffset At(DateOnly day) => Domain.Calendar.ShanghaiTime.StartOf(day).AddHours(12);
}

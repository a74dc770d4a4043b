using System.Globalization;

namespace OrleansRegistry.Simulation.Load;

/// <summary>The load in words: sums, the busiest day, and how many silos its busiest second needs.</summary>
/// <param name="load">The load of each day.</param>
public sealed class LoadReport(LoadByDay load)
{
    /// <summary>A line for each count, and one for the silos.</summary>
    public IEnumerable<string> Lines()
    {
        yield return Line("deadlines", day => day.Deadlines);
        yield return Line("applications", day => day.Applications);
        yield return Line("officers' hours", day => day.OfficerMinutes / 60);
        yield return Line("messages", day => day.Messages);
        yield return Line("commits", day => day.Commits);
        yield return new SiloNeed(load, MeasuredCosts.Embedded).ToString();
    }

    private string Line(string what, Func<DayLoad, long> of)
    {
        var (on, most) = load.Days.MaxBy(day => of(day.Value));
        return string.Create(CultureInfo.InvariantCulture,
            $"{what,-16} {load.Days.Values.Sum(of),12:N0}   on average {load.Days.Values.Average(of),10:N1} a day, "
            + $"at most {of(most):N0} on {on:yyyy-MM-dd}");
    }
}

using System.Globalization;

namespace OrleansRegistry.Simulation.Load;

/// <summary>
/// How many silos the busiest day of a season needs: its commands come in working hours, its deadlines all at midnight,
/// and no silo is planned to be more than half busy.
/// </summary>
/// <param name="load">The load of each day.</param>
/// <param name="costs">What one silo does.</param>
public sealed class SiloNeed(LoadByDay load, MeasuredCosts costs)
{
    /// <summary>
    /// An assumption, as there is no traffic yet: half of a day's commands come in its two busiest hours.
    /// </summary>
    private const double BusyShare = 0.5, BusySeconds = 2 * 3600;
    private const double Fullest = 0.5;

    /// <summary>Commands a second in the busiest hours of the busiest day.</summary>
    public double CommandsASecond =>
        load.Days.Values.Select(day => day.Commits - day.Deadlines).DefaultIfEmpty().Max() * BusyShare / BusySeconds;

    /// <summary>How long one silo works after the midnight with the most deadlines.</summary>
    public TimeSpan MidnightStorm => TimeSpan.FromSeconds(
        load.Days.Values.Select(day => day.Deadlines).DefaultIfEmpty().Max() / costs.DeadlinesASecond);

    /// <summary>As many as the commands of the busiest hours need; at least two, so that one may fail.</summary>
    public int Silos => Math.Max(2, (int)Math.Ceiling(CommandsASecond / (costs.CommandsASecond * Fullest)));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"silos            {Silos}: {CommandsASecond:N1} commands a second in the busiest hours, of which one does "
        + $"{costs.CommandsASecond:N0}; the fullest midnight keeps one at work for {MidnightStorm.TotalSeconds:N1} s");
}

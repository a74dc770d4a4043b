using System.Globalization;

namespace OrleansRegistry.Simulation.Load;

/// <summary>
/// How many silos the busiest day of a season needs: its commands come within the hours of work, its deadlines all at
/// midnight, and a silo is never planned fuller than half.
/// </summary>
/// <param name="load">The load of each day.</param>
/// <param name="costs">What one silo does.</param>
public sealed class SiloNeed(LoadByDay load, MeasuredCosts costs)
{
    /// <summary>Half of a day's commands come in its two busiest hours: assumed, there is no traffic yet.</summary>
    private const double BusyShare = 0.5, BusySeconds = 2 * 3600;
    private const double Fullest = 0.5;

    /// <summary>Commands a second in the busiest hours of the busiest day.</summary>
    public double CommandsASecond =>
        load.Days.Values.Select(day => day.Commits - day.Deadlines).DefaultIfEmpty().Max() * BusyShare / BusySeconds;

    /// <summary>How long one silo is at work after the midnight with the most deadlines.</summary>
    public TimeSpan MidnightStorm => TimeSpan.FromSeconds(
        load.Days.Values.Select(day => day.Deadlines).DefaultIfEmpty().Max() / costs.DeadlinesASecond);

    /// <summary>As many as the commands of the busiest hours need; two at least, so that one may fail.</summary>
    public int Silos => Math.Max(2, (int)Math.Ceiling(CommandsASecond / (costs.CommandsASecond * Fullest)));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"silos            {Silos}: {CommandsASecond:N1} commands a second in the busiest hours, of which one does "
        + $"{costs.CommandsASecond:N0}; the fullest midnight keeps one at work for {MidnightStorm.TotalSeconds:N1} s");
}

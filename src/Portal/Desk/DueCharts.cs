using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// What is ahead of a desk, with a line at what it has decided so far: by week for a quarter of a year, and by month
/// for the season in which people apply.
/// </summary>
internal static class DueCharts
{
    /// <summary>Months of the season.</summary>
    public const int Months = 12;

    private const string Weeks = "due", Season = "season";
    private const int WeeksOfYear = 52;

    /// <summary>What an authority has to do by a day.</summary>
    private static readonly ImmutableHashSet<string> _ofAuthority =
    [
        "acceptance", "decision", "review", "announce", "announcement", "secondOfficer", "objectionAnswer",
        "tripReview", "identityCheck",
    ];

    /// <summary>What begins a time in which people apply, and what they then apply for.</summary>
    private static readonly ImmutableArray<(string Deadline, LocalText Name)> _seasons =
    [
        ("renewalOpens", new("可以换证", "renewals open")), ("reviewOpens", new("可以年审", "annual reviews open")),
        ("assessmentOpens", new("可以考核", "assessments open")),
    ];

    /// <summary>True for the name of a chart of these.</summary>
    public static bool Has(string chart) => chart is Weeks or Season;

    /// <summary>Both charts.</summary>
    /// <param name="due">What falls due from today to the end of the season.</param>
    /// <param name="decided">How much was decided in the weeks that are looked back.</param>
    /// <param name="today">The legal date.</param>
    public static ImmutableArray<StatisticsChart> Of(ImmutableArray<DueCount> due, long decided, DateOnly today) =>
    [
        new(Weeks, new("今后 13 周到期的事项", "What falls due in the next 13 weeks"), new("周", "Week"),
            Weekly(due, decided / StatisticsCharts.Weeks, today)),
        new(Season, new("今后 12 个月的办理高峰", "The season: what can be applied for in the next 12 months"),
            new("月", "Month"), Monthly(due, decided * WeeksOfYear / (StatisticsCharts.Weeks * Months), today)),
    ];

    /// <summary>The last day that the charts need.</summary>
    public static DateOnly LastDay(DateOnly today) => FirstOf(today).AddMonths(Months).AddDays(-1);

    /// <summary>The line is what the desk has decided in a week so far: above it, work piles up.</summary>
    private static BarChart Weekly(ImmutableArray<DueCount> due, long capacity, DateOnly today)
    {
        var shown = due.Where(one => DeadlineTitles.IsForPeople(one.Name)).ToLookup(
            one => (one.On.DayNumber - today.DayNumber) / 7);
        return new BarChart(
            [
                new("机关的办理期限", "limits of the authority"), new("可以开始申请", "can be applied for"),
                new("届满或者终止", "ends"),
            ],
            [
                .. Enumerable.Range(0, StatisticsCharts.Weeks).Select(week => new Bar(
                    StatisticsCharts.NameOf(today.AddDays(7 * week), today, "{0} 起一周", "week of {0}"),
                    [.. Enumerable.Range(0, 3).Select(part =>
                        shown[week].Where(one => PartOf(one.Name) == part).Sum(one => one.Count))])),
            ])
        {
            Line = capacity > 0 ? capacity : null,
            LineName = new($"最近 {StatisticsCharts.Weeks} 周平均每周办结 {capacity} 件",
                $"{capacity} decided a week, on average of the last {StatisticsCharts.Weeks}"),
        };
    }

    private static BarChart Monthly(ImmutableArray<DueCount> due, long capacity, DateOnly today)
    {
        long In(DateOnly month, string deadline) => due.Where(one => one.Name == deadline && FirstOf(one.On) == month)
            .Sum(one => one.Count);
        return new BarChart(
            [.. _seasons.Select(one => one.Name)],
            [
                .. Enumerable.Range(0, Months).Select(FirstOf(today).AddMonths).Select(month => new Bar(
                    new($"{month.Year}年{month.Month}月", month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)),
                    [.. _seasons.Select(one => In(month, one.Deadline))])),
            ])
        {
            Line = capacity > 0 ? capacity : null,
            LineName = new($"按最近 {StatisticsCharts.Weeks} 周的办结量，每月可办 {capacity} 件",
                $"{capacity} a month can be decided, as in the last {StatisticsCharts.Weeks} weeks"),
        };
    }

    private static int PartOf(string deadline) => _ofAuthority.Contains(deadline) ? 0
        : deadline.EndsWith("Opens", StringComparison.Ordinal) ? 1 : 2;

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}

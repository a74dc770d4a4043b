using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>A chart with its words; the same numbers are in a table below it, and in a file.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Title">What it shows.</param>
/// <param name="First">What a bar is.</param>
/// <param name="Chart">The chart.</param>
public sealed record StatisticsChart(string Id, LocalText Title, LocalText First, BarChart Chart);

/// <summary>Counts of a desk, drawn: late work, inflow and outflow, durations, what is due, plates.</summary>
internal static class StatisticsCharts
{
    /// <summary>Weeks that are looked back and ahead.</summary>
    public const int Weeks = 13;

    private static readonly LocalText _week = new("周", "Week");
    private static readonly LocalText _service = new("业务", "Service");

    /// <summary>All charts of what waits and what was done, the most urgent first.</summary>
    public static ImmutableArray<StatisticsChart> Of(Figures figures, DateOnly today) =>
    [
        new("waiting", new("待办，其中超期", "What waits, and what of it is late"), _service, WaitingOf(figures.Counts)),
        new("flow", new("每周提交和办结", "Handed in and decided, by week"), _week, FlowOf(figures, today)),
        new("time", new("从提交到决定的平均天数", "Days from handing in to the decision, on average"), _service,
            TimeOf(figures)),
        new("plates", new("包车标志牌，按发车周", "Charter plates, by week of departure"), _week, PlatesOf(figures, today)),
        new("supplements", new("要求补正的材料", "Materials that were asked for once more"), new("材料", "Material"),
            SupplementsOf(figures)),
        new("reasons", new("要求补正的理由", "Why more was asked for"), new("理由", "Reason"), ReasonsOf(figures)),
        new("states", new("登记在册的证件", "Documents on the register"), new("类别", "Kind"), StatesOf(figures.Counts)),
    ];

    private static BarChart WaitingOf(Counts counts) => new(
        [new("超期", "late"), new("期限内", "in time")],
        [
            .. from one in counts.Applications
               where QueueQuery.Waiting.Contains(one.Status) && Catalogue.Find(one.Service) is not null
               group one by one.Service into service
               let late = service.Sum(one => one.Overdue)
               orderby late descending, service.Sum(one => one.Count) descending
               select new Bar(ServiceTitles.Of(service.Key), [late, service.Sum(one => one.Count) - late]),
        ]);

    /// <summary>Both series of a week one below the other, so that neither hides the other.</summary>
    private static BarChart FlowOf(Figures figures, DateOnly today)
    {
        var byWeek = figures.Flow.ToDictionary(one => one.Week);
        return new BarChart(
            [new("提交", "handed in"), new("办结", "decided")],
            [
                .. from week in WeeksBack(today)
                   let flow = byWeek.GetValueOrDefault(week) ?? new FlowCount(week, 0, 0)
                   select new Bar(NameOf(week, today, "{0} 起一周", "week of {0}"), [flow.HandedIn, flow.Decided]),
            ])
        {
            Beside = true,
        };
    }

    private static BarChart TimeOf(Figures figures) => new(
        [new("平均天数", "days on average")],
        [
            .. from one in figures.Work
               where one.Decided > 0 && Catalogue.Find(one.Service) is not null
               group one by one.Service into service
               let days = (long)Math.Round(
                   (double)service.Sum(one => one.TotalDays) / service.Sum(one => one.Decided))
               orderby days descending
               select new Bar(ServiceTitles.Of(service.Key), [days]),
        ]);

    private static BarChart PlatesOf(Figures figures, DateOnly today)
    {
        long On(DateOnly week, string medium) =>
            figures.Trips.Where(trip => trip.Week == week && trip.Medium == medium).Sum(trip => trip.Count);
        return new BarChart(
            [new("电子", "electronic"), new("纸质", "paper")],
            [
                .. WeeksBack(today).Concat([WeekOf(today).AddDays(7), WeekOf(today).AddDays(14)]).Select(week =>
                    new Bar(NameOf(week, today, "{0} 起一周", "week of {0}"),
                        [On(week, "electronic"), On(week, "paper")])),
            ]);
    }

    private static BarChart SupplementsOf(Figures figures) => new(
        [new("次数", "times")],
        [
            .. from one in figures.Supplements
               where Catalogue.Find(one.Service) is not null
               group one by (one.Service, one.Material) into asked
               orderby asked.Sum(one => one.Count) descending
               let service = ServiceTitles.Of(asked.Key.Service)
               let material = asked.Key.Material is { } kind
                   ? MaterialNames.Of(asked.Key.Service, kind) : new LocalText("说明", "in words")
               select new Bar(new($"{service.Zh}：{material.Zh}", $"{service.En}: {material.En}"),
                   [asked.Sum(one => one.Count)]),
        ]);

    /// <summary>Reasons that are given again and again by their names; an officer's own words as one of them.</summary>
    private static BarChart ReasonsOf(Figures figures) => new(
        [new("次数", "times")],
        [
            .. from one in figures.Reasons
               group one by Opinions.Find(one.Reason) into same
               orderby same.Key is null, same.Sum(one => one.Count) descending
               select new Bar(same.Key ?? new LocalText("其他（经办人自己写明）", "Other, in the officer's own words"),
                   [same.Sum(one => one.Count)]),
        ]);

    private static BarChart StatesOf(Counts counts) => new(
        [new("有效", "valid"), new("已过期", "expired"), new("已注销", "cancelled")],
        [
            .. from one in counts.Certificates
               group one by one.Category into category
               orderby category.Key
               select new Bar(CategoryNames.Of(category.Key),
                   [Sum(category, "valid"), Sum(category, "expired"), Sum(category, "cancelled")]),
        ]);

    private static long Sum(IEnumerable<CertificateCount> counts, string state) =>
        counts.Where(one => one.State == state).Sum(one => one.Count);

    private static IEnumerable<DateOnly> WeeksBack(DateOnly today) =>
        Enumerable.Range(0, Weeks).Select(week => WeekOf(today).AddDays(7 * (week - Weeks + 1)));

    private static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    internal static LocalText NameOf(DateOnly week, DateOnly today, string zh, string en) => new(
        zh.Replace("{0}", Dates.ShortDay(week, today, false), StringComparison.Ordinal),
        en.Replace("{0}", Dates.ShortDay(week, today, true), StringComparison.Ordinal));
}

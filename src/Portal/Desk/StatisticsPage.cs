using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Counts of a desk, drawn, each with its table.</summary>
/// <param name="Waiting">What waits by service, and how much of it is late.</param>
/// <param name="Certificates">Certificates by state.</param>
/// <param name="Due">What falls due in the next weeks; null: the reader's counts have no forecast.</param>
/// <param name="AsOf">The legal date.</param>
public sealed record StatisticsModel(
    BarChart Waiting, BarChart Certificates, BarChart? Due, DateOnly AsOf);

/// <summary>GET /desk/statistics: late work, the register by state, and what falls due in 90 days by week.</summary>
internal static class StatisticsPage
{
    private const int Weeks = 13;
    private static readonly LocalText _late = new("超期", "Late");
    private static readonly LocalText _inTime = new("期限内", "In time");

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/desk/statistics", Show).For(PageAccess.Of(DeskQueue.Desks | Roles.Administrator));

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (counts, refusal) = await reads.Statistics(cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var today = counts!.AsOf;
        var due = DueOf((await reads.Forecast(today, today.AddDays(7 * Weeks - 1), cancellation)).Value, today);
        return page.Show<StatisticsView>(new StatisticsModel(WaitingOf(counts), StatesOf(counts), due, today));
    }

    private static BarChart WaitingOf(Counts counts) => new(
        [_late, _inTime],
        [
            .. from one in counts.Applications
               where QueueQuery.Waiting.Contains(one.Status) && Catalogue.Find(one.Service) is not null
               group one by one.Service into service
               let late = service.Sum(one => one.Overdue)
               orderby late descending, service.Sum(one => one.Count) descending
               select new Bar(Catalogue.Of(service.Key).Names, [late, service.Sum(one => one.Count) - late]),
        ]);

    private static BarChart StatesOf(Counts counts) => new(
        [new("有效", "Valid"), new("已过期", "Expired"), new("已注销", "Cancelled")],
        [
            .. from one in counts.Certificates
               group one by one.Category into category
               orderby category.Key
               select new Bar(CategoryNames.Of(category.Key),
                   [Sum(category, "valid"), Sum(category, "expired"), Sum(category, "cancelled")]),
        ]);

    private static long Sum(IEnumerable<CertificateCount> counts, string state) =>
        counts.Where(one => one.State == state).Sum(one => one.Count);

    private static BarChart DueOf(ImmutableArray<DueCount> due, DateOnly today)
    {
        var shown = due.Where(one => DeadlineTitles.IsForPeople(one.Name)).ToLookup(
            one => (one.On.DayNumber - today.DayNumber) / 7);
        return new BarChart(
            [new("到期事项", "Falls due")],
            [
                .. Enumerable.Range(0, Weeks).Select(week => new Bar(
                    new($"{Dates.ShortDay(today.AddDays(7 * week), today, false)} 起一周",
                        $"week of {Dates.ShortDay(today.AddDays(7 * week), today, true)}"),
                    [shown[week].Sum(one => one.Count)])),
            ]);
    }
}

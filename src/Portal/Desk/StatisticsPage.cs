using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Figures of a desk, drawn, each with its table and its file.</summary>
/// <param name="Charts">The charts.</param>
/// <param name="AsOf">The legal date.</param>
/// <param name="IsAhead">True: of what is ahead; false: of what was done and what waits.</param>
public sealed record StatisticsModel(ImmutableArray<StatisticsChart> Charts, DateOnly AsOf, bool IsAhead);

/// <summary>
/// GET /desk/statistics: what waits and what was done; GET /desk/statistics/due: what is ahead; and each chart of both
/// as CSV at /desk/statistics/{chart}.csv.
/// </summary>
internal static class StatisticsPage
{
    /// <summary>What waits and what was done.</summary>
    public const string Path = "/desk/statistics";

    /// <summary>What falls due, and the season.</summary>
    public const string AheadPath = Path + "/due";

    private const int DaysOfWork = 7 * StatisticsCharts.Weeks;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(DeskQueue.Desks | Roles.Administrator);
        pages.MapGet(Path, (PageContext page, IRegistry registry, CancellationToken cancellation) =>
            Show(isAhead: false, page, registry, cancellation)).For(access);
        pages.MapGet(AheadPath, (PageContext page, IRegistry registry, CancellationToken cancellation) =>
            Show(isAhead: true, page, registry, cancellation)).For(access);
        pages.MapGet(Path + "/{chart}.csv", Csv).For(access);
    }

    private static async Task<IResult> Show(
        bool isAhead, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (charts, refusal) = await Read(isAhead, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Show<StatisticsView>(new StatisticsModel(charts, ShanghaiTime.DateOf(registry.Now), isAhead));
    }

    private static async Task<IResult> Csv(
        string chart, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (charts, refusal) = await Read(DueCharts.Has(chart), page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (charts.FirstOrDefault(one => one.Id == chart) is not { } wanted) return page.NotFound();
        string Say(LocalText text) => CellText.Quoted(page.English ? text.En : text.Zh);
        var text = new StringBuilder("\uFEFF")
            .AppendJoin(',', wanted.Chart.Series.Select(Say).Prepend(Say(wanted.First))).Append("\r\n");
        foreach (var bar in wanted.Chart.Bars)
            text.AppendJoin(',', bar.Parts.Select(part => part.ToString(CultureInfo.InvariantCulture))
                .Prepend(Say(bar.Name))).Append("\r\n");
        page.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{wanted.Id}.csv\"";
        return Results.Text(text.ToString(), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }

    private static async Task<Result<ImmutableArray<StatisticsChart>>> Read(
        bool isAhead, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, today) = (registry.As(page.Actor), ShanghaiTime.DateOf(registry.Now));
        var (figures, refusal) = await reads.Figures(today.AddDays(-DaysOfWork), today.AddDays(14), cancellation);
        if (refusal is not null) return refusal;
        if (!isAhead) return StatisticsCharts.Of(figures!, today);
        var (due, not) = await reads.Forecast(today, DueCharts.LastDay(today), cancellation);
        return not is not null ? not : DueCharts.Of(due, figures!.Flow.Sum(one => one.Decided), today);
    }
}

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
public sealed record StatisticsModel(ImmutableArray<StatisticsChart> Charts, DateOnly AsOf);

/// <summary>GET /desk/statistics, and each chart of it as CSV at /desk/statistics/{chart}.csv.</summary>
internal static class StatisticsPage
{
    private const int DaysOfWork = 7 * StatisticsCharts.Weeks;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(DeskQueue.Desks | Roles.Administrator);
        pages.MapGet("/desk/statistics", Show).For(access);
        pages.MapGet("/desk/statistics/{chart}.csv", Csv).For(access);
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (charts, refusal) = await Read(page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Show<StatisticsView>(new StatisticsModel(charts, ShanghaiTime.DateOf(registry.Now)));
    }

    private static async Task<IResult> Csv(
        string chart, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (charts, refusal) = await Read(page, registry, cancellation);
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
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, today) = (registry.As(page.Actor), ShanghaiTime.DateOf(registry.Now));
        var (figures, refusal) = await reads.Figures(today.AddDays(-DaysOfWork), today.AddDays(14), cancellation);
        if (refusal is not null) return refusal;
        var due = await reads.Forecast(today, DueCharts.LastDay(today), cancellation);
        return StatisticsCharts.Of(figures!, due.Refusal is null ? due.Value : null, today);
    }
}

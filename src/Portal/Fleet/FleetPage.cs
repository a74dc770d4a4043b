using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>GET /fleet: a carrier's vehicles, drivers and permits in one table by the nearest date.</summary>
internal static class FleetPage
{
    /// <summary>Rows of a page at most, so that it stays as small as all pages are.</summary>
    internal const int PageSize = 40;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/fleet", Show).For(PageAccess.Of(Roles.Operator));
    }

    private static async Task<IResult> Show(
        string? due, string? kind, string? q, string? page, PageContext context, IRegistry registry,
        CancellationToken cancellation)
    {
        var (reads, today) = (registry.As(context.Actor), ShanghaiTime.DateOf(registry.Now));
        var own = (await reads.OwnOperators(cancellation)).FirstOrDefault();
        var all = await FleetDates.Of(reads, own, today, cancellation);
        var wanted = FleetWanted.Of(due, kind, q);
        var rows = all.Where(row => wanted.Takes(row, today)).ToList();
        var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        var at = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, pages) : 1;
        return context.Show<FleetView>(new FleetModel(
            own is null ? new("车队", "Fleet") : RecordFact.Same(own.Name), own?.Id, wanted,
            [.. FleetWanted.Spans.Select(days => (days, all.Count(row => row.On <= today.AddDays(days))))],
            all.Count(row => row.On < today), [.. rows.Skip((at - 1) * PageSize).Take(PageSize)], rows.Count, at, pages,
            today));
    }
}

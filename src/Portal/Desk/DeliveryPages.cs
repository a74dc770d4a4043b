using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Printing;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>Documents to be posted or handed out.</summary>
/// <param name="Items">The documents that are ready, or whose delivery has the filter's status.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Way">Only deliveries of this way; null: both.</param>
/// <param name="Status">The status of the applications that are listed.</param>
/// <param name="Today">The legal date.</param>
public sealed record DeliveryListModel(
    ImmutableArray<ApplicationView> Items, string? Next, DeliveryWay? Way, ApplicationStatus Status, DateOnly Today);

/// <summary>
/// /desk/deliveries: what a desk must post or hand out, also for printing and as a table. What was given to a courier,
/// and what came back, is recorded on the page of each (<see cref="DeliveryRecord"/>).
/// </summary>
internal static class DeliveryPages
{
    public const string Path = "/desk/deliveries";
    private const int MaxListed = 50, MaxInTable = 200, OnPaper = 15;

    /// <summary>Who sends documents.</summary>
    public const Roles Senders = Roles.Officer | Roles.ExamCentre;

    /// <summary>The statuses of a delivery, in the order of the filter.</summary>
    public static ImmutableArray<ApplicationStatus> Standings { get; } =
        [ApplicationStatus.AwaitingDelivery, ApplicationStatus.Delivered, ApplicationStatus.Uncollected];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, List).For(PageAccess.Of(Senders));
        pages.MapGet(Path + ".pdf", Print).For(PageAccess.Of(Senders));
        pages.MapGet(Path + ".csv", Table).For(PageAccess.Of(Senders));
    }

    /// <summary>The address of a list with these filters.</summary>
    public static string PathOf(string ending, DeliveryWay? way, ApplicationStatus status, string? cursor = null) =>
        $"{Path}{ending}?status={status}" + (way is { } only ? $"&way={only}" : "")
        + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");

    private static async Task<IResult> List(
        string? way, string? status, string? cursor, PageContext page, IRegistry registry,
        CancellationToken cancellation)
    {
        var (only, standing) = Filter(way, status);
        var (found, refusal) = await registry.As(page.Actor).DeliveryQueue(
            standing, only, new PageRequest(MaxListed, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<DeliveryList>(new DeliveryListModel(
            found!.Items, found.Next, only, standing, ShanghaiTime.DateOf(registry.Now)));
    }

    private static async Task<IResult> Print(
        string? way, string? status, string? cursor, PageContext page, IRegistry registry, ISheetRenderer renderer,
        CancellationToken cancellation)
    {
        var (only, standing) = Filter(way, status);
        var (found, refusal) = await registry.As(page.Actor).DeliveryQueue(
            standing, only, new PageRequest(OnPaper, cursor), cancellation);
        return refusal is not null ? page.Refused(refusal) : await page.Drawn(
            DeliverySheet.Of(found!.Items, new SheetStamp("", "", registry.Now)), SheetFile.Pdf, renderer,
            cancellation);
    }

    private static async Task<IResult> Table(
        string? way, string? status, string? cursor, PageContext page, IRegistry registry,
        CancellationToken cancellation)
    {
        var (only, standing) = Filter(way, status);
        var (found, refusal) = await registry.As(page.Actor).DeliveryQueue(
            standing, only, new PageRequest(MaxInTable, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        page.Http.Response.Headers.ContentDisposition = "attachment; filename=\"deliveries.csv\"";
        return Results.Text(DeliveryTable.Csv(found!.Items), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }

    private static (DeliveryWay? Way, ApplicationStatus Status) Filter(string? way, string? status) => (
        Enum.TryParse<DeliveryWay>(way, out var only) && Enum.IsDefined(only) ? only : null,
        Enum.TryParse<ApplicationStatus>(status, out var standing) && Standings.Contains(standing)
            ? standing : ApplicationStatus.AwaitingDelivery);
}

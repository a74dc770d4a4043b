using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A document to be posted or handed out.</summary>
/// <param name="ApplicationId">The application to which it belongs.</param>
/// <param name="Service">The service.</param>
/// <param name="Status">The status.</param>
/// <param name="ReadyAt">When it was made.</param>
/// <param name="PickUpBy">Last day for pick-up, inclusive; left out for documents that are posted.</param>
/// <param name="Delivery">The way, recipient, phone and address in full, fee, courier and number.</param>
public sealed record DeliveryRow(
    string ApplicationId, ServiceId Service, ApplicationStatus Status, DateTimeOffset? ReadyAt, DateOnly? PickUpBy,
    DeliveryView Delivery)
{
    internal static DeliveryRow Of(ApplicationView a) =>
        new(a.Id, a.Service, a.Status, a.ReadyAt, a.PickUpBy, a.Delivery!);
}

/// <summary>A filter on deliveries, as text that is not parsed yet.</summary>
public sealed record DeliveryFilter(
    [property: Description("true: what waits at the caller's desk")] string? Queue,
    [property: Description("Only post, or only pickUp")] string? Way,
    [property: Description("awaitingDelivery (when not given), delivered or uncollected")] string? Status,
    [property: Description("1 to 200; 50 when not given, 15 on paper")] string? Limit,
    [property: Description("From next of the page before")] string? Cursor)
{
    /// <summary>The filter; or the refusal if it could not be parsed.</summary>
    internal Refusal? Read(out ApplicationStatus? status, out DeliveryWay? way, out PageRequest page)
    {
        (status, way, page) = (null, null, new PageRequest());
        if (Paging.Flag("queue", Queue, out var queue) is { } a) return a;
        if (!queue) return Refusals.Malformed(Refusals.Fault("queue", "请使用 ?queue=true。", "Ask for ?queue=true."));
        if (Paging.Word("way", Way, out way) is { } b) return b;
        if (Paging.Word("status", Status, out status) is { } c) return c;
        if (status is not (null or ApplicationStatus.AwaitingDelivery or ApplicationStatus.Delivered
            or ApplicationStatus.Uncollected))
            return Refusals.Malformed(BodyRefusals.Wrong("status"));
        return Paging.Read(Limit, Cursor, out page);
    }
}

/// <summary>GET /deliveries: a desk's list of documents to post or hand out, also for printing (http.md 9).</summary>
internal static class DeliveryEndpoints
{
    private const Roles Senders = Roles.Officer | Roles.ExamCentre;
    private const int OnPaper = 15;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/deliveries").WithTags("deliveries").For(Access.Of(Senders));
        group.MapGet("/", List).WithName("listDeliveries")
            .WithSummary("What waits to be posted or handed out at the caller's desk (?queue=true).");
        api.MapGet("/deliveries.csv", Csv).WithTags("deliveries").For(Access.Of(Senders)).WithName("listDeliveriesCsv")
            .WithSummary("The same page of the list as a table.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        api.MapGet("/deliveries.pdf", Pdf).WithTags("deliveries").For(Access.Of(Senders)).WithName("listDeliveriesPdf")
            .WithSummary("The same page of the list to print.")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    private static async Task<Reply<Listing<DeliveryRow>>> List(
        [AsParameters] DeliveryFilter filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (filter.Read(out var status, out var way, out var page) is { } bad) return bad;
        var (found, refusal) = await registry.As(caller.Actor).DeliveryQueue(status, way, page, cancellation);
        return refusal is not null ? refusal : Listing<DeliveryRow>.Of(found!, DeliveryRow.Of);
    }

    private static async Task<IResult> Csv(
        [AsParameters] DeliveryFilter filter, HttpContext http, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (filter.Read(out var status, out var way, out var page) is { } bad) return new ApiProblem(bad);
        var (found, refusal) = await registry.As(caller.Actor).DeliveryQueue(
            status, way, filter.Limit is null ? page with { Limit = Paging.MaxLimit } : page, cancellation);
        if (refusal is not null) return new ApiProblem(refusal);
        Next(http, found!.Next);
        http.Response.Headers.ContentDisposition = "attachment; filename=\"deliveries.csv\"";
        return Results.Text(DeliveryTable.Csv(found.Items), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }

    private static async Task<IResult> Pdf(
        [AsParameters] DeliveryFilter filter, HttpContext http, Caller caller, IRegistry registry,
        ISheetRenderer renderer, CancellationToken cancellation)
    {
        if (filter.Read(out var status, out var way, out var page) is { } bad) return new ApiProblem(bad);
        var (found, refusal) = await registry.As(caller.Actor).DeliveryQueue(
            status, way, page with { Limit = filter.Limit is null ? OnPaper : Math.Min(page.Limit, OnPaper) },
            cancellation);
        if (refusal is not null) return new ApiProblem(refusal);
        Next(http, found!.Next);
        var sheet = DeliverySheet.Of([.. found.Items], new SheetStamp("", "", registry.Now)); // A list proves nothing.
        var print = await renderer.Print(sheet, SheetFormat.Pdf, cancellation);
        if (print is Print.No no) return new ApiProblem(no.Refusal);
        http.Response.Headers.ContentDisposition = "inline; filename=\"deliveries.pdf\"";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(((Print.Made)print).Content, "application/pdf");
    }

    /// <summary>Adds the address of the next page as a header, for formats other than JSON.</summary>
    private static void Next(HttpContext http, string? cursor)
    {
        if (cursor is not null)
            http.Response.Headers.Link = $"<{http.Request.Path}?queue=true&cursor={cursor}>; rel=\"next\"";
    }
}

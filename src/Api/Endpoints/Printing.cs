using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Trips;
using ContentDispositionHeaderValue = Microsoft.Net.Http.Headers.ContentDispositionHeaderValue;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Vouchers of applications and the certificate of a charter trip, to print or to show (http.md 3; A.3, A.8, C.3).
/// </summary>
internal static class Printing
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var wanted in _formats)
        {
            Describe(api.MapGet("/applications/{id}/voucher." + wanted.Ending,
                    (string id,
                        HttpContext http,
                        Caller caller,
                        IRegistry registry,
                        ISheetRenderer renderer) => Voucher(id, wanted, http, caller, registry, renderer)),
                "applications",
                $"get{wanted.Format}Voucher",
                "The voucher of an approved assessment or annual review, with the QR.",
                wanted);
            Describe(api.MapGet("/trips/{id}/certificate." + wanted.Ending,
                    (string id,
                        HttpContext http,
                        Caller caller,
                        IRegistry registry,
                        ISheetRenderer renderer) => Certificate(id, wanted, http, caller, registry, renderer)),
                "trips",
                $"get{wanted.Format}TripCertificate",
                "The electronic certificate of a charter trip as a sheet, with the QR.",
                wanted);
        }
    }

    private static void Describe(RouteHandlerBuilder route, string tag, string name, string summary, Wanted wanted) =>
        route.For(Access.SignedIn)
            .WithTags(tag)
            .WithName(name)
            .WithSummary(summary)
            .Produces(StatusCodes.Status200OK, contentType: wanted.MediaType);

    private static readonly Wanted[] _formats =
    [
        new(SheetFormat.Pdf, "pdf", "application/pdf"),
        new(SheetFormat.Svg, "svg", "image/svg+xml"),
        new(SheetFormat.Png, "png", "image/png"),
    ];

    private sealed record Wanted(SheetFormat Format, string Ending, string MediaType);

    private static async Task<IResult> Voucher(
        string id, Wanted wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var reads = registry.As(caller.Actor);
        var (found, refusal) = await reads.FindApplication(id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        if (found!.Row.Application is not Application application)
            return new ApiProblem(Refusals.NotFound()); // Railway and bindings have no vouchers.
        if (Vouchers.Refuses(application) is { } none) return new ApiProblem(none);
        var (loaded, context) = (found.Entity, reads.ContextOf(found.Entity));
        return await Printed(
            id,
            loaded.Version,
            wanted,
            http,
            context,
            registry,
            renderer,
            stamp => Vouchers.Of(application, loaded.State, context, stamp));
    }

    private static async Task<IResult> Certificate(
        string id, Wanted wanted, HttpContext http, Caller caller, IRegistry registry, ISheetRenderer renderer)
    {
        var reads = registry.As(caller.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Trip, id, http.RequestAborted);
        if (refusal is not null) return new ApiProblem(refusal);
        var trip = (Trip)loaded!.State;
        if (CharterCertificate.Refuses(trip) is { } none) return new ApiProblem(none);
        var context = reads.ContextOf(loaded);
        return await Printed(id,
            loaded.Version,
            wanted,
            http,
            context,
            registry,
            renderer,
            stamp => CharterCertificate.Of(trip, context, stamp));
    }

    /// <summary>Signs, draws and answers. Shown in the browser, kept by nobody on the way.</summary>
    private static async Task<IResult> Printed(string id, int version, Wanted wanted, HttpContext http, Context context,
        IRegistry registry, ISheetRenderer renderer, Func<SheetStamp, Sheet> sheetOf)
    {
        if (await registry.Verification.TokenFor(id, http.RequestAborted) is not { } signed)
            return new ApiProblem(SheetRefusals.NotApproved());
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        var sheet = sheetOf(new SheetStamp(signed.QrText, address, context.Now));
        var print = await renderer.Print(sheet, wanted.Format, http.RequestAborted);
        if (print is Print.No no) return new ApiProblem(no.Refusal);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{wanted.Ending}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.ETag = EntityTag.Of(version);
        return Results.Bytes(((Print.Made)print).Content, wanted.MediaType);
    }
}

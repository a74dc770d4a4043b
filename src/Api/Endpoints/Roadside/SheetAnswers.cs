using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using ContentDispositionHeaderValue = Microsoft.Net.Http.Headers.ContentDispositionHeaderValue;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A format of sheets with its route's ending.</summary>
internal sealed record WantedSheet(SheetFormat Format, string Ending, string MediaType);

/// <summary>What all routes of sheets share.</summary>
internal static class SheetAnswers
{
    /// <summary>The formats of every sheet.</summary>
    public static WantedSheet[] Formats { get; } =
    [
        new(SheetFormat.Pdf, "pdf", "application/pdf"),
        new(SheetFormat.Svg, "svg", "image/svg+xml"),
        new(SheetFormat.Png, "png", "image/png"),
    ];

    /// <summary>Describes the answers of a route.</summary>
    public static void Describe(
        RouteHandlerBuilder route, string tag, string name, string summary, WantedSheet wanted) =>
        route.For(Access.SignedIn)
            .WithTags(tag)
            .WithName(name)
            .WithSummary(summary)
            .Produces(StatusCodes.Status200OK, contentType: wanted.MediaType);

    /// <summary>Signs, draws and answers a document that has a token.</summary>
    public static async Task<IResult> Printed(
        string id, int version, WantedSheet wanted, HttpContext http, Context context, IRegistry registry,
        ISheetRenderer renderer, Func<SheetStamp, Sheet> sheetOf)
    {
        if (await registry.Verification.TokenFor(id, http.RequestAborted) is not { } signed)
            return new ApiProblem(SheetRefusals.NotApproved());
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        return await Drawn(
            sheetOf(new SheetStamp(signed.QrText, address, context.Now)), version, wanted, http, renderer);
    }

    /// <summary>Draws and answers. It may be shown in the browser, but not stored by a cache.</summary>
    public static async Task<IResult> Drawn(
        Sheet sheet, int version, WantedSheet wanted, HttpContext http, ISheetRenderer renderer)
    {
        var print = await renderer.Print(sheet, wanted.Format, http.RequestAborted);
        if (print is Print.No no) return new ApiProblem(no.Refusal);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{wanted.Ending}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        // A portrait stands in the drawing itself.
        http.Response.Headers.ContentSecurityPolicy = wanted.Format == SheetFormat.Svg
            ? "default-src 'none'; img-src data:; sandbox" : "default-src 'none'; sandbox";
        http.Response.Headers.ETag = EntityTag.Of(version);
        return Results.Bytes(((Print.Made)print).Content, wanted.MediaType);
    }
}

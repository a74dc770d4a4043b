using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Printing;

/// <summary>A file format of sheets.</summary>
/// <param name="Ending">How its address ends.</param>
/// <param name="Format">What the renderer makes.</param>
/// <param name="Type">Its media type.</param>
internal sealed record SheetFile(string Ending, SheetFormat Format, string Type)
{
    /// <summary>The one for printers.</summary>
    public static SheetFile Pdf { get; } = new("pdf", SheetFormat.Pdf, "application/pdf");

    /// <summary>Every one.</summary>
    public static ImmutableArray<SheetFile> All { get; } =
        [Pdf, new("svg", SheetFormat.Svg, "image/svg+xml"), new("png", SheetFormat.Png, "image/png")];
}

/// <summary>A sheet as the answer of a page: shown in the browser, not stored by a cache.</summary>
internal static class SheetAnswer
{
    /// <summary>Draws the sheet; where it cannot be drawn, a page says why.</summary>
    public static async Task<IResult> Drawn(
        this PageContext page, Sheet sheet, SheetFile file, ISheetRenderer renderer, CancellationToken cancellation)
    {
        var print = await renderer.Print(sheet, file.Format, cancellation);
        if (print is Print.No no) return page.Refused(no.Refusal);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{file.Ending}");
        var headers = page.Http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        // A portrait stands in the drawing itself.
        headers.ContentSecurityPolicy = file.Format == SheetFormat.Svg
            ? "default-src 'none'; img-src data:; sandbox" : "default-src 'none'; sandbox";
        return Results.Bytes(((Print.Made)print).Content, file.Type);
    }
}

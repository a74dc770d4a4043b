using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;

namespace OrleansRegistry.Portal.Printing;

/// <summary>
/// What can be printed or kept: vouchers of applications, the plate of a charter trip, and licences as cards, each as
/// PDF, SVG and PNG.
/// </summary>
internal static class SheetPages
{
    private const long MaxPortraitBytes = 20 * 1024 * 1024;

    private static readonly (string Ending, SheetFormat Format, string Type)[] _formats =
    [
        ("pdf", SheetFormat.Pdf, "application/pdf"), ("svg", SheetFormat.Svg, "image/svg+xml"),
        ("png", SheetFormat.Png, "image/png"),
    ];

    private static readonly (string Path, EntityKind Kind, Roles Who)[] _cards =
    [
        ("/my/certificates", EntityKind.Certificate, Roles.Holder),
        ("/my/rail", EntityKind.RailLicence, Roles.Holder),
        ("/fleet/vehicles", EntityKind.Vehicle, Roles.Operator),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var format in _formats)
        {
            foreach (var (path, who) in ApplicationPages.Bases)
                One(path + "/{id}/voucher.", format, who, Voucher);
            One("/fleet/trips/{id}/plate.", format, Roles.Operator, Plate);
            foreach (var (path, kind, who) in _cards)
                One(path + "/{id}/card.", format, who, wanted => Card(kind, wanted));
        }

        void One(
            string path, (string Ending, SheetFormat Format, string Type) format, Roles who,
            Func<Wanted, Task<IResult>> draw) => pages.MapGet(path + format.Ending,
                (string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken c) =>
                    draw(new Wanted(id, format.Ending, format.Format, format.Type, page, registry, renderer, c)))
            .For(PageAccess.Of(who));
    }

    private static async Task<IResult> Voucher(Wanted wanted)
    {
        var (found, refusal) = await wanted.Reads.FindApplication(wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        if (found!.Row.Application is not Application application) return wanted.Page.NotFound();
        if (Vouchers.Refuses(application) is { } none) return wanted.Page.Refused(none);
        var context = wanted.Reads.ContextOf(found.Entity);
        return await Draw(
            wanted, context, stamp => Vouchers.Of(application, found.Entity.State, context, stamp));
    }

    private static async Task<IResult> Plate(Wanted wanted)
    {
        var (loaded, refusal) = await wanted.Reads.Find(EntityKind.Trip, wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        var trip = (Trip)loaded!.State;
        if (CharterCertificate.Refuses(trip) is { } none) return wanted.Page.Refused(none);
        var context = wanted.Reads.ContextOf(loaded);
        return await Draw(wanted, context, stamp => CharterCertificate.Of(trip, context, stamp));
    }

    private static async Task<IResult> Card(EntityKind kind, Wanted wanted)
    {
        var (found, refusal) = await wanted.Reads.FindCard(kind, wanted.Id, wanted.Cancellation);
        if (refusal is not null) return wanted.Page.Refused(refusal);
        var context = wanted.Reads.ContextOf(found!.Entity);
        var extras = new CardExtras(
            Paper.A5, await Portrait(found.Portrait, wanted.Registry, wanted.Cancellation), found.Employer);
        return await Draw(wanted, context, stamp => Cards.Of(found.Entity.State, context, stamp, extras));
    }

    private static async Task<ReadOnlyMemory<byte>> Portrait(
        DocumentRecord? document, IRegistry registry, CancellationToken cancellation)
    {
        if (document is null || document.Bytes > MaxPortraitBytes) return default;
        await using var content = await registry.Documents.OpenCleaned(document, cancellation);
        using var picture = new MemoryStream();
        await content.CopyToAsync(picture, cancellation);
        return picture.ToArray();
    }

    private static async Task<IResult> Draw(Wanted wanted, Context context, Func<SheetStamp, Sheet> sheetOf)
    {
        if (await wanted.Registry.Verification.TokenFor(wanted.Id, wanted.Cancellation) is not { } signed)
            return wanted.Page.NotFound();
        var address = signed.QrText[..signed.QrText.LastIndexOf('/')];
        var sheet = sheetOf(new SheetStamp(signed.QrText, address, context.Now));
        var print = await wanted.Renderer.Print(sheet, wanted.Format, wanted.Cancellation);
        if (print is Print.No no) return wanted.Page.Refused(no.Refusal);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"{sheet.Name}.{wanted.Ending}");
        var headers = wanted.Page.Http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        // A portrait stands in the drawing itself.
        headers.ContentSecurityPolicy = wanted.Format == SheetFormat.Svg
            ? "default-src 'none'; img-src data:; sandbox" : "default-src 'none'; sandbox";
        return Results.Bytes(((Print.Made)print).Content, wanted.Type);
    }

    /// <summary>A sheet that is asked for.</summary>
    private sealed record Wanted(
        string Id, string Ending, SheetFormat Format, string Type, PageContext Page, IRegistry Registry,
        ISheetRenderer Renderer, CancellationToken Cancellation)
    {
        /// <summary>What the reader may see.</summary>
        public Reads Reads { get; } = Registry.As(Page.Actor);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The documents that were served to the holder, as PDF: of a decision, and of a cancellation.</summary>
internal static class DecisionPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/applications/{id}/decision.pdf", Decision).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/certificates/{id}/cancellation.pdf", Cancellation).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Decision(
        string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var (row, entity) = (found!.Row, found.Entity);
        if (row.Application is BindingApplication) return page.NotFound();
        if (DecisionDocuments.Refuses(row.Application, wanted: null) is { } none) return page.Refused(none);
        return await Drawn(
            DecisionDocuments.Of(row.Application, entity.State, reads.ContextOf(entity), row.Authority, wanted: null),
            page, renderer, cancellation);
    }

    private static async Task<IResult> Cancellation(
        string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Certificate, id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        return DecisionDocuments.OfCancellation((Certificate)loaded!.State, reads.ContextOf(loaded)) is { } sheet
            ? await Drawn(sheet, page, renderer, cancellation) : page.Refused(SheetRefusals.NotCancelled());
    }

    private static async Task<IResult> Drawn(
        Sheet sheet, PageContext page, ISheetRenderer renderer, CancellationToken cancellation)
    {
        if (await renderer.Print(sheet, SheetFormat.Pdf, cancellation) is not Print.Made made)
            return page.Refused(SheetRefusals.FontMissing("-"));
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(sheet.Name + ".pdf");
        page.Http.Response.Headers.ContentDisposition = disposition.ToString();
        page.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(made.Content, "application/pdf");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Printing;

namespace OrleansRegistry.Portal.My;

/// <summary>
/// The documents that were served to holder or carrier, of a decision and of a cancellation, for printing or storing as
/// PDF, SVG and PNG.
/// </summary>
internal static class DecisionPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var file in SheetFile.All)
        {
            foreach (var (path, who) in ApplicationPages.Bases.Add((CaseDesk.OfOfficers.Base, Roles.Officer)))
                pages.MapGet($"{path}/{{id}}/decision.{file.Ending}",
                    (string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken c) =>
                        Decision(id, file, page, registry, renderer, c)).For(PageAccess.Of(who));
            pages.MapGet("/my/certificates/{id}/cancellation." + file.Ending,
                (string id, PageContext page, IRegistry registry, ISheetRenderer renderer, CancellationToken c) =>
                    Cancellation(id, file, page, registry, renderer, c)).For(PageAccess.Of(Roles.Holder));
        }
    }

    private static async Task<IResult> Decision(
        string id, SheetFile file, PageContext page, IRegistry registry, ISheetRenderer renderer,
        CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (found, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var (row, entity) = (found!.Row, found.Entity);
        if (row.Application is BindingApplication) return page.NotFound();
        if (DecisionDocuments.Refuses(row.Application, wanted: null) is { } none) return page.Refused(none);
        return await page.Drawn(
            DecisionDocuments.Of(row.Application, entity.State, reads.ContextOf(entity), row.Authority, wanted: null),
            file, renderer, cancellation);
    }

    private static async Task<IResult> Cancellation(
        string id, SheetFile file, PageContext page, IRegistry registry, ISheetRenderer renderer,
        CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Certificate, id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        return DecisionDocuments.OfCancellation((Certificate)loaded!.State, reads.ContextOf(loaded)) is { } sheet
            ? await page.Drawn(sheet, file, renderer, cancellation) : page.Refused(SheetRefusals.NotCancelled());
    }
}

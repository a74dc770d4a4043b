using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Printing;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// GET /desk/cases/{id}/m/{n}: the n-th material itself, and /small: it as a small picture for the list, which is not
/// to have seen it. Whoever may read the application may read them.
/// </summary>
internal static class CaseMaterialPage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var desk in (CaseDesk[])[CaseDesk.OfOfficers, CaseDesk.OfEmployers])
        {
            var (route, access) = (desk.Base + "/{id}/m/{n:int}", PageAccess.Of(desk.For));
            pages.MapGet(route, Show).For(access);
            pages.MapGet(route + "/small", Small).For(access);
        }
    }

    private static async Task<IResult> Show(
        string id, int n, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Application(id, cancellation);
        return refusal is not null ? page.Refused(refusal) : await DocumentAnswer.Of(
            [.. shown!.View.Materials.Select(material => material.DocumentId)], n, page, registry, cancellation);
    }

    private static async Task<IResult> Small(
        string id, int n, PageContext page, IRegistry registry, ISmallPictures pictures,
        CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (shown, refusal) = await reads.Application(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var materials = shown!.View.Materials;
        if (n < 1 || n > materials.Length) return page.NotFound();
        var (document, not) = await reads.Document(materials[n - 1].DocumentId, cancellation);
        if (not is not null) return page.Refused(not);
        return await pictures.Of(document!, registry.Documents, cancellation) is { } small
            ? Results.Bytes(small, "image/png") : page.NotFound();
    }
}

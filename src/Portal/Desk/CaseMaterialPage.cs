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
/// GET /desk/cases/{id}/m/{n}: the n-th material itself. Whoever may read the application may read it.
/// </summary>
internal static class CaseMaterialPage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/cases/{id}/m/{n:int}", Show).For(PageAccess.Of(DeskQueue.Desks));
        pages.MapGet("/employer/applications/{id}/m/{n:int}", Show).For(PageAccess.Of(Roles.Employer));
    }

    private static async Task<IResult> Show(
        string id, int n, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Application(id, cancellation);
        return refusal is not null ? page.Refused(refusal) : await DocumentAnswer.Of(
            [.. shown!.View.Materials.Select(material => material.DocumentId)], n, page, registry, cancellation);
    }
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>GET /my/certificates and /my/certificates/{id}: each service with its condition now.</summary>
internal static class CertificatePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/certificates", List).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/certificates/{id}", Show).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> List(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<CertificateList>(await MyHomePage.Cards(registry.As(page.Actor), cancellation));

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (loaded, refusal) = await reads.Find(EntityKind.Certificate, id, cancellation);
        return refusal is not null
            ? page.Refused(refusal)
            : page.Show<CertificateDetails>(CertificateCard.Of(loaded!, reads.ContextOf(loaded!)));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>
/// /account/export: everything that the registry has about the account and its party, as one file. It needs a proof
/// from the last minutes, and is in the audit under the name by which exports of a day are counted.
/// </summary>
internal static class ExportPage
{
    private const string Path = "/account/export", AuditName = "exportMe";

    public static void Map(IEndpointRouteBuilder pages, PortalOptions options)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<ExportView>(FormState.New())).For(PageAccess.SignedIn);
        pages.MapPost(Path, (PageContext page, IRegistry registry, CancellationToken cancellation) =>
            Export(options, page, registry, cancellation)).For(PageAccess.SignedIn with { NeedsProof = true });
    }

    private static async Task<IResult> Export(
        PortalOptions options, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.As(page.Actor).MayExport(cancellation) is { } refusal) return page.Refused(refusal);
        await page.Acted(AuditName, registry.Operations.Trail);
        return await options.Export(page.Http, page.SignedIn!, registry, cancellation);
    }
}

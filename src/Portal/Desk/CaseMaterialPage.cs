using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// GET /desk/cases/{id}/m/{n}: the n-th material itself, shown in its place and never as a page of ours. Whoever may
/// read the application may read it.
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
        var reads = registry.As(page.Actor);
        var (shown, refusal) = await reads.Application(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        if (n < 1 || n > shown!.View.Materials.Length) return page.NotFound();
        var (document, not) = await reads.Document(shown.View.Materials[n - 1].DocumentId, cancellation);
        if (not is not null) return page.Refused(not);
        await page.Showed(document!.Id, registry.Operations.Trail);
        var headers = page.Http.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(document!.FileName);
        headers.ContentDisposition = disposition.ToString();
        // A browser's own viewer of PDF does not run in a sandbox; nothing of the file is a page either way.
        headers.ContentSecurityPolicy = document.ContentType == "application/pdf"
            ? "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
            : "default-src 'none'; sandbox; frame-ancestors 'none'";
        var content = await registry.Documents.OpenCleaned(document, cancellation);
        return Results.Stream(content, document.ContentType, enableRangeProcessing: content.CanSeek);
    }
}

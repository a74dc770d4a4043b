using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Printing;

/// <summary>
/// Answers with a document that was handed in, never as a page of this registry. Whether the reader may see it is
/// checked anew, and that it was shown is recorded first.
/// </summary>
internal static class DocumentAnswer
{
    /// <summary>The n-th of these documents, from 1.</summary>
    public static async Task<IResult> Of(
        IReadOnlyList<string> documents, int n, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (n < 1 || n > documents.Count) return page.NotFound();
        var (document, refusal) = await registry.As(page.Actor).Document(documents[n - 1], cancellation);
        if (refusal is not null) return page.Refused(refusal);
        await page.Showed(document!.Id, registry.Operations.Trail);
        var headers = page.Http.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(document.FileName);
        headers.ContentDisposition = disposition.ToString();
        // A browser's own viewer of PDF does not run in a sandbox; nothing of the file is a page either way. It may
        // stand in a frame of ours, beside what it has to match.
        headers.ContentSecurityPolicy = document.ContentType == "application/pdf"
            ? "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
            : "default-src 'none'; sandbox; frame-ancestors 'none'";
        var content = await registry.Documents.OpenCleaned(document, cancellation);
        return Results.Stream(content, document.ContentType, enableRangeProcessing: content.CanSeek);
    }
}

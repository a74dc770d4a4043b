using System.Collections.Immutable;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An uploaded document.</summary>
public sealed record DocumentView(
    string Id,
    MaterialKind Kind,
    string FileName,
    string ContentType,
    long Bytes,
    string Sha256,
    int? Width,
    int? Height,
    int? Dpi, ImmutableArray<string> Warnings)
{
    /// <summary>Pages of a PDF, in the answer to its upload; left out elsewhere and for other files.</summary>
    public int? Pages { get; init; }

    /// <summary>
    /// What was read from the portrait side of a card, for its owner to confirm; left out where no reader is set up.
    /// </summary>
    public CardReading? Read { get; init; }

    internal static DocumentView Of(DocumentRecord d) =>
        new(d.Id, d.Kind, d.FileName, d.ContentType, d.Bytes, d.Sha256, d.Width, d.Height, d.Dpi, d.Warnings);
}

/// <summary>
/// Materials (http.md 3): checked by their content, stored once, read by their owner and the officer in charge.
/// </summary>
internal static class Documents
{
    private const int MinCardWidth = 600;
    private const int MinBytesASecond = 16 * 1024;
    private const long MaxCardPixels = 50_000_000;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/documents").WithTags("documents");
        group.MapPost("/", Add).For(Access.SignedIn).WithName("addDocument")
            .WithSummary(
                "Uploads one material (multipart: file, kind): png or jpg to 10 MB, "
                + "for rail pdf to 5 MB and mp4 to 50 MB.")
            .WithMetadata(new UploadLimit()).WithMetadata(UploadBody.Marker).DisableAntiforgery();
        group.MapDelete("/{id}", Remove).For(Access.SignedIn).WithName("removeDocument")
            .WithSummary("Removes an upload of one's own that nothing names.");
        group.MapGet("/{id}", Get)
            .For(Access.SignedIn)
            .WithName("getDocument")
            .WithSummary("The content, as a download.")
            .Produces(StatusCodes.Status200OK,
                contentType: "image/png",
                additionalContentTypes: ["image/jpeg", "application/pdf", "video/mp4"]);
    }

    private static async Task<Created<DocumentView>> Add(HttpContext http, Caller caller, IRegistry registry)
    {
        Refusal? fault = null;
        var key = CommandKey.Read(http, caller, default, ref fault);
        if (fault is not null) return fault;
        var rules = registry.Rulebook.RoadAt(Domain.Calendar.ShanghaiTime.DateOf(registry.Now));
        var max =
            Math.Max(rules.ImageMaxBytes, rules.VideoMaxBytes); // The kind, and so its own limit, stands in the form.
        // Kestrel's own minimum rate, 240 bytes a second, would let one sender occupy a place for two days.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = new MinDataRate(MinBytesASecond, gracePeriod: TimeSpan.FromSeconds(5));
        var (form, refusal) = await UploadForm.Read(http, caller.Actor, registry.Documents, max);
        if (form is null) return refusal!;
        using (form)
            return await registry.Documents.Add(
                "D-" + key.CommandId, form.Kind, form.FileName, caller.Actor, form.Content, http.RequestAborted) switch
            {
                Upload.Kept kept => new Created<DocumentView>
                {
                    Value = DocumentView.Of(kept.Document) with
                    {
                        Pages = kept.Pages,
                        Read = await ReadOff(kept.Document, http, registry),
                    },
                    Location = $"/api/v1/documents/{kept.Document.Id}",
                },
                Upload.No no => no.Refusal,
                _ => throw new InvalidOperationException("Unknown outcome of an upload."),
            };
    }

    /// <summary>Fills in the filer's form from a picture; a picture that could not be filed is not read.</summary>
    private static async Task<CardReading?> ReadOff(DocumentRecord document, HttpContext http, IRegistry registry)
    {
        if (document is not { Kind: MaterialKind.IdentityFront, Width: >= MinCardWidth, Height: { } height }
            || (long)document.Width.Value * height > MaxCardPixels
            || http.RequestServices.GetService<ICardReader>() is not { } reader) return null;
        await using var content = await registry.Documents.Open(document, http.RequestAborted);
        using var picture = new MemoryStream((int)document.Bytes);
        await content.CopyToAsync(picture, http.RequestAborted);
        return await reader.Read(picture.ToArray(), http.RequestAborted);
    }

    private static async Task<IResult> Get(
        string id, HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (document, refusal) = await registry.As(caller.Actor).Document(id, cancellation);
        if (refusal is not null) return new ApiProblem(refusal);
        // The type was found in the content at the upload; no browser may guess another one, nor show the document
        // inside a page.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document!.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(await registry.Documents.OpenCleaned(document, cancellation), document.ContentType);
    }

    /// <summary>The caller's own uploads, newest first.</summary>
    public static async Task<Reply<Listing<DocumentView>>> Mine(
        string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } bad ? bad
            : Listing<DocumentView>.Of(
                await registry.Documents.Of(caller.Account.Id, page, cancellation), DocumentView.Of);

    private static async Task<NoContentResult> Remove(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        NoContentResult.Unless(await registry.Documents.Remove(id, caller.Actor, cancellation));
}

using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An uploaded document.</summary>
public sealed record DocumentView(
    string Id, MaterialKind Kind, string FileName, string ContentType, long Bytes, string Sha256, int? Width, int? Height,
    int? Dpi, ImmutableArray<string> Warnings)
{
    internal static DocumentView Of(DocumentRecord d) => new(
        d.Id, d.Kind, d.FileName, d.ContentType, d.Bytes, d.Sha256, d.Width, d.Height, d.Dpi, d.Warnings);
}

/// <summary>Materials (http.md 3): judged by their content, kept once, read by their owner and the officer in charge.</summary>
internal static class Documents
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/documents").WithTags("documents");
        group.MapPost("/", Add).For(Access.SignedIn).WithName("addDocument")
            .WithSummary("Uploads one material (multipart: file, kind): png or jpg to 10 MB, for rail pdf to 5 MB and mp4 to 50 MB.")
            .WithMetadata(new UploadLimit()).WithMetadata(UploadBody.Marker).DisableAntiforgery();
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getDocument").WithSummary("The content, as a download.")
            .Produces(StatusCodes.Status200OK, contentType: "image/png", additionalContentTypes: ["image/jpeg", "application/pdf", "video/mp4"]);
    }

    private static async Task<Created<DocumentView>> Add(HttpContext http, Caller caller, IRegistry registry)
    {
        Refusal? fault = null;
        var key = CommandKey.Read(http, caller, default, ref fault);
        if (fault is not null) return fault;
        var rules = registry.Rulebook.RoadAt(Domain.Calendar.ShanghaiTime.DateOf(registry.Now));
        var most = Math.Max(rules.ImageMaxBytes, rules.VideoMaxBytes); // The kind, and so its own limit, stands in the form.
        var (form, refusal) = await UploadForm.Read(http, most);
        if (form is null) return refusal!;
        using (form)
            return await registry.Documents.Add("D-" + key.CommandId, form.Kind, form.FileName, caller.Actor, form.Content, http.RequestAborted) switch
            {
                Upload.Kept kept => new Created<DocumentView>
                {
                    Value = DocumentView.Of(kept.Document), Location = $"/api/v1/documents/{kept.Document.Id}",
                },
                Upload.No no => no.Refusal,
                _ => throw new InvalidOperationException("Unknown outcome of an upload."),
            };
    }

    private static async Task<IResult> Get(
        string id, HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (await registry.Documents.Find(id, cancellation) is not { } document) return new ApiProblem(Reading.UnknownTo(caller));
        if (await MayNotRead(document, caller, registry, cancellation) is { } refusal) return new ApiProblem(refusal);
        // The type was found in the content when it came in; nobody shall guess another one, nor show it in a page of ours.
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(document.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(await registry.Documents.Open(document, cancellation), document.ContentType);
    }

    /// <summary>
    /// An officer reads what belongs to an application in the own reach, as it stands now; what was replaced in a
    /// supplement, or never handed in, stays with its owner.
    /// </summary>
    private static async Task<Refusal?> MayNotRead(
        DocumentRecord document, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (document.OwnerAccountId == caller.Account.Id) return null;
        if (!caller.Actor.Is(Roles.Officer | Roles.Employer | Roles.ExamCentre | Roles.Administration)) return Reading.UnknownTo(caller);
        var owner = await registry.Accounts.Find(document.OwnerAccountId, cancellation);
        if (owner?.PersonKey is not { } person) return Refusals.NotFound();
        Refusal? refusal = Refusals.NotFound();
        var page = new PageRequest(Paging.LimitMost);
        while (true)
        {
            var rows = await registry.Queries.ApplicationsOf(person, page, cancellation);
            foreach (var row in rows.Items)
            {
                if (!row.Application.Materials.Any(material => material.DocumentId == document.Id)) continue;
                if (Applications.MayNotRead(row, await registry.Load(row.Id, cancellation), caller) is not { } no) return null;
                refusal = no;
            }
            if (rows.Next is null) return refusal;
            page = page with { Cursor = rows.Next };
        }
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Materials: handed in as multipart, judged by content; read by the owner and by the desk that decides on them.</summary>
public static class Documents
{
    private const int PartsMost = 8;
    private const int KindMost = 64;

    /// <summary>Room for the form around the largest image.</summary>
    private const long RequestMost = 11 * 1024 * 1024;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapPost("", Add).Gives<DocumentView>("Hand in a material: multipart with file and kind", 201)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(RequestMost))
            .WithMetadata(new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata(["multipart/form-data"], typeof(UploadForm)));
        documents.MapGet("/{id}", Get).Says("The content, for its owner and for the desk that decides on it");
    }

    /// <summary>The parts of the upload.</summary>
    public sealed record UploadForm(IFormFile File, MaterialKind Kind);

    /// <summary>A document on record.</summary>
    public sealed record DocumentView(
        string Id, MaterialKind Kind, string FileName, string ContentType, long Bytes, string Sha256, int? Width, int? Height, int? Dpi,
        int? Pages, IReadOnlyList<string> Warnings);

    private static async Task<IResult> Add(Caller caller, IRegistry registry)
    {
        var request = caller.Http.Request;
        if (!request.HasFormContentType || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            return Show.No(new Refusal(RefusalCode.MediaType, new LocalText("请求应为 multipart/form-data。", "The request must be multipart/form-data.")));
        try
        {
            return await Read(new MultipartReader(boundary.Value!, request.Body), caller, registry);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && e is not BadHttpRequestException))
        {
            return Show.No(BodyReading.Malformed("body", "上传内容不完整。", "The upload is not complete."));
        }
    }

    /// <summary>The kind may come before or after the file, so the file is held until the form is read; it is bounded.</summary>
    private static async Task<IResult> Read(MultipartReader reader, Caller caller, IRegistry registry)
    {
        MaterialKind? kind = null;
        (string Name, MemoryStream Content)? file = null;
        for (var part = 1; await reader.ReadNextSectionAsync(caller.Http.RequestAborted) is { } section; part++)
        {
            if (part > PartsMost) return Show.No(BodyReading.Malformed("body", "表单项过多。", "Too many parts."));
            if (section.GetContentDispositionHeader() is not { } header) continue;
            switch (HeaderUtilities.RemoveQuotes(header.Name).Value)
            {
                case "kind":
                    if ((kind = await KindOf(section, caller)) is null)
                        return Show.No(BodyReading.Malformed("kind", "没有该材料种类。", "There is no such kind of material."));
                    break;
                case "file":
                    var name = HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value;
                    file = (name ?? "", await Held(section.Body, registry, caller));
                    break;
                case var other:
                    return Show.No(new Refusal(RefusalCode.UnknownField, new LocalText($"未知字段：{other}。", $"Unknown field: {other}.")));
            }
        }
        if (kind is not { } asked) return Show.No(BodyReading.Malformed("kind", "必填。", "Required."));
        return file is { } given ? await Keep(caller, registry, asked, given.Name, given.Content)
            : Show.No(BodyReading.Malformed("file", "必填。", "Required."));
    }

    private static async Task<MaterialKind?> KindOf(MultipartSection section, Caller caller)
    {
        var text = await new StreamReader(section.Body).ReadToEndAsync(caller.Http.RequestAborted);
        return text.Length is > 0 and <= KindMost && char.IsAsciiLetterLower(text[0])
            && Enum.TryParse<MaterialKind>(text, ignoreCase: true, out var kind) && JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) == text
            ? kind : null;
    }

    /// <summary>At most one byte over the limit, so that the shelf can say that it is too large.</summary>
    private static async Task<MemoryStream> Held(Stream part, IRegistry registry, Caller caller)
    {
        var most = registry.Rulebook.RoadAt(Domain.Calendar.ShanghaiTime.DateOf(registry.Now)).ImageMaxBytes + 1;
        var held = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await part.ReadAsync(buffer, caller.Http.RequestAborted)) > 0;)
            held.Write(buffer, 0, (int)Math.Min(read, most - held.Length));
        held.Position = 0;
        return held;
    }

    private static async Task<IResult> Keep(Caller caller, IRegistry registry, MaterialKind kind, string fileName, MemoryStream content)
    {
        var id = "D-" + Asking.CommandId(caller, caller.Http.Request.Headers["Idempotency-Key"].ToString())["http:".Length..].ToUpperInvariant();
        var upload = await registry.Documents.Add(id, kind, fileName, caller.Actor, content, caller.Http.RequestAborted);
        if (upload is Upload.No no) return Show.No(no.Refusal);
        var d = ((Upload.Kept)upload).Document;
        caller.Http.Response.Headers.Location = $"/api/v1/documents/{d.Id}";
        return Show.Json(new DocumentView(
            d.Id, d.Kind, d.FileName, d.ContentType, d.Bytes, d.Sha256, d.Width, d.Height, d.Dpi, null, d.Warnings), 201);
    }

    private static async Task<IResult> Get(string id, Caller caller, IRegistry registry)
    {
        if (await registry.Documents.Find(id, caller.Http.RequestAborted) is not { } document
            || !await MayRead(caller, document, registry))
            return Show.No(Refusals.NotFound());
        caller.Http.Response.Headers.XContentTypeOptions = "nosniff";
        caller.Http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = document.FileName }.ToString();
        return Results.Stream(await registry.Documents.Open(document, caller.Http.RequestAborted), document.ContentType);
    }

    /// <summary>The owner; or an officer in whose reach one of the owner's applications names it.</summary>
    private static async Task<bool> MayRead(Caller caller, DocumentRecord document, IRegistry registry)
    {
        if (document.OwnerAccountId == caller.Account.Id) return true;
        if (!caller.Actor.Is(Roles.Officer)) return false;
        if (await registry.Accounts.Find(document.OwnerAccountId, caller.Http.RequestAborted) is not { PersonKey: { } person }) return false;
        string? cursor = null;
        do
        {
            var page = await registry.Queries.ApplicationsOf(person, new PageRequest(200, cursor), caller.Http.RequestAborted);
            if (page.Items.Any(row => caller.Actor.Covers(row.Authority, Desks.Road)
                && row.Application.Materials.Any(material => material.DocumentId == document.Id))) return true;
            cursor = page.Next;
        }
        while (cursor is not null);
        return false;
    }
}

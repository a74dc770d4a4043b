using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The largest upload request on the wire; the kind of material has its own limit.</summary>
internal sealed class UploadLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => 64 * 1024 * 1024;
}

/// <summary>Marks the upload route for the OpenAPI document, because its body is read by hand.</summary>
internal sealed class UploadBody
{
    public static UploadBody Marker { get; } = new();
}

/// <summary>
/// The two parts of an upload, in either order. The file is written to the disk while it is received, up to one byte
/// over the limit, so that neither an endless nor a slow sender uses memory.
/// </summary>
internal sealed class UploadForm : IDisposable
{
    private const int MaxKind = 100;
    private const int MaxParts = 4;

    /// <summary>Receives the file; or gives the refusal.</summary>
    private delegate Task<Result<ReceivedFile>> Receiver(Stream file, CancellationToken cancellation);

    private ReceivedFile? _content;
    private string _fileName = "";
    private MaterialKind? _kind;

    public MaterialKind Kind => _kind!.Value;

    public string FileName => _fileName;

    public ReceivedFile Content => _content!;

    /// <summary>Reads both parts; or gives the refusal.</summary>
    public static async Task<Result<UploadForm>> Read(
        HttpContext http, Actor owner, IDocuments documents, long max)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return BodyRefusals.MediaType("multipart/form-data");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > 70) return Refusals.Malformed(BodyRefusals.Unreadable("$"));
        var form = new UploadForm();
        Refusal? refusal = Refusals.Malformed(BodyRefusals.Unreadable("$"));
        try
        {
            refusal = await form.ReadParts(new MultipartReader(boundary.Value!, http.Request.Body),
                (file, cancellation) => documents.Receive(owner, file, max, cancellation), http.RequestAborted);
            refusal ??= form.Missing();
            return refusal is null ? form : refusal;
        }
        finally
        {
            // Also when the connection broke: the received file is dropped and gives its place back.
            if (refusal is not null) form.Dispose();
        }
    }

    public void Dispose() => _content?.Dispose();

    private async Task<Refusal?> ReadParts(MultipartReader reader, Receiver receive, CancellationToken cancellation)
    {
        try
        {
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellation) is { } part; parts++)
            {
                if (parts == MaxParts) return Refusals.Malformed(BodyRefusals.Unreadable("$"));
                if (await ReadPart(part, receive, cancellation) is { } refusal) return refusal;
            }
            return null;
        }
        catch (Exception cutOff) when (cutOff is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return Refusals.Malformed(BodyRefusals.Unreadable("$")); // The reader knows no other way to say so.
        }
    }

    private async Task<Refusal?> ReadPart(MultipartSection part, Receiver receive, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            return Refusals.Malformed(BodyRefusals.Unreadable("$"));
        switch (HeaderUtilities.RemoveQuotes(disposition.Name).Value)
        {
            case "kind" when _kind is null: return await ReadKind(part, cancellation);
            case "file" when _content is null:
                // Made harmless where it is stored (FileNames); every character that people use in file names is
                // accepted.
                _fileName = (disposition.FileNameStar.HasValue
                    ? disposition.FileNameStar
                    : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "";
                (_content, var refusal) = await receive(part.Body, cancellation);
                return refusal;
            case "kind" or "file": return Refusals.Malformed(BodyRefusals.Twice(disposition.Name.Value!));
            case var other:
                return BodyRefusals.UnknownFields([BodyRefusals.Unknown(other is { Length: <= MaxKind }
                ? other
                : "$")]);
        }
    }

    private async Task<Refusal?> ReadKind(MultipartSection part, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await Copy(part.Body, text, MaxKind + 1, cancellation);
        var word = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        return Paging.Word("kind", word, out _kind);
    }

    private static async Task<long> Copy(Stream from, MemoryStream to, long max, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (to.Length < max)
        {
            var read =
                await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, max - to.Length)), cancellation);
            if (read == 0) break;
            to.Write(buffer, 0, read);
        }
        to.Position = 0;
        return to.Length;
    }

    private Refusal? Missing()
    {
        FieldFault[] faults =
        [
            .. _content is null ? [BodyRefusals.Missing("file")] : Array.Empty<FieldFault>(),
            .. _kind is null ? [BodyRefusals.Missing("kind")] : Array.Empty<FieldFault>(),
        ];
        return faults.Length == 0 ? null : Refusals.Malformed(faults);
    }
}

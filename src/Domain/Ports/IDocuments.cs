using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>An uploaded document as it is recorded; equal contents are stored once.</summary>
public sealed record DocumentRecord(
    string Id, MaterialKind Kind, string OwnerAccountId, string FileName, string ContentType, long Bytes,
    string Sha256, int? Width, int? Height, int? Dpi, ImmutableArray<string> Warnings, DateTimeOffset UploadedAt);

/// <summary>What came of an upload.</summary>
public abstract record Upload
{
    private Upload() { }

    /// <summary>Stored and durable; <paramref name="Pages"/>: how many a PDF has, null for other files.</summary>
    public sealed record Kept(DocumentRecord Document, int? Pages = null) : Upload;

    /// <summary>Not stored: too large, or of another type than it claims.</summary>
    public sealed record No(Refusal Refusal) : Upload;
}

/// <summary>A file that was received and is not stored yet; it is deleted when this is disposed.</summary>
public abstract class ReceivedFile : IDisposable
{
    /// <summary>Its size.</summary>
    public abstract long Bytes { get; }

    /// <summary>Its hash, lower-case hexadecimal.</summary>
    public abstract string Sha256 { get; }

    /// <summary>Its content from the beginning.</summary>
    public abstract Stream Open();

    /// <summary>Releases the content.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the content.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Uploaded materials, inspected by their content.</summary>
public interface IDocuments
{
    /// <summary>
    /// Receives a file of at most <paramref name="maxBytes"/> onto the disk and hashes it at the same time. Refused
    /// when it is longer, when the account or the registry has too many uploads at the moment or today, or when the
    /// space for uploads is full.
    /// </summary>
    Task<Result<ReceivedFile>> Receive(
        Actor owner, Stream content, long maxBytes, CancellationToken cancellation = default);

    /// <summary>
    /// Inspects the content and stores it. The caller makes <paramref name="documentId"/>; the same id again gives the
    /// same record, and is refused with another kind, name or content.
    /// </summary>
    Task<Upload> Add(string documentId, MaterialKind kind, string fileName, Actor owner, ReceivedFile content,
        CancellationToken cancellation = default);

    /// <summary>What an account uploaded, newest first.</summary>
    Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a document of <paramref name="owner"/> that nothing names; the answer is the refusal, or null if it was
    /// removed.
    /// </summary>
    Task<Refusal?> Remove(string documentId, Actor owner, CancellationToken cancellation = default);

    /// <summary>
    /// Opens the content as it is served to people: without geographic data, comments and anything else that is not
    /// drawn, and without bytes before or after the document.
    /// </summary>
    Task<Stream> OpenCleaned(DocumentRecord document, CancellationToken cancellation = default);

    /// <summary>The record; null: none.</summary>
    ValueTask<DocumentRecord?> Find(string documentId, CancellationToken cancellation = default);

    /// <summary>Opens the content of a document on record.</summary>
    Task<Stream> Open(DocumentRecord document, CancellationToken cancellation = default);
}

/// <summary>The content of documents that are drawn on a sheet.</summary>
public static class DrawnDocuments
{
    private const long MaxPortraitBytes = 20 * 1024 * 1024;

    /// <summary>The picture of a person for a sheet; empty: there is none, or it is too large to draw.</summary>
    public static async Task<ReadOnlyMemory<byte>> Portrait(
        this IDocuments documents, DocumentRecord? portrait, CancellationToken cancellation)
    {
        if (portrait is null || portrait.Bytes > MaxPortraitBytes) return default;
        await using var content = await documents.OpenCleaned(portrait, cancellation);
        using var picture = new MemoryStream();
        await content.CopyToAsync(picture, cancellation);
        return picture.ToArray();
    }
}

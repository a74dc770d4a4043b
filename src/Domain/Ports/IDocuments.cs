using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>An uploaded document as it is on record; the content is kept once for equal content.</summary>
public sealed record DocumentRecord(
    string Id, MaterialKind Kind, string OwnerAccountId, string FileName, string ContentType, long Bytes,
    string Sha256, int? Width, int? Height, int? Dpi, ImmutableArray<string> Warnings, DateTimeOffset UploadedAt);

/// <summary>What came of an upload.</summary>
public abstract record Upload
{
    private Upload() { }

    /// <summary>On record and durable.</summary>
    public sealed record Kept(DocumentRecord Document) : Upload;

    /// <summary>Not kept: too large, or not what it says it is.</summary>
    public sealed record No(Refusal Refusal) : Upload;
}

/// <summary>Uploaded materials, inspected by their content.</summary>
public interface IDocuments
{
    /// <summary>
    /// Reads at most one byte over the limit, inspects the content and keeps it. <paramref name="documentId"/> is made
    /// by the caller; the same id again gives the same record.
    /// </summary>
    Task<Upload> Add(string documentId, MaterialKind kind, string fileName, Actor owner, Stream content,
        CancellationToken cancellation = default);

    /// <summary>The record; null: none.</summary>
    ValueTask<DocumentRecord?> Find(string documentId, CancellationToken cancellation = default);

    /// <summary>Opens the content of a document on record.</summary>
    Task<Stream> Open(DocumentRecord document, CancellationToken cancellation = default);
}

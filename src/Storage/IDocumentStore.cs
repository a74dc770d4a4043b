using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>Documents: the record in the database, the content stored once by its SHA-256.</summary>
public interface IDocumentStore
{
    /// <summary>
    /// Stores content and record durably, content first. The same id with the same content gives the existing record;
    /// with other content it gives null.
    /// </summary>
    /// <param name="record">The record; its SHA-256 is that of the content.</param>
    /// <param name="content">Can be read more than once.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<DocumentRecord?> Add(DocumentRecord record, Stream content, CancellationToken cancellation = default);

    /// <summary>The record; null: none.</summary>
    ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Opens the content with this SHA-256 (lower-case hexadecimal).</summary>
    Task<Stream> Open(string sha256, CancellationToken cancellation = default);

    /// <summary>What an account uploaded, newest first.</summary>
    Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default);

    /// <summary>How many files an account has uploaded since an instant, inclusive, and their bytes.</summary>
    Task<(long Files, long Bytes)> Since(
        string ownerAccountId, DateTimeOffset from, CancellationToken cancellation = default);

    /// <summary>
    /// Records durably that these documents are named by something and must be kept. False: one of them does not exist
    /// (any more).
    /// </summary>
    Task<bool> Name(IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a document that nothing names, and its content if no other record has it. False: it is named, or does
    /// not exist.
    /// </summary>
    Task<bool> Remove(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a document whose time is over, even if it is named, and its content if no other record has it. False: it
    /// does not exist.
    /// </summary>
    Task<bool> Erase(string id, CancellationToken cancellation = default);

    /// <summary>Ids of documents that nothing names, uploaded before an instant; the oldest first.</summary>
    Task<ImmutableArray<string>> Unnamed(
        DateTimeOffset before, int limit, CancellationToken cancellation = default);
}

/// <summary>Small values that belong to the registry.</summary>
public interface ISettingStore
{
    /// <summary>The value; null: none.</summary>
    ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default);

    /// <summary>
    /// Sets the value durably if it is still <paramref name="before"/> (null: none); false: it is another one, or
    /// already the new one because the answer to a first attempt was lost.
    /// </summary>
    Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default);

    /// <summary>Sets the value durably.</summary>
    Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>Documents: the record in the database, the content once under its SHA-256.</summary>
public interface IDocumentStore
{
    /// <summary>
    /// Keeps content and record durably, content first. The same id again with the same content gives the record that
    /// is there; the same id with other content gives null.
    /// </summary>
    /// <param name="record">The record; its SHA-256 is that of the content.</param>
    /// <param name="content">Can be read again from its beginning.</param>
    /// <param name="cancellation">Ends the writing.</param>
    Task<DocumentRecord?> Add(DocumentRecord record, Stream content, CancellationToken cancellation = default);

    /// <summary>The record; null: none.</summary>
    ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Opens the content with this SHA-256 (lower-case hexadecimal).</summary>
    Task<Stream> Open(string sha256, CancellationToken cancellation = default);

    /// <summary>What an account uploaded, newest first.</summary>
    Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default);

    /// <summary>How many files an account uploaded since an instant, inclusive, and their bytes.</summary>
    Task<(long Files, long Bytes)> Since(
        string ownerAccountId, DateTimeOffset from, CancellationToken cancellation = default);

    /// <summary>
    /// Says durably that something names these documents: they stay. False: one of them is not on record (any more).
    /// </summary>
    Task<bool> Name(IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a document that nothing names, and its content with the last record of it. False: it is named, or there
    /// is none.
    /// </summary>
    Task<bool> Remove(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Removes a document whose time is over, whatever names it, and its content with the last record of it. False:
    /// there is none.
    /// </summary>
    Task<bool> Erase(string id, CancellationToken cancellation = default);

    /// <summary>Ids of documents that nothing names, uploaded before an instant; the oldest first.</summary>
    Task<ImmutableArray<string>> Unnamed(
        DateTimeOffset before, int limit, CancellationToken cancellation = default);
}

/// <summary>Small texts that belong to the registry.</summary>
public interface ISettingStore
{
    /// <summary>The value; null: none.</summary>
    ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default);

    /// <summary>
    /// Sets the value durably where it is still <paramref name="before"/> (null: none); false: it is another one, or
    /// this one already, when the answer to a first try was lost.
    /// </summary>
    Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default);

    /// <summary>Sets the value durably.</summary>
    Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default);
}

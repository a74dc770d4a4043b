using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>Documents: the record in the database, the content once under its SHA-256.</summary>
public interface IDocumentStore
{
    /// <summary>
    /// Keeps content and record durably, content first. The same id again with the same content gives the record that
    /// is there; the same id with other content gives null.
    /// </summary>
    Task<DocumentRecord?> Add(
        DocumentRecord record, ReadOnlyMemory<byte> content, CancellationToken cancellation = default);

    /// <summary>The record; null: none.</summary>
    ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default);

    /// <summary>Opens the content with this SHA-256 (lower-case hexadecimal).</summary>
    Task<Stream> Open(string sha256, CancellationToken cancellation = default);
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

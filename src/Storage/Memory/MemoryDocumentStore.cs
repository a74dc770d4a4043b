using System.Collections.Immutable;
using System.Security.Cryptography;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Documents: records and contents.</summary>
internal sealed class MemoryDocumentStore(MemoryTables tables) : IDocumentStore
{
    public async Task<DocumentRecord?> Add(
        DocumentRecord record, Stream content, CancellationToken cancellation = default)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var bytes = copy.ToArray();
        lock (tables.Gate)
        {
            if (tables.Documents.TryGetValue(record.Id, out var known))
                return known.Record.Sha256 == record.Sha256 ? known.Record : null;
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != record.Sha256)
                throw new ArgumentException("the record's SHA-256 is not the content's", nameof(content));
            tables.Contents[record.Sha256] = bytes;
            tables.Documents[record.Id] = new DocumentRow(record, null);
            return record;
        }
    }

    public ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Documents.GetValueOrDefault(id)?.Record);
    }

    public Task<Stream> Open(string sha256, CancellationToken cancellation = default)
    {
        ContentFiles.ThrowIfNoHash(sha256);
        lock (tables.Gate)
            return tables.Contents.TryGetValue(sha256, out var bytes)
                ? Task.FromResult<Stream>(new MemoryStream(bytes, writable: false))
                : throw new StorageAwayException($"the content {sha256} cannot be read");
    }

    public Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default)
    {
        var (at, id) = DocumentCursor.Read(page);
        lock (tables.Gate)
            return Task.FromResult(OwnedBy(ownerAccountId)
                .Where(record => MemoryPaging.Compare(record.UploadedAt.UtcTicks, record.Id, at, id) < 0)
                .OrderByDescending(record => record.UploadedAt)
                .ThenByDescending(record => record.Id, StringComparer.Ordinal)
                .Page(page, DocumentCursor.After));
    }

    public Task<(long Files, long Bytes)> Since(
        string ownerAccountId, DateTimeOffset from, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var found = OwnedBy(ownerAccountId).Where(record => record.UploadedAt >= from).ToList();
            return Task.FromResult(((long)found.Count, found.Sum(record => record.Bytes)));
        }
    }

    public Task<bool> Name(IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            foreach (var id in ids)
            {
                if (!tables.Documents.TryGetValue(id, out var row)) return Task.FromResult(false);
                tables.Documents[id] = row with { NamedAt = row.NamedAt ?? at };
            }
            return Task.FromResult(true);
        }
    }

    public Task<bool> Remove(string id, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            return Task.FromResult(
                tables.Documents.GetValueOrDefault(id) is { NamedAt: null } row && Removed(row.Record));
        }
    }

    public Task<bool> Erase(string id, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(tables.Documents.GetValueOrDefault(id) is { } row && Removed(row.Record));
    }

    /// <summary>The content is removed with the last record that has it.</summary>
    private bool Removed(DocumentRecord record)
    {
        tables.Documents.Remove(record.Id);
        if (!tables.Documents.Values.Any(other => other.Record.Sha256 == record.Sha256))
            tables.Contents.Remove(record.Sha256);
        return true;
    }

    public Task<ImmutableArray<string>> Unnamed(
        DateTimeOffset before, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult<ImmutableArray<string>>(
            [
                .. tables.Documents.Values.Where(row => row.NamedAt is null && row.Record.UploadedAt < before)
                    .OrderBy(row => row.Record.UploadedAt).Take(limit).Select(row => row.Record.Id),
            ]);
    }

    private IEnumerable<DocumentRecord> OwnedBy(string accountId) =>
        tables.Documents.Values.Select(row => row.Record).Where(record => record.OwnerAccountId == accountId);
}

using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Documents: the record as a row, the content as a file. A record never stands without its content.</summary>
internal sealed class SqliteDocumentStore(SqliteAccess access, string folder) : IDocumentStore
{
    private const string Columns = """
        id, kind, owner_account_id, file_name, content_type, bytes, sha256, width, height, dpi, warnings, uploaded_at
        """;

    private readonly ContentFiles _files = new(folder);

    public async Task<DocumentRecord?> Add(
        DocumentRecord record, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        if (record.Sha256 != Convert.ToHexStringLower(SHA256.HashData(content.Span)))
            throw new ArgumentException("the record's SHA-256 is not the content's", nameof(record));
        var known = await Find(record.Id, cancellation).ConfigureAwait(false);
        if (known is null)
        {
            await _files.Keep(record.Sha256, content, cancellation).ConfigureAwait(false);
            known = await access.Write(database => AddOrFind(database, record), cancellation).ConfigureAwait(false);
        }
        return known.Sha256 == record.Sha256 ? known : null;
    }

    public ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default) =>
        access.Read(id, FindRow, cancellation);

    public Task<Stream> Open(string sha256, CancellationToken cancellation = default) =>
        Task.FromResult<Stream>(_files.Open(sha256));

    // Another upload under the same id may have been first: then its record counts.
    private static DocumentRecord AddOrFind(Database database, DocumentRecord record)
    {
        var added = database.Prepare($"""
            INSERT INTO document ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
            .Add(record.Id).Add((long)record.Kind).Add(record.OwnerAccountId).Add(record.FileName)
            .Add(record.ContentType).Add(record.Bytes).Add(record.Sha256)
            .Add((long?)record.Width).Add((long?)record.Height).Add((long?)record.Dpi)
            .Add(StoredJson.Write(record.Warnings)).Add(record.UploadedAt).Run();
        return added == 1 ? record : FindRow(database, record.Id)!;
    }

    private static DocumentRecord? FindRow(Database database, string id) =>
        database.Prepare($"SELECT {Columns} FROM document WHERE id = ?").Add(id).First(row => new DocumentRecord(
            row.Text(0), (MaterialKind)row.Int(1), row.Text(2), row.Text(3), row.Text(4), row.Long(5), row.Text(6),
            row.IntOrNull(7), row.IntOrNull(8), row.IntOrNull(9), StoredJson.ReadTexts(row.Text(10)), row.Instant(11)));
}

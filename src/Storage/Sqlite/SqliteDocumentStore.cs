using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>
/// Documents: the record as a row, the content as a file. There is never a record without its content.
/// </summary>
internal sealed class SqliteDocumentStore(SqliteAccess access, string folder, Sealer sealer) : IDocumentStore
{
    private const string Columns = """
        id, kind, owner_account_id, file_name, content_type, bytes, sha256, width, height, dpi, warnings, uploaded_at
        """;

    private readonly ContentFiles _files = new(folder);

    public async Task<DocumentRecord?> Add(
        DocumentRecord record, Stream content, CancellationToken cancellation = default)
    {
        var known = await Find(record.Id, cancellation).ConfigureAwait(false);
        while (known is null)
        {
            await _files.Keep(record.Sha256, content, sealer, cancellation).ConfigureAwait(false);
            known = await access.Write(database => AddOrFind(database, record), cancellation).ConfigureAwait(false);
        }
        return known.Sha256 == record.Sha256 ? known : null;
    }

    public ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default) =>
        access.Read(id, FindRow, cancellation);

    public Task<Stream> Open(string sha256, CancellationToken cancellation = default) =>
        OpeningStream.Open(sealer, sha256, _files.Open(sha256), cancellation);

    public Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((ownerAccountId, page), OfOwner, cancellation).AsTask();

    public Task<(long Files, long Bytes)> Since(
        string ownerAccountId, DateTimeOffset from, CancellationToken cancellation = default) =>
        access.Read((ownerAccountId, from), Since, cancellation).AsTask();

    public async Task<bool> Name(
        IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellation = default) =>
        await access.Write(
            database => ids.Distinct().All(id => database.Prepare("""
                UPDATE document SET named_at = coalesce(named_at, ?) WHERE id = ?
                """).Add(at).Add(id).Run() == 1),
            cancellation).ConfigureAwait(false);

    public Task<bool> Remove(string id, CancellationToken cancellation = default) =>
        access.Write(database => Remove(database, id, "AND named_at IS NULL"), cancellation);

    public Task<bool> Erase(string id, CancellationToken cancellation = default) =>
        access.Write(database => Remove(database, id, ""), cancellation);

    public Task<ImmutableArray<string>> Unnamed(
        DateTimeOffset before, int limit, CancellationToken cancellation = default) =>
        access.Read((before, limit), Unnamed, cancellation).AsTask();

    // The writer does one thing after the other, so nobody can add a record of this content between the check and the
    // end.
    private bool Remove(Database database, string id, string condition)
    {
        if (FindRow(database, id) is not { Sha256: var sha256 }) return false;
        if (database.Erase($"DELETE FROM document WHERE id = ? {condition}", row => row.Add(id)) == 0) return false;
        if (database.Prepare("SELECT 1 FROM document WHERE sha256 = ? LIMIT 1").Add(sha256).All(_ => 1).IsEmpty)
            _files.Remove(sha256);
        return true;
    }

    private static Page<DocumentRecord> OfOwner(Database database, (string Owner, PageRequest Page) ask)
    {
        var (at, id) = DocumentCursor.Read(ask.Page);
        return database.Prepare($"""
            SELECT {Columns} FROM document
            WHERE owner_account_id = ? AND (uploaded_at, id) < (?, ?) ORDER BY uploaded_at DESC, id DESC LIMIT ?
            """).Add(ask.Owner).Add(at).Add(id).Page(ask.Page.Limit(), Record, DocumentCursor.After);
    }

    private static (long Files, long Bytes) Since(Database database, (string Owner, DateTimeOffset From) ask) =>
        database.Prepare("""
            SELECT count(*), coalesce(sum(bytes), 0) FROM document WHERE owner_account_id = ? AND uploaded_at >= ?
            """).Add(ask.Owner).Add(ask.From).All(row => (row.Long(0), row.Long(1)))[0];

    private static ImmutableArray<string> Unnamed(Database database, (DateTimeOffset Before, int Limit) ask) =>
        database.Prepare("""
            SELECT id FROM document WHERE named_at IS NULL AND uploaded_at < ? ORDER BY uploaded_at LIMIT ?
            """).Add(ask.Before).Add(ask.Limit).All(row => row.Text(0));

    // Another upload with the same id may have been first: then its record counts. Null: the content was removed with
    // its last record after it was found.
    private DocumentRecord? AddOrFind(Database database, DocumentRecord record)
    {
        if (!_files.Has(record.Sha256)) return null;
        var added = database.Prepare($"""
            INSERT INTO document ({Columns}, named_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
            ON CONFLICT DO NOTHING
            """)
            .Add(record.Id).Add((long)record.Kind).Add(record.OwnerAccountId).Add(record.FileName)
            .Add(record.ContentType).Add(record.Bytes).Add(record.Sha256)
            .Add((long?)record.Width).Add((long?)record.Height).Add((long?)record.Dpi)
            .Add(StoredJson.Write(record.Warnings)).Add(record.UploadedAt).Run();
        return added == 1 ? record : FindRow(database, record.Id)!;
    }

    private static DocumentRecord? FindRow(Database database, string id) =>
        database.Prepare($"SELECT {Columns} FROM document WHERE id = ?").Add(id).First(Record);

    private static DocumentRecord Record(Statement row) => new(
        row.Text(0), (MaterialKind)row.Int(1), row.Text(2), row.Text(3), row.Text(4), row.Long(5), row.Text(6),
        row.IntOrNull(7), row.IntOrNull(8), row.IntOrNull(9), StoredJson.ReadTexts(row.Text(10)), row.Instant(11));
}

using System.Buffers;
using System.Collections.Immutable;
using System.Data;
using System.Security.Cryptography;
using Npgsql;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Documents: record and content as rows of one transaction, equal content once.</summary>
internal sealed class PostgresDocumentStore(PostgresAccess access) : IDocumentStore
{
    private const int HexLetters = 64;
    private const string Columns = """
        id, kind, owner_account_id, file_name, content_type, bytes, sha256, width, height, dpi, warnings, uploaded_at
        """;

    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdef");

    public async Task<DocumentRecord?> Add(
        DocumentRecord record, Stream content, CancellationToken cancellation = default)
    {
        content.Position = 0;
        if (record.Sha256 != Convert.ToHexStringLower(
            await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false)))
            throw new ArgumentException("the record's SHA-256 is not the content's", nameof(record));
        using var stored = access.Sealer.Seals ? new SealingStream(access.Sealer, record.Sha256, content) : null;
        // One statement, and so one transaction; if another upload with the same id was first, its record counts.
        await access.RunAgain(
            new BoundStatement($"""
                WITH kept AS (INSERT INTO content (sha256, bytes) VALUES ($7, $13) ON CONFLICT DO NOTHING)
                INSERT INTO document ({Columns}, named_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL) ON CONFLICT DO NOTHING
                """)
                .Add(record.Id).Add((int)record.Kind).Add(record.OwnerAccountId).Add(record.FileName)
                .Add(record.ContentType).Add(record.Bytes).Add(record.Sha256)
                .Add(record.Width).Add(record.Height).Add(record.Dpi)
                .Add(StoredJson.Write(record.Warnings)).Add(record.UploadedAt).Add(stored ?? content),
            cancellation).ConfigureAwait(false);
        var known = await Find(record.Id, cancellation).ConfigureAwait(false);
        return known!.Sha256 == record.Sha256 ? known : null;
    }

    public ValueTask<DocumentRecord?> Find(string id, CancellationToken cancellation = default) => access.First(
        new BoundStatement($"SELECT {Columns} FROM document WHERE id = $1").Add(id), Record, cancellation);

    public Task<Page<DocumentRecord>> Of(
        string ownerAccountId, PageRequest page, CancellationToken cancellation = default)
    {
        var (at, id) = DocumentCursor.Read(page);
        return access.Page(
            new BoundStatement($"""
                SELECT {Columns} FROM document WHERE owner_account_id = $1 AND (uploaded_at, id) < ($2, $3)
                ORDER BY uploaded_at DESC, id DESC LIMIT $4
                """).Add(ownerAccountId).Add(at).Add(id),
            page, Record, DocumentCursor.After, cancellation);
    }

    public async Task<(long Files, long Bytes)> Since(
        string ownerAccountId, DateTimeOffset from, CancellationToken cancellation = default) =>
        (await access.FirstValue(
            new BoundStatement("""
                SELECT count(*), coalesce(sum(bytes), 0)::bigint FROM document
                WHERE owner_account_id = $1 AND uploaded_at >= $2
                """).Add(ownerAccountId).Add(from),
            row => (row.GetInt64(0), row.GetInt64(1)), cancellation).ConfigureAwait(false))!.Value;

    public async Task<bool> Name(
        IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellation = default) =>
        await access.RunAgain(
            new BoundStatement("UPDATE document SET named_at = coalesce(named_at, $2) WHERE id = ANY($1)")
                .Add(ids.Distinct()).Add(at),
            cancellation).ConfigureAwait(false) == ids.Distinct().Count();

    public Task<bool> Remove(string id, CancellationToken cancellation = default) =>
        Remove(id, "AND named_at IS NULL", cancellation);

    public Task<bool> Erase(string id, CancellationToken cancellation = default) => Remove(id, "", cancellation);

    private async Task<bool> Remove(string id, string condition, CancellationToken cancellation)
    {
        if (await Find(id, cancellation).ConfigureAwait(false) is not { } record) return false;
        var removed = await access.Run(
            new BoundStatement($"DELETE FROM document WHERE id = $1 {condition}").Add(id), cancellation)
            .ConfigureAwait(false) == 1;
        if (!removed) return false;
        try
        {
            await access.Run(
                new BoundStatement("""
                    DELETE FROM content WHERE sha256 = $1 AND NOT EXISTS (SELECT FROM document WHERE sha256 = $1)
                    """).Add(record.Sha256),
                cancellation).ConfigureAwait(false);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // Equal content was uploaded just now, so it is kept.
        }
        return true;
    }

    public Task<ImmutableArray<string>> Unnamed(
        DateTimeOffset before, int limit, CancellationToken cancellation = default) => access.All(
        new BoundStatement("""
            SELECT id FROM document WHERE named_at IS NULL AND uploaded_at < $1 ORDER BY uploaded_at LIMIT $2
            """).Add(before).Add(limit),
        row => row.GetString(0), cancellation);

    private static DocumentRecord Record(NpgsqlDataReader row) => new(
        row.GetString(0), (MaterialKind)row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetInt64(5), row.GetString(6), row.IntOrNull(7), row.IntOrNull(8), row.IntOrNull(9),
        StoredJson.ReadTexts(row.GetString(10)), row.Instant(11));

    /// <summary>Reads from the connection, which is released when the stream is disposed.</summary>
    public async Task<Stream> Open(string sha256, CancellationToken cancellation = default)
    {
        if (sha256.Length != HexLetters || sha256.AsSpan().ContainsAnyExcept(_hexadecimal))
            throw new ArgumentException("not a SHA-256 in lower-case hexadecimal", nameof(sha256));
        NpgsqlCommand? command = null;
        try
        {
            command = new BoundStatement("SELECT bytes FROM content WHERE sha256 = $1").Add(sha256).On(access.Source);
            var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation)
                .ConfigureAwait(false);
            if (!await row.ReadAsync(cancellation).ConfigureAwait(false))
                throw new StorageAwayException($"the content {sha256} is not there");
            var stored = new ContentStream(
                command, row, await row.GetStreamAsync(0, cancellation).ConfigureAwait(false));
            return await OpeningStream.Open(access.Sealer, sha256, stored, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (command is not null) await command.DisposeAsync().ConfigureAwait(false);
            if (PostgresFaults.IsAway(fault)) throw PostgresFaults.Away(fault);
            throw;
        }
    }
}

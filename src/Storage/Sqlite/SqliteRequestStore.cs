using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Requests that may be repeated, as rows.</summary>
internal sealed class SqliteRequestStore(SqliteAccess access) : IRequestStore
{
    public Task<StoredRequest?> Begin(
        StoredRequest request, DateTimeOffset over, DateTimeOffset abandoned,
        CancellationToken cancellation = default) =>
        access.Write(
            database =>
            {
                database.Prepare("DELETE FROM request WHERE at < ?").Add(over).Run();
                database.Prepare("DELETE FROM request WHERE id = ? AND answer IS NULL AND at < ?")
                    .Add(request.Id).Add(abandoned).Run();
                if (Find(database, request.Id) is { } other) return other;
                database.Prepare("INSERT INTO request (id, fingerprint, at) VALUES (?, ?, ?)")
                    .Add(request.Id).Add(request.Fingerprint).Add(request.At).Run();
                return null;
            },
            cancellation);

    public Task End(string id, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("UPDATE request SET answer = ? WHERE id = ?").Add(answer).Add(id).Run(),
        cancellation);

    public Task Remove(string id, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("DELETE FROM request WHERE id = ?").Add(id).Run(), cancellation);

    private static StoredRequest? Find(Database database, string id)
    {
        using var row = database.Prepare("SELECT fingerprint, answer, at FROM request WHERE id = ?").Add(id);
        return row.Read()
            ? new StoredRequest(
                id, row.Text(0), row.IsNull(1) ? (ReadOnlyMemory<byte>?)null : row.Blob(1), row.Instant(2))
            : null;
    }
}

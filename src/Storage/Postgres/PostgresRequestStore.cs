namespace OrleansRegistry.Storage.Postgres;

/// <summary>Requests that may be repeated, as rows.</summary>
internal sealed class PostgresRequestStore(PostgresAccess access) : IRequestStore
{
    public async Task<StoredRequest?> Begin(
        StoredRequest request, DateTimeOffset over, DateTimeOffset abandoned, CancellationToken cancellation = default)
    {
        await access.RunAgain(
            new BoundStatement("DELETE FROM request WHERE at < $1 OR (id = $2 AND answer IS NULL AND at < $3)")
                .Add(over).Add(request.Id).Add(abandoned),
            cancellation).ConfigureAwait(false);
        var taken = await access.Run(
            new BoundStatement("""
                INSERT INTO request (id, fingerprint, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING
                """).Add(request.Id).Add(request.Fingerprint).Add(request.At),
            cancellation).ConfigureAwait(false);
        if (taken == 1) return null;
        // Removed in between: the request that had the id was refused, and this one gets it at the next attempt.
        return await access.First(
            new BoundStatement("SELECT fingerprint, answer, at FROM request WHERE id = $1").Add(request.Id),
            row => new StoredRequest(
                request.Id, row.GetString(0), row.IsDBNull(1) ? (ReadOnlyMemory<byte>?)null : row.Blob(1),
                row.Instant(2)),
            cancellation).ConfigureAwait(false) ?? request;
    }

    public Task End(string id, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("UPDATE request SET answer = $1 WHERE id = $2").Add(answer).Add(id), cancellation);

    public Task Remove(string id, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM request WHERE id = $1").Add(id), cancellation);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Drafts as rows; their content is sealed.</summary>
internal sealed class PostgresDrafts(PostgresAccess access) : IDrafts
{
    public async Task<bool> Save(
        string accountId, string key, ReadOnlyMemory<byte> content, DateTimeOffset now,
        CancellationToken cancellation = default) =>
        await access.RunAgain(
            new BoundStatement("""
                INSERT INTO draft (account_id, key, content, at)
                SELECT $1, $2, $3, $4
                WHERE (SELECT count(*) FROM draft WHERE account_id = $1 AND key <> $2 AND at >= $5) < $6
                ON CONFLICT (account_id, key) DO UPDATE SET content = excluded.content, at = excluded.at
                """).Add(accountId).Add(key).Add(Sealed(accountId, key, content)).Add(now).Add(OldestAt(now))
                .Add(IDrafts.MaxDrafts),
            cancellation).ConfigureAwait(false) > 0;

    public async ValueTask<ReadOnlyMemory<byte>?> Find(
        string accountId, string key, DateTimeOffset now, CancellationToken cancellation = default) =>
        (await access.First(
            new BoundStatement("SELECT content FROM draft WHERE account_id = $1 AND key = $2 AND at >= $3")
                .Add(accountId).Add(key).Add(OldestAt(now)),
            row => new Content(access.Sealer.Open(row.Blob(0), RowIdentity.Draft(accountId, key))),
            cancellation).ConfigureAwait(false))?.Bytes;

    public async ValueTask<ImmutableArray<DraftInfo>> Of(
        string accountId, DateTimeOffset now, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT key, length(content), at, substr(content, 1, 1) FROM draft WHERE account_id = $1 AND at >= $2
                ORDER BY at DESC, key
                """).Add(accountId).Add(OldestAt(now)),
            row => new DraftInfo(
                row.GetString(0), Sealer.PlainLength(row.GetInt32(1), row.Blob(3)), row.Instant(2)),
            cancellation).ConfigureAwait(false);

    public async Task<bool> Remove(string accountId, string key, CancellationToken cancellation = default) =>
        await access.RunAgain(
            new BoundStatement("DELETE FROM draft WHERE account_id = $1 AND key = $2").Add(accountId).Add(key),
            cancellation).ConfigureAwait(false) > 0;

    public Task<int> RemoveAll(string accountId, CancellationToken cancellation = default) => access.RunAgain(
        new BoundStatement("DELETE FROM draft WHERE account_id = $1").Add(accountId), cancellation);

    public Task<int> RemoveOld(DateTimeOffset before, CancellationToken cancellation = default) => access.RunAgain(
        new BoundStatement("DELETE FROM draft WHERE at < $1").Add(before), cancellation);

    private ReadOnlyMemory<byte> Sealed(string accountId, string key, ReadOnlyMemory<byte> content) =>
        access.Sealer.Seals ? access.Sealer.Seal(content.Span, RowIdentity.Draft(accountId, key)) : content;

    private static DateTimeOffset OldestAt(DateTimeOffset now) => now.AddDays(-IDrafts.Days);

    private sealed record Content(ReadOnlyMemory<byte> Bytes);
}

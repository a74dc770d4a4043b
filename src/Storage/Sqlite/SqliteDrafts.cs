using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Drafts as rows; their content is sealed.</summary>
internal sealed class SqliteDrafts(SqliteAccess access) : IDrafts
{
    public Task<bool> Save(
        string accountId, string key, ReadOnlyMemory<byte> content, DateTimeOffset now,
        CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("""
                INSERT INTO draft (account_id, key, content, at)
                SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM draft WHERE account_id = ? AND key <> ? AND at >= ?) < ?
                ON CONFLICT (account_id, key) DO UPDATE SET content = excluded.content, at = excluded.at
                """).Add(accountId).Add(key).Add(Sealed(database.Sealer, accountId, key, content)).Add(now)
                .Add(accountId).Add(key).Add(OldestAt(now)).Add(IDrafts.MaxDrafts).Run() > 0,
            cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> Find(
        string accountId, string key, DateTimeOffset now, CancellationToken cancellation = default) =>
        access.Read((accountId, key, OldestAt(now)), static (database, ask) =>
        {
            using var row = database.Prepare(
                "SELECT content FROM draft WHERE account_id = ? AND key = ? AND at >= ?")
                .Add(ask.accountId).Add(ask.key).Add(ask.Item3);
            return row.Read()
                ? (ReadOnlyMemory<byte>?)row.Sealer.Open(row.Blob(0), RowIdentity.Draft(ask.accountId, ask.key)) : null;
        }, cancellation);

    public ValueTask<ImmutableArray<DraftInfo>> Of(
        string accountId, DateTimeOffset now, CancellationToken cancellation = default) =>
        access.Read((accountId, OldestAt(now)), static (database, ask) =>
        {
            using var row = database.Prepare("""
                SELECT key, length(content), at, substr(content, 1, 1) FROM draft WHERE account_id = ? AND at >= ?
                ORDER BY at DESC, key
                """).Add(ask.accountId).Add(ask.Item2);
            var found = ImmutableArray.CreateBuilder<DraftInfo>();
            while (row.Read())
                found.Add(new DraftInfo(row.Text(0), Sealer.PlainLength(row.Int(1), row.Blob(3)), row.Instant(2)));
            return found.ToImmutable();
        }, cancellation);

    public async Task<bool> Remove(string accountId, string key, CancellationToken cancellation = default) =>
        await access.Write(
            database => database.Erase(
                "DELETE FROM draft WHERE account_id = ? AND key = ?", row => row.Add(accountId).Add(key)),
            cancellation) > 0;

    public Task<int> RemoveAll(string accountId, CancellationToken cancellation = default) => access.Write(
        database => database.Erase("DELETE FROM draft WHERE account_id = ?", row => row.Add(accountId)), cancellation);

    public Task<int> RemoveOld(DateTimeOffset before, CancellationToken cancellation = default) => access.Write(
        database => database.Erase("DELETE FROM draft WHERE at < ?", row => row.Add(before)), cancellation);

    private static ReadOnlyMemory<byte> Sealed(
        Sealer sealer, string accountId, string key, ReadOnlyMemory<byte> content) =>
        sealer.Seals ? sealer.Seal(content.Span, RowIdentity.Draft(accountId, key)) : content;

    private static DateTimeOffset OldestAt(DateTimeOffset now) => now.AddDays(-IDrafts.Days);
}

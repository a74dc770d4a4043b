using System.Collections.Immutable;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

// Sessions as rows.
internal sealed partial class SqliteAccountStore
{
    private const string SessionColumns =
        "token_hash, account_id, expires_at, proven_at, started_at, seen_at, network, agent";

    public Task AddSession(StoredSession session, int? max = null, CancellationToken cancellation = default) =>
        access.Write(
            database =>
            {
                database.Prepare($"INSERT INTO session ({SessionColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                    .Add(session.TokenHash).Add(session.AccountId).Add(session.ExpiresAt).Add(session.ProvenAt)
                    .Add(session.StartedAt).Add(session.SeenAt).Add(session.Network).Add(session.Agent).Run();
                return max is null ? 0 : database.Prepare("""
                    DELETE FROM session WHERE account_id = ? AND token_hash NOT IN
                        (SELECT token_hash FROM session WHERE account_id = ?
                         ORDER BY coalesce(seen_at, 0) DESC, expires_at DESC, token_hash LIMIT ?)
                    """).Add(session.AccountId).Add(session.AccountId).Add((long)max).Run();
            },
            cancellation);

    public ValueTask<StoredSession?> Session(string tokenHash, CancellationToken cancellation = default) =>
        access.Read(tokenHash, FindSession, cancellation);

    public ValueTask<ImmutableArray<StoredSession>> SessionsOf(
        string accountId, CancellationToken cancellation = default) =>
        access.Read(accountId, FindSessions, cancellation);

    public Task SeeSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("UPDATE session SET seen_at = ? WHERE token_hash = ?")
                .Add(at).Add(tokenHash).Run(),
            cancellation);

    public Task ProveSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("UPDATE session SET proven_at = ? WHERE token_hash = ?")
                .Add(at).Add(tokenHash).Run(),
            cancellation);

    public Task<int> EndSession(string accountId, string tokenHash, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("DELETE FROM session WHERE account_id = ? AND token_hash = ?")
                .Add(accountId).Add(tokenHash).Run(),
            cancellation);

    public Task EndSessions(string accountId, string? butNot = null, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("DELETE FROM session WHERE account_id = ? AND token_hash <> ?")
                .Add(accountId).Add(butNot ?? "").Run(),
            cancellation);

    public Task<int> RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("DELETE FROM session WHERE expires_at < ?").Add(before).Run(), cancellation);

    private static StoredSession? FindSession(Database database, string tokenHash)
    {
        using var row =
            database.Prepare($"SELECT {SessionColumns} FROM session WHERE token_hash = ?").Add(tokenHash);
        return row.Read() ? ReadSession(row) : null;
    }

    private static ImmutableArray<StoredSession> FindSessions(Database database, string accountId)
    {
        using var row = database.Prepare($"""
            SELECT {SessionColumns} FROM session WHERE account_id = ?
            ORDER BY coalesce(seen_at, 0) DESC, expires_at DESC, token_hash
            """).Add(accountId);
        var found = ImmutableArray.CreateBuilder<StoredSession>();
        while (row.Read()) found.Add(ReadSession(row));
        return found.ToImmutable();
    }

    private static StoredSession ReadSession(Statement row) =>
        new(row.Text(0), row.Text(1), row.Instant(2), row.InstantOrNull(3))
        {
            StartedAt = row.InstantOrNull(4), SeenAt = row.InstantOrNull(5), Network = row.TextOrNull(6),
            Agent = row.TextOrNull(7),
        };
}

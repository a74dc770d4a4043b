using System.Collections.Immutable;
using Npgsql;

namespace OrleansRegistry.Storage.Postgres;

// Sessions as rows.
internal sealed partial class PostgresAccountStore
{
    private const string SessionColumns =
        "token_hash, account_id, expires_at, proven_at, started_at, seen_at, network, agent";

    public async Task AddSession(
        StoredSession session, int? max = null, CancellationToken cancellation = default)
    {
        await access.RunAgain(
            new BoundStatement($"""
                INSERT INTO session ({SessionColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
                """).Add(session.TokenHash).Add(session.AccountId).Add(session.ExpiresAt).Add(session.ProvenAt)
                .Add(session.StartedAt).Add(session.SeenAt).Add(session.Network).Add(session.Agent),
            cancellation).ConfigureAwait(false);
        if (max is not { } stay) return;
        await access.RunAgain(
            new BoundStatement("""
                DELETE FROM session WHERE account_id = $1 AND token_hash NOT IN
                    (SELECT token_hash FROM session WHERE account_id = $1
                     ORDER BY coalesce(seen_at, 0) DESC, expires_at DESC, token_hash LIMIT $2)
                """).Add(session.AccountId).Add(stay),
            cancellation).ConfigureAwait(false);
    }

    public ValueTask<StoredSession?> Session(string tokenHash, CancellationToken cancellation = default) =>
        access.First(
            new BoundStatement($"SELECT {SessionColumns} FROM session WHERE token_hash = $1").Add(tokenHash),
            ReadSession, cancellation);

    public async ValueTask<ImmutableArray<StoredSession>> SessionsOf(
        string accountId, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement($"""
                SELECT {SessionColumns} FROM session WHERE account_id = $1
                ORDER BY coalesce(seen_at, 0) DESC, expires_at DESC, token_hash
                """).Add(accountId),
            ReadSession, cancellation).ConfigureAwait(false);

    public Task SeeSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("UPDATE session SET seen_at = $1 WHERE token_hash = $2").Add(at).Add(tokenHash),
            cancellation);

    public Task ProveSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("UPDATE session SET proven_at = $1 WHERE token_hash = $2").Add(at).Add(tokenHash),
            cancellation);

    public Task<int> EndSession(string accountId, string tokenHash, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("DELETE FROM session WHERE account_id = $1 AND token_hash = $2")
                .Add(accountId).Add(tokenHash),
            cancellation);

    public Task EndSessions(string accountId, string? butNot = null, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("DELETE FROM session WHERE account_id = $1 AND token_hash <> $2")
                .Add(accountId).Add(butNot ?? ""),
            cancellation);

    public Task<int> RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM session WHERE expires_at < $1").Add(before), cancellation);

    private static StoredSession ReadSession(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.Instant(2), row.InstantOrNull(3))
        {
            StartedAt = row.InstantOrNull(4), SeenAt = row.InstantOrNull(5), Network = row.TextOrNull(6),
            Agent = row.TextOrNull(7),
        };
}

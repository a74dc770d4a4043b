using System.Collections.Immutable;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>The devices that accounts know, as rows.</summary>
internal sealed class PostgresDeviceStore(PostgresAccess access) : IDeviceStore
{
    public async Task Remember(StoredDevice device, int max, CancellationToken cancellation = default)
    {
        await access.RunAgain(
            new BoundStatement("""
                INSERT INTO device (id, account_id, network, made_at, seen_at, expires_at, agent)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (id) DO UPDATE SET network = excluded.network, seen_at = excluded.seen_at,
                    expires_at = excluded.expires_at, agent = excluded.agent
                """).Add(device.Id).Add(device.AccountId).Add(device.Network).Add(device.MadeAt).Add(device.SeenAt)
                .Add(device.ExpiresAt).Add(device.Agent),
            cancellation).ConfigureAwait(false);
        await access.RunAgain(
            new BoundStatement("""
                DELETE FROM device WHERE account_id = $1 AND id NOT IN
                    (SELECT id FROM device WHERE account_id = $1 ORDER BY seen_at DESC, id LIMIT $2)
                """).Add(device.AccountId).Add(max),
            cancellation).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StoredDevice>> Of(
        string accountId, CancellationToken cancellation = default) =>
        await access.All(
            new BoundStatement("""
                SELECT id, network, made_at, seen_at, expires_at, agent FROM device
                WHERE account_id = $1 ORDER BY seen_at DESC, id
                """).Add(accountId),
            row => new StoredDevice(row.GetString(0), accountId, row.GetString(1), row.Instant(2), row.Instant(3),
                row.Instant(4), row.TextOrNull(5)),
            cancellation).ConfigureAwait(false);

    public Task<int> Forget(string accountId, string? id, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement("DELETE FROM device WHERE account_id = $1 AND (id = $2 OR $3)")
                .Add(accountId).Add(id).Add(id is null),
            cancellation);

    public Task<int> RemoveEnded(DateTimeOffset before, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM device WHERE expires_at < $1").Add(before), cancellation);
}

using System.Collections.Immutable;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The devices that accounts know, as rows.</summary>
internal sealed class SqliteDeviceStore(SqliteAccess access) : IDeviceStore
{
    public Task Remember(StoredDevice device, int max, CancellationToken cancellation = default) => access.Write(
        database =>
        {
            Bind(database.Prepare("""
                INSERT INTO device (id, account_id, network, made_at, seen_at, expires_at, agent)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET network = excluded.network, seen_at = excluded.seen_at,
                    expires_at = excluded.expires_at, agent = excluded.agent
                """), device).Run();
            return database.Prepare("""
                DELETE FROM device WHERE account_id = ? AND id NOT IN
                    (SELECT id FROM device WHERE account_id = ? ORDER BY seen_at DESC, id LIMIT ?)
                """).Add(device.AccountId).Add(device.AccountId).Add(max).Run();
        },
        cancellation);

    public ValueTask<ImmutableArray<StoredDevice>> Of(string accountId, CancellationToken cancellation = default) =>
        access.Read(accountId, FindAll, cancellation);

    public Task<int> Forget(string accountId, string? id, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("DELETE FROM device WHERE account_id = ? AND (id = ? OR ?)")
            .Add(accountId).Add(id).Add(id is null).Run(),
        cancellation);

    public Task<int> RemoveEnded(DateTimeOffset before, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("DELETE FROM device WHERE expires_at < ?").Add(before).Run(), cancellation);

    private static ImmutableArray<StoredDevice> FindAll(Database database, string accountId)
    {
        using var row = database.Prepare("""
            SELECT id, network, made_at, seen_at, expires_at, agent FROM device
            WHERE account_id = ? ORDER BY seen_at DESC, id
            """).Add(accountId);
        var found = ImmutableArray.CreateBuilder<StoredDevice>();
        while (row.Read())
            found.Add(new StoredDevice(row.Text(0), accountId, row.Text(1), row.Instant(2), row.Instant(3),
                row.Instant(4), row.TextOrNull(5)));
        return found.ToImmutable();
    }

    private static Statement Bind(Statement statement, StoredDevice device) => statement.Add(device.Id)
        .Add(device.AccountId).Add(device.Network).Add(device.MadeAt).Add(device.SeenAt).Add(device.ExpiresAt)
        .Add(device.Agent);
}

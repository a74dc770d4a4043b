using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Small values that belong to the registry.</summary>
internal sealed class SqliteSettingStore(SqliteAccess access) : ISettingStore
{
    public ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default) =>
        access.Read(name, Find, cancellation);

    public Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) =>
        access.Write(database =>
        {
            var kept = Find(database, name);
            if (kept is null != before is null || !kept.AsSpan().SequenceEqual(before)) return false;
            Put(database, name, value);
            return true;
        }, cancellation);

    public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) => access.Write(
        database => Put(database, name, value), cancellation);

    private static int Put(Database database, string name, ReadOnlyMemory<byte> value) => database.Prepare("""
        INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """).Add(name).Add(value).Run();

    private static byte[]? Find(Database database, string name)
    {
        using var row = database.Prepare("SELECT value FROM setting WHERE name = ?").Add(name);
        return row.Read() ? row.Blob(0) : null;
    }
}

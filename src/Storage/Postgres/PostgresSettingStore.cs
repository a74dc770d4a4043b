namespace OrleansRegistry.Storage.Postgres;

/// <summary>Small texts that belong to the registry.</summary>
internal sealed class PostgresSettingStore(PostgresAccess access) : ISettingStore
{
    public ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default) => access.First(
        new Ask("SELECT value FROM setting WHERE name = $1").Add(name), row => row.Blob(0), cancellation);

    public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) => access.RunAgain(
        new Ask("""
            INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """).Add(name).Add(value),
        cancellation);
}

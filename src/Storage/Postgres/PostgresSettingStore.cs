namespace OrleansRegistry.Storage.Postgres;

/// <summary>Small values that belong to the registry.</summary>
internal sealed class PostgresSettingStore(PostgresAccess access) : ISettingStore
{
    public ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default) => access.First(
        new BoundStatement("SELECT value FROM setting WHERE name = $1").Add(name), row => row.Blob(0), cancellation);

    public async Task<bool> Replace(
        string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default)
    {
        var ask = before is null
            ? new BoundStatement(
                "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING value")
                .Add(name).Add(value)
            : new BoundStatement("UPDATE setting SET value = $2 WHERE name = $1 AND value = $3 RETURNING value")
                .Add(name).Add(value).Add(before);
        return await access.First(ask, row => row.Blob(0), cancellation).ConfigureAwait(false) is not null;
    }

    public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) =>
        access.RunAgain(
        new BoundStatement("""
            INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """).Add(name).Add(value),
        cancellation);
}

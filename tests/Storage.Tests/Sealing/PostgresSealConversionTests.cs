using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sealing.Converting;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests.Sealing;

/// <summary>On a real server. The bytes are those of every column, as a dump would have them.</summary>
public sealed class PostgresSealConversionTests : SealConversionTests
{
    private string _database = "";

    /// <inheritdoc/>
    protected override SealedPlace Place => new("", _database);

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        _database = await PostgresServer.Shared.NewDatabase();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_database.Length > 0) await PostgresServer.Shared.Drop(_database);
    }

    /// <inheritdoc/>
    protected override async Task<IRegistryStore> Open(string? secret) => await PostgresRegistryStore.Open(
        new PostgresStoreOptions { ConnectionString = _database, KeySecret = secret });

    private protected override async Task<ISealingTables> Tables() =>
        await PostgresSealingTables.Open(_database, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    protected override async Task<byte[]> Bytes()
    {
        var all = new List<byte>();
        foreach (var table in (string[])["entity", "event", "application", "answer", "outbox", "notice", "audit",
            "search", "claim", "account", "content", "document", "session", "setting"])
        {
            var rows = (string)(await PostgresServer.Run(_database, $"""
                SELECT coalesce(string_agg(encode(convert_to(t::text, 'UTF8'), 'hex'), ''), '') FROM {table} AS t
                """))!;
            all.AddRange(Convert.FromHexString(rows));
            var blob = table switch
            {
                "entity" => "state",
                "event" or "application" or "answer" => "body",
                "outbox" => "command",
                "content" => "bytes",
                _ => null,
            };
            if (blob is null) continue;
            all.AddRange((byte[])(await PostgresServer.Run(
                _database, $"SELECT coalesce(string_agg({blob}, ''::bytea), ''::bytea) FROM {table}"))!);
        }
        return [.. all];
    }
}

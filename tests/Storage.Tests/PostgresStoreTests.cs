using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on PostgreSQL, on a real server, a database a test.</summary>
public sealed class PostgresStoreTests : RegistryStoreTests
{
    private string _database = "";

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        Skip.IfNot(PostgresServer.Shared.Missing is null, PostgresServer.Shared.Missing);
        _database = await PostgresServer.Shared.NewDatabase();
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<IRegistryStore> OpenStore() =>
        await PostgresRegistryStore.Open(new PostgresStoreOptions { ConnectionString = _database });

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        if (_database.Length == 0) return;
        await base.DisposeAsync();
        await PostgresServer.Shared.Drop(_database);
    }
}

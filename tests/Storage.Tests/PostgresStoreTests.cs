using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on PostgreSQL, on a real server, a database a test.</summary>
public class PostgresStoreTests : BulkStoreTests
{
    private string _database = "";

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        _database = await PostgresServer.Shared.NewMigrated();
        await base.InitializeAsync();
    }

    /// <summary>Under what its data is sealed; null: it is plain.</summary>
    protected virtual string? Secret => null;

    /// <inheritdoc/>
    protected override async Task<IRegistryStore> OpenStore() =>
        await PostgresRegistryStore.Open(
            new PostgresStoreOptions { ConnectionString = _database, KeySecret = Secret });

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_database.Length == 0) return;
        await base.DisposeAsync();
        await PostgresServer.Shared.Drop(_database);
    }
}

/// <summary>The same with everything sealed.</summary>
public sealed class SealedPostgresStoreTests : PostgresStoreTests
{
    /// <inheritdoc/>
    protected override string Secret => Sample.Secret;
}

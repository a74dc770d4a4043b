using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on SQLite, on a real file.</summary>
public class SqliteStoreTests : RegistryStoreTests
{
    private readonly Scratch _scratch = new();

    /// <summary>Under what its data is sealed; null: it is plain.</summary>
    protected virtual string? Secret => null;

    /// <inheritdoc/>
    protected override Task<IRegistryStore> OpenStore() => Task.FromResult<IRegistryStore>(
        SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder, KeySecret = Secret }));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _scratch.Dispose();
    }
}

/// <summary>The same with everything sealed.</summary>
public sealed class SealedSqliteStoreTests : SqliteStoreTests
{
    /// <inheritdoc/>
    protected override string Secret => Sample.Secret;
}

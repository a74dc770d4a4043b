using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on SQLite, on a real file.</summary>
public sealed class SqliteStoreTests : RegistryStoreTests
{
    private readonly Scratch _scratch = new();

    /// <inheritdoc/>
    protected override Task<IRegistryStore> OpenStore() => Task.FromResult<IRegistryStore>(
        SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder }));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _scratch.Dispose();
    }
}

using OrleansRegistry.Storage.Sealing.Converting;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Storage.Tests.Sealing;

/// <summary>On a real file.</summary>
public sealed class SqliteSealConversionTests : SealConversionTests
{
    private readonly Scratch _scratch = new();

    /// <inheritdoc/>
    protected override SealedPlace Place => new(_scratch.Folder, null);

    /// <inheritdoc/>
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task<IRegistryStore> Open(string? secret) => Task.FromResult<IRegistryStore>(
        SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder, KeySecret = secret }));

    private protected override Task<ISealingTables> Tables() =>
        Task.FromResult<ISealingTables>(SqliteSealingTables.Open(_scratch.Folder));

    /// <inheritdoc/>
    protected override Task<byte[]> Bytes() => Task.FromResult<byte[]>(
    [
        .. Directory.EnumerateFiles(_scratch.Folder, "*", SearchOption.AllDirectories).SelectMany(File.ReadAllBytes),
    ]);
}

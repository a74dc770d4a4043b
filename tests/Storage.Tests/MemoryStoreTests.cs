using OrleansRegistry.Storage.Memory;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on the store that is nowhere but in memory.</summary>
public sealed class MemoryStoreTests : RegistryStoreTests
{
    private readonly MemoryTables _tables = new();

    /// <inheritdoc/>
    protected override Task<IRegistryStore> OpenStore() =>
        Task.FromResult<IRegistryStore>(new MemoryRegistryStore(_tables));
}

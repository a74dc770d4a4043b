using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Pipeline;

/// <summary>Holds one entity from a store, without a grain: for measurements, simulations and tests.</summary>
public sealed class StoreEntitySource(IRegistryStore store, EntityId id) : IEntitySource
{
    private LoadedEntity? _held;
    private bool _isRead;

    /// <inheritdoc/>
    public async ValueTask<LoadedEntity?> Current()
    {
        if (_isRead) return _held;
        _held = await store.Load(id) is { } stored ? LoadedEntity.Of(id, stored) : null;
        _isRead = true;
        return _held;
    }

    /// <inheritdoc/>
    public async Task<CommitResult> Commit(PreparedCommit prepared)
    {
        _isRead = false;
        var result = await store.Commit(prepared.Commit);
        if (result is CommitResult.Committed) (_held, _isRead) = (prepared.Entity, true);
        return result;
    }
}

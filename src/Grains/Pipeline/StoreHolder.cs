using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Pipeline;

/// <summary>Holds one entity straight from a store, without a grain: for trials, simulations and tests.</summary>
public sealed class StoreHolder(IRegistryStore store, EntityId id) : IEntityHolder
{
    private HeldEntity? _held;
    private bool _isRead;

    /// <inheritdoc/>
    public async ValueTask<HeldEntity?> Current()
    {
        if (_isRead) return _held;
        _held = await store.Load(id) is { } stored ? HeldEntity.Of(id, stored) : null;
        _isRead = true;
        return _held;
    }

    /// <inheritdoc/>
    public async Task<CommitResult> Commit(Prepared prepared)
    {
        _isRead = false;
        var result = await store.Commit(prepared.Commit);
        if (result is CommitResult.Committed) (_held, _isRead) = (prepared.Entity, true);
        return result;
    }
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Simulation.Hosts;

/// <summary>
/// One entity in the memory of a silo, as its grain would hold it: one call after the other; after anything but a plain
/// success the state is uncertain.
/// </summary>
internal sealed class SimulatedEntity(EntityId id, SimulatedSilo silo, DeadlinePass pass) : IEntitySource
{
    private LoadedEntity? _held;
    private bool _isRead;
    private Task _lastTurn = Task.CompletedTask;

    /// <summary>
    /// Carries out a command after the earlier ones; "the store cannot be reached" is an answer, as from a grain.
    /// </summary>
    public Task<Answer> Execute(Envelope envelope) => InTurn(async () =>
    {
        try
        {
            return await silo.Pipeline.Execute(id, envelope, this);
        }
        catch (StorageAwayException)
        {
            return new Answer.No(Refusals.StorageAway());
        }
    });

    /// <summary>
    /// Carries out a deadline that has passed. A state that was read ahead for it may be outdated, and is not kept.
    /// </summary>
    public Task<bool> Pass(DueDeadline due) => InTurn(async () =>
    {
        if (!_isRead && silo.Reader.AtHand(id) is { } ahead) (_held, _isRead) = (ahead, true);
        try
        {
            return await pass.Pass(due, (target, envelope) => silo.Pipeline.Execute(target, envelope, this));
        }
        finally
        {
            _isRead &= silo.Reader.IsCached;
        }
    });

    public async ValueTask<LoadedEntity?> Current()
    {
        if (_isRead) return _held;
        _held = silo.Reader.IsCached ? await silo.Reader.Load(id)
            : await silo.Store.Load(id) is { } stored ? LoadedEntity.Of(id, stored) : null;
        _isRead = true;
        return _held;
    }

    public async Task<CommitResult> Commit(PreparedCommit prepared)
    {
        _isRead = false;
        silo.Snapshots.Writing(id, this);
        CommitResult result;
        try
        {
            result = await silo.Store.Commit(prepared.Commit);
        }
        catch
        {
            silo.Snapshots.InDoubt(id, this);
            throw;
        }
        if (result is CommitResult.Committed)
        {
            (_held, _isRead) = (prepared.Entity, true);
            silo.Snapshots.Committed(id, this, prepared.Entity);
        }
        else if (result is CommitResult.Conflict or CommitResult.Repeated)
        {
            silo.Snapshots.Conflict(id, this);
        }
        return result;
    }

    private async Task<T> InTurn<T>(Func<Task<T>> work)
    {
        var (before, done) = (_lastTurn, new TaskCompletionSource());
        _lastTurn = done.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}

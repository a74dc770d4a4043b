using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// The grain of every kind: it holds the state and writes commits; the commands are decided in
/// <see cref="CommandPipeline"/>. Not reentrant, so that an entity's commands are carried out one after the other.
/// Correctness rests on the version check alone, because after a partition two activations may exist for a while. A
/// grain stays on the silo where it was first asked for, as its state can be read in one step from anywhere.
/// </summary>
[Immovable, PreferLocalPlacement]
public abstract partial class EntityGrain(
    EntityKind kind, IPersistentState<EntityRecord> state, GrainDependencies services)
    : Grain, IEntityGrain, IEntitySource
{
    /// <summary>The name of the storage in Orleans, for every provider.</summary>
    public const string StorageName = "registry";

    /// <summary>True when the state in memory may be outdated: it must be read again before it is used.</summary>
    private bool _inDoubt;

    /// <summary>True when the state in memory was given to readers.</summary>
    private bool _shown;

    private EntityId Id => new(kind, this.GetPrimaryKeyString());

    /// <summary>
    /// Its position among the entities that somebody has asked for; null: only a deadline has woken it.
    /// </summary>
    private LinkedListNode<EntityGrain>? _place;

    /// <summary>True: somebody has asked for it recently, so it is not dropped before others.</summary>
    internal bool IsAskedFor { get; set; }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        services.Log.Activated(Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_place is not null) services.Activations.Left(_place);
        services.Snapshots.Left(Id, this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<EntitySnapshot?> Load()
    {
        AskedFor();
        return await ((IEntitySource)this).Current() is { } held ? new EntitySnapshot(held.State, held.Version) : null;
    }

    /// <inheritdoc/>
    public async Task<Answer> Execute(Envelope envelope)
    {
        using var span = CallTrace.Received();
        AskedFor();
        try
        {
            return await services.Pipeline.Execute(Id, envelope, this);
        }
        catch (StorageAwayException e)
        {
            // Returned as a value, because an exception may arrive in another form after it has passed through Orleans
            // (style.md 6).
            services.Log.StoreAway(e, Id, envelope.CommandId);
            return new Answer.No(Refusals.StorageAway());
        }
    }

    /// <summary>A state that was read ahead for a deadline may be older than what a caller has seen.</summary>
    private void AskedFor()
    {
        IsAskedFor = true;
        _place ??= services.Activations.Came(this);
        _inDoubt |= state.State.IsReadAhead;
    }

    /// <summary>
    /// Leaves memory, because there are too many entities. A call that arrives at this moment activates it again.
    /// </summary>
    internal void LetGo() =>
        GrainContext.Deactivate(
            new DeactivationReason(DeactivationReasonCode.ActivationIdle, "too many entities are in memory"));

    /// <inheritdoc/>
    async ValueTask<LoadedEntity?> IEntitySource.Current()
    {
        if (_inDoubt) await Restore();
        if (state.State.Of(Id) is not { } held) return null;
        if (!_shown && !state.State.IsReadAhead)
        {
            _shown = true;
            services.Snapshots.Read(Id, this, held);
        }
        return held;
    }

    /// <inheritdoc/>
    async Task<CommitResult> IEntitySource.Commit(PreparedCommit prepared)
    {
        (state.State.Pending, state.State.Outcome) = (prepared, null);
        _inDoubt = true;
        services.Snapshots.Writing(Id, this);
        try
        {
            await state.WriteStateAsync();
            var outcome = state.State.Outcome!;
            if (outcome is CommitResult.Committed) Follow(prepared);
            else if (outcome is CommitResult.Repeated)
                services.Snapshots.Conflict(Id, this); // Committed before, unseen here.
            return outcome;
        }
        catch (InconsistentStateException)
        {
            services.Snapshots.Conflict(Id, this);
            return CommitResult.Lost;
        }
        catch (Exception e)
        {
            services.Snapshots.InDoubt(Id, this);
            if (e is StorageAwayException) throw;
            throw StorageFaults.Translate(e);
        }
        finally
        {
            (state.State.Pending, state.State.Outcome) = (null, null);
        }
    }

    /// <summary>
    /// Takes over the new state, and shows it to readers before the command is answered. What follows from the commit
    /// is in its rows; here it is only started sooner.
    /// </summary>
    private void Follow(PreparedCommit prepared)
    {
        (state.State.Entity, state.State.IsReadAhead, _inDoubt, _shown) = (prepared.Entity, false, false, true);
        services.Snapshots.Committed(Id, this, prepared.Entity);
        var commit = prepared.Commit;
        if (commit is { DeadlineChanged: true, Deadline: { } deadline }) services.Deadlines.Armed(deadline.DueAt);
        if (commit.Consequences.IsEmpty) return;
        services.Consequences.OneMore();
        GrainFactory.GetGrain<IConsequencePump>(PumpGrain.Key).Wake().Ignore();
    }

    private async Task Restore()
    {
        try
        {
            await state.ReadStateAsync();
            // If there was no such entity at the activation, a state may have been read ahead since: then it is read
            // again, from the store.
            if (state.State.IsReadAhead) await state.ReadStateAsync();
            (_inDoubt, _shown) = (false, false);
        }
        catch (Exception e) when (e is not StorageAwayException)
        {
            throw StorageFaults.Translate(e);
        }
    }
}

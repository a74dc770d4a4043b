using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// The shell of every kind: hold the state, decide, commit, and decide again when another commit was first. Not
/// reentrant, so that one entity's commands go one after the other; correctness rests on the version check alone, for
/// after a partition two activations may live for a while. It stays where it is: its state is read in one step anywhere.
/// </summary>
[Immovable]
public abstract partial class EntityGrain(EntityKind kind, IPersistentState<EntityRecord> state, GrainServices services)
    : Grain, IEntityGrain
{
    /// <summary>The named storage, whichever provider is behind it.</summary>
    public const string StorageName = "registry";

    /// <summary>Rounds after lost races; more than a few mean that two activations fight.</summary>
    private const int RoundsMost = 20;

    /// <summary>True when what is in memory may be old: read before it is used.</summary>
    private bool _doubtful;

    private EntityId Id => new(kind, this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        services.Log.LogDebug("{Entity} lives here", Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<EntitySnapshot?> Load()
    {
        _asked = true;
        if (_doubtful) await Restore();
        return state.State.Of(Id) is { } held ? new EntitySnapshot(held.State, held.Version) : null;
    }

    /// <inheritdoc/>
    public async Task<Answer> Execute(Envelope envelope)
    {
        _asked = true;
        try
        {
            return await Carry(envelope);
        }
        catch (StorageAwayException e)
        {
            // As a value: what is thrown through Orleans is not always what is caught (style.md 6).
            services.Log.LogWarning(e, "{Entity}: {Command} met a store that is away", Id, envelope.CommandId);
            return new Answer.No(Refusals.StorageAway());
        }
    }

    private async Task<Answer> Carry(Envelope envelope)
    {
        if (await Round.Kept(services.Store, envelope, CancellationToken.None) is { } before) return before;
        for (var round = 1; ; round++)
        {
            if (_doubtful) await Restore();
            if (await Try(envelope) is { } answer) return answer;
            if (round == RoundsMost) throw new InvalidOperationException($"{Id}: {round} races lost in a row");
            services.Log.LogInformation("{Entity}: another commit was first, deciding again", Id);
        }
    }

    /// <summary>One round; null: the race was lost.</summary>
    private async ValueTask<Answer?> Try(Envelope envelope)
    {
        var before = state.State.Of(Id);
        if (Round.Stale(before, envelope) is { } stale) return stale;
        var machine = Machine.Of(kind);
        // Facts are read from the store and not from other grains: the store cannot be partitioned from itself.
        var facts = await Facts.Gather(
            machine.Needs(before?.State, envelope.Command), services.Store.Queries, services.Store.Documents,
            services.Law.Clock.GetUtcNow(), FromStore, CancellationToken.None);
        var (answer, ready) = Round.Decide(Id, before, envelope, services.Law.Now(envelope.Actor, facts));
        if (ready is not { } prepared) return answer;
        switch (await Commit(prepared))
        {
            case CommitResult.Committed:
                Follow(prepared);
                return new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false);
            case CommitResult.ClaimTaken taken:
                return new Answer.No(machine.OnClaimTaken(taken.Claim));
            case CommitResult.Repeated:
                _doubtful = true;
                return await Round.Kept(services.Store, envelope, CancellationToken.None)
                    ?? new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: true);
            default:
                return null;
        }
    }

    /// <summary>Writes the commit. Whatever is not plainly done leaves the state in doubt, so that it is read again.</summary>
    private async Task<CommitResult> Commit(Prepared prepared)
    {
        (state.State.Pending, state.State.Outcome) = (prepared, null);
        _doubtful = true;
        try
        {
            await state.WriteStateAsync();
            var outcome = state.State.Outcome!;
            if (outcome is not CommitResult.Committed) return outcome;
            state.State.Entity = prepared.Entity;
            _doubtful = false;
            return outcome;
        }
        catch (InconsistentStateException)
        {
            return CommitResult.Lost;
        }
        catch (Exception e) when (e is not StorageAwayException)
        {
            throw StorageFaults.Told(e);
        }
        finally
        {
            (state.State.Pending, state.State.Outcome) = (null, null);
        }
    }

    private async Task Restore()
    {
        try
        {
            await state.ReadStateAsync();
            _doubtful = false;
        }
        catch (Exception e) when (e is not StorageAwayException)
        {
            throw StorageFaults.Told(e);
        }
    }

    /// <summary>What a commit sets in motion besides the rows: they are the truth, this only makes it soon.</summary>
    private void Follow(Prepared prepared)
    {
        if (prepared.Commit.DeadlineChanged) Watch(prepared.Commit.Deadline);
        if (!prepared.Commit.Consequences.IsEmpty) GrainFactory.GetGrain<IConsequencePump>(ConsequencePumpGrain.Key).Wake().Ignore();
    }

    private async ValueTask<HeldEntity?> FromStore(EntityId id, CancellationToken cancellation) =>
        await services.Store.Load(id, cancellation) is { } stored ? HeldEntity.Of(id, stored) : null;
}

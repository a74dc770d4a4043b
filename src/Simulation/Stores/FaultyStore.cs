using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Simulation.Faults;
using OrleansRegistry.Simulation.Hosts;
using OrleansRegistry.Simulation.Scheduling;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Stores;

/// <summary>
/// The store as one silo uses it: before and after each call other steps may come, the silo may crash, and an answer
/// may be lost.
/// </summary>
internal sealed class FaultyStore : StoreDecorator
{
    private readonly SiloLife _life;
    private readonly FaultPlan _faults;
    private readonly DeterministicScheduler _scheduler;

    public FaultyStore(IRegistryStore inner, SiloLife life, FaultPlan faults, DeterministicScheduler scheduler)
        : base(inner)
    {
        (_life, _faults, _scheduler) = (life, faults, scheduler);
        Work = new FaultyWork(inner.Work, this);
    }

    public override IWorkStore Work { get; }

    public override async ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default)
    {
        await Before();
        return await Inner.Load(id, cancellation);
    }

    public override async ValueTask<StoredEntity?[]> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default)
    {
        await Before();
        return await Inner.LoadAll(ids, cancellation);
    }

    public override async ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default)
    {
        await Before();
        return await Inner.AnswerOf(commandId, cancellation);
    }

    public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        await Before();
        if (_faults.Take(FaultKind.WriteLost)) throw new StorageAwayException("simulated: the write was lost");
        var result = await Inner.Commit(commit, cancellation);
        if (result is CommitResult.Committed)
        {
            if (_faults.Take(FaultKind.AnswerLost))
                throw new StorageAwayException("simulated: the answer was lost");
            if (_faults.Take(FaultKind.CrashAfterCommit)) await Crash();
            if (commit.Delivered is not null && _faults.Take(FaultKind.CrashAfterDelivery)) await Crash();
        }
        await Between();
        return result;
    }

    /// <summary>The step before a call, in which the silo may crash.</summary>
    private async Task Before()
    {
        await Between();
        if (_faults.Take(FaultKind.Crash)) await Crash();
    }

    private async Task Between()
    {
        await _scheduler.Step();
        if (_life.IsOver) await Never();
    }

    private Task Crash()
    {
        _life.End();
        return Never();
    }

    /// <summary>A call of a silo that is gone never completes.</summary>
    private static Task Never() => new TaskCompletionSource().Task;

    private sealed class FaultyWork(IWorkStore inner, FaultyStore store) : WorkDecorator(inner)
    {
        public override async Task<ImmutableArray<DueDeadline>> Due(
            RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
            CancellationToken cancellation = default)
        {
            await store.Before();
            return await base.Due(part, legalNow, machineNow, after, limit, cancellation);
        }

        public override async Task<ImmutableArray<PendingConsequence>> Consequences(
            DateTimeOffset machineNow, int limit, CancellationToken cancellation = default)
        {
            await store.Before();
            return await base.Consequences(machineNow, limit, cancellation);
        }

        public override async Task DeadlineFailed(
            EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default)
        {
            await store.Before();
            await base.DeadlineFailed(id, error, retryAt, cancellation);
        }

        public override async Task ConsequenceFailed(
            long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default)
        {
            await store.Before();
            await base.ConsequenceFailed(id, error, retryAt, cancellation);
        }
    }
}

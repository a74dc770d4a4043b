using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Verification;
using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Memory;

namespace OrleansRegistry.Simulation.Checking;

#pragma warning disable CA1001 // The store in memory has nothing to let go of; its tables are the caller's.
/// <summary>
/// Reads the whole registry after the simulation, and checks every invariant. What can only be seen while it happens
/// was found by the observed store and the clients.
/// </summary>
internal sealed class Invariants(
    MemoryTables tables, ObservedStore observed, RulesInForce rules, BrokenInvariants broken)
{
    /// <summary>A last day moves past days off; at most so many in a row, generously counted.</summary>
    private const int DaysOffMost = 12, LapseDays = 180;

    private readonly MemoryRegistryStore _store = new(tables);
    private readonly EntityReader _reader = new(new MemoryRegistryStore(tables), new EntityCache(int.MaxValue));
    private readonly Dictionary<EntityId, EntityState> _states = [];
    private readonly HashSet<string> _committed = [];

    public async Task Check(Acknowledged acknowledged)
    {
        await foreach (var audited in _store.Audits.Entities()) CheckHistory(audited);
        foreach (var id in _states.Keys) await CheckDeadline(id);
        CheckKinds();
        new ReservationCheck(tables, _states, broken).Check();
        CheckAcknowledged(acknowledged);
        await CheckWork();
    }

    private void CheckHistory(AuditedEntity audited)
    {
        if (audited.BrokenAt() is { } gap) broken.Add(Invariant.HistoryIsState, audited.Id, gap);
        foreach (var fault in RegistryVerifier.Replayed(audited))
            broken.Add(Invariant.HistoryIsState, audited.Id, fault);
        foreach (var entry in audited.Events) _committed.Add(entry.CommandId);
        var state = EntityJson.StateOf(audited.Id.Kind, audited.Entity.State.Span);
        _states[audited.Id] = state;
        if (tables.SearchRowOf(audited.Id) != Machine.Of(audited.Id.Kind).Search(state))
            broken.Add(Invariant.SearchIsState, audited.Id, "its search row is not what its state says");
        if (state is Certificate certificate) CheckExpiry(audited, certificate);
    }

    /// <summary>Computed here from the number in the law, and not with the code that decides.</summary>
    private void CheckExpiry(AuditedEntity audited, Certificate c)
    {
        var earliest = c.Period.To.AddDays(LapseDays + 1);
        var latest = earliest.AddDays(DaysOffMost + LegalDate.WaitDays);
        if (c.Cancellation is { Ground: CancellationGround.Lapsed, EffectiveOn: var on } && on < earliest)
            broken.Add(Invariant.ExpiryThenCancellation, audited.Id, $"cancelled on {on}, valid to {c.Period.To}");
        if (c.Cancellation is null && c.PendingRenewal is null && (c.LapseNotBefore ?? latest) <= latest
            && latest < ShanghaiTime.DateOf(rules.Clock.GetUtcNow()))
            broken.Add(Invariant.ExpiryThenCancellation, audited.Id, $"valid to {c.Period.To}, and not cancelled");
    }

    private async Task CheckDeadline(EntityId id)
    {
        var machine = Machine.Of(id.Kind);
        var facts = await _reader.Gather(machine.Needs(_states[id], null), rules.Clock.GetUtcNow());
        var due = machine.DeadlineToArm(_states[id], rules.Now(Actor.Registry(Channel.Deadline), facts));
        var armed = tables.DeadlineOf(id);
        if (due is not null && (armed is null || armed.DueAt > due.DueAt))
            broken.Add(Invariant.DeadlineKept, id, $"{due.Name} is due at {due.DueAt:O}, armed is {armed?.DueAt:O}");
    }

    private void CheckKinds()
    {
        var alive = _states.Values.OfType<Certificate>().Where(c => c.Cancellation is null).ToList();
        foreach (var several in alive.GroupBy(c => (c.PersonKey, c.Kind)).Where(group => group.Skip(1).Any()))
            broken.Add(Invariant.OneOfAKind, null, $"{several.Key.PersonKey} has two of {several.Key.Kind}");
        foreach (var several in alive.GroupBy(c => (c.Number, c.Kind)).Where(group => group.Skip(1).Any()))
            broken.Add(Invariant.OneOfAKind, null, $"{several.Key.Number} of {several.Key.Kind} was given twice");
    }

    /// <summary>
    /// A command that changed something is in the history; one that changed nothing has left its answer.
    /// </summary>
    private void CheckAcknowledged(Acknowledged acknowledged)
    {
        foreach (var (id, key, answer) in acknowledged.All)
        {
            if (_states.ContainsKey(id) && tables.AnswerOf(key)?.Version == answer.Version
                && (_committed.Contains(key) || observed.ChangedNothing(key))) continue;
            broken.Add(Invariant.NothingLost, id, $"{key} was acknowledged");
        }
    }

    private async Task CheckWork()
    {
        var backlog = await _store.Work.Backlog(rules.Clock.GetUtcNow());
        if (backlog.Overdue > 0) broken.Add(Invariant.DeadlineKept, null, $"{backlog.Overdue} deadlines were not kept");
        if (backlog.Consequences > 0)
            broken.Add(Invariant.ConsequenceOnce, null, $"{backlog.Consequences} consequences were never carried out");
        if (backlog.Parked > 0)
        {
            var parked = (await _store.Work.Parked(new PageRequest(1))).Items[0];
            broken.Add(Invariant.NothingParked, parked.Entity, $"{parked.What}: {parked.Error}");
        }
    }
}
#pragma warning restore CA1001

using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Simulation.Faults;
using OrleansRegistry.Simulation.Scheduling;
using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Simulation.Hosts;

/// <summary>
/// The silos, and what Orleans does between them: on which silo an entity is, which part of the ring belongs to which
/// silo, who has the pump, and whether a call arrives.
/// </summary>
internal sealed class Cluster
{
    private static readonly TimeSpan _restart = TimeSpan.FromMinutes(10);

    private readonly IRegistryStore _store;
    private readonly Func<IRegistryStore, IRegistryStore>? _around;
    private readonly FaultPlan? _faults;
    private readonly Agenda _agenda;
    private readonly Chance _chance;
    private readonly SimulatedSilo?[] _silos;
    private readonly ConditionalWeakTable<StoredEntity, EntityState> _read = [];
    private DateTimeOffset _splitUntil;

    /// <param name="store">What all silos share.</param>
    /// <param name="around">The store that each silo uses instead of the real one; null: the real one.</param>
    /// <param name="silos">How many silos; one that is alone keeps its states in memory.</param>
    /// <param name="faults">The faults; null: none, and steps are not interleaved.</param>
    /// <param name="parts">The settings that all silos share.</param>
    public Cluster(
        IRegistryStore store, Func<IRegistryStore, IRegistryStore>? around, int silos, FaultPlan? faults,
        ClusterParts parts)
    {
        (_store, _around, _faults, _agenda, _chance) = (store, around, faults, parts.Agenda, parts.Chance);
        (Rules, Answers, Scheduler) = (parts.Rules, parts.Answers, parts.Scheduler);
        _silos = new SimulatedSilo?[silos];
        for (var i = 0; i < silos; i++) Start(i);
    }

    public RulesInForce Rules { get; }

    public IAnswerWriter Answers { get; }

    public DeterministicScheduler Scheduler { get; }

    /// <summary>How many commands were sent to an entity.</summary>
    public long Commands { get; private set; }

    /// <summary>True while the silos are split: each believes that all entities and deadlines are its own.</summary>
    private bool IsSplit => Rules.Clock.GetUtcNow() < _splitUntil;

    /// <summary>Carries out a command on the silo of its entity. Throws <see cref="SiloGoneException"/>.</summary>
    public Task<Answer> Execute(EntityId id, Envelope envelope) =>
        OnSilo(id, silo => silo.Entity(id).Execute(envelope));

    /// <summary>
    /// Calls an entity whose deadline has passed, as reminders do; false: its silo is gone, and the row is read again.
    /// </summary>
    public async Task<bool> Call(DueDeadline due)
    {
        if (_faults is null) return await Arrive(due);
        if (_faults.Take(FaultKind.TickLost)) return true;
        if (_faults.Take(FaultKind.TickLate))
        {
            _agenda.At(Rules.Clock.GetUtcNow().AddHours(_chance.Between(1, 48)), () => _ = Arrive(due));
            return true;
        }
        if (_faults.Take(FaultKind.TickOvertaken))
            for (var steps = _chance.Between(5, 50); steps > 0; steps--) await Scheduler.Step();
        if (!_faults.Take(FaultKind.TickDoubled)) return await Arrive(due);
        var both = await Task.WhenAll(Arrive(due), Arrive(due));
        return both[0] || both[1];
    }

    /// <summary>Every silo looks for what is due.</summary>
    public void Look()
    {
        if (_faults?.Take(FaultKind.TwoActivations) == true)
            _splitUntil = Rules.Clock.GetUtcNow().AddHours(_chance.Between(6, 240));
        var living = Living();
        for (var i = 0; i < living.Count; i++)
            living[i].Look(IsSplit ? RingPart.Whole : PartOf(i, living.Count), pumps: i == 0 || IsSplit);
    }

    /// <summary>Entities leave memory.</summary>
    public void LetGo()
    {
        foreach (var silo in Living()) silo.LetGo();
    }

    /// <summary>The silos agree again on which entities they have.</summary>
    public void Heal() => _splitUntil = default;

    /// <summary>The entity as a silo has it; for people who look before they act.</summary>
    public async ValueTask<EntityState?> Read(EntityId id)
    {
        if (_silos is [{ Life.IsOver: false } alone] && _faults is null) return (await alone.Reader.Load(id))?.State;
        if (await _store.Load(id) is not { } stored) return null;
        // A row never changes, so its JSON need not be read twice.
        return _read.GetValue(stored, row => LoadedEntity.Of(id, row).State);
    }

    private async Task<bool> Arrive(DueDeadline due)
    {
        try
        {
            await OnSilo(due.Id, silo => silo.Entity(due.Id).Pass(due));
            return true;
        }
        catch (Exception e) when (e is SiloGoneException or StorageAwayException)
        {
            return false;
        }
    }

    private Task<T> OnSilo<T>(EntityId id, Func<SimulatedSilo, Task<T>> call)
    {
        Commands++;
        return _faults is null ? call(_silos[0]!) : OnAnySilo(id, call);
    }

    private async Task<T> OnAnySilo<T>(EntityId id, Func<SimulatedSilo, Task<T>> call)
    {
        await Scheduler.Step();
        if (Living() is not { Count: > 0 } living) throw new SiloGoneException();
        var home = (int)(unchecked((uint)RingHash.Of(id)) % (uint)living.Count);
        var silo = living[IsSplit ? _chance.Below(living.Count) : home];
        var answer = call(silo);
        await Task.WhenAny(answer, silo.Life.Ended);
        return answer.IsCompleted ? await answer : throw new SiloGoneException();
    }

    private List<SimulatedSilo> Living() => [.. _silos.OfType<SimulatedSilo>().Where(silo => !silo.Life.IsOver)];

    /// <summary>The ring in equal parts.</summary>
    private static RingPart PartOf(int place, int of)
    {
        var length = uint.MaxValue / (uint)of;
        var end = place == of - 1 ? uint.MaxValue : length * (uint)(place + 1);
        var begin = place == 0 ? uint.MaxValue : length * (uint)place;
        return of == 1 ? RingPart.Whole : new RingPart(new RingRange(begin, end));
    }

    private void Start(int place)
    {
        var life = new SiloLife();
        var store = _around?.Invoke(_store) ?? _store;
        if (_faults is not null) store = new FaultyStore(store, life, _faults, Scheduler);
        var cache = _silos.Length == 1 ? new EntityCache(int.MaxValue) : null;
        _silos[place] = new SimulatedSilo(this, store, life, cache);
        life.Ended.ContinueWith(
            _ => _agenda.At(Rules.Clock.GetUtcNow() + _restart, () => Start(place)),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, Scheduler);
    }
}

/// <summary>What all silos have.</summary>
internal sealed record ClusterParts(
    RulesInForce Rules, IAnswerWriter Answers, DeterministicScheduler Scheduler, Agenda Agenda, Chance Chance);

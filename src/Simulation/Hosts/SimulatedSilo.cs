using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Simulation.Hosts;

/// <summary>
/// A silo without Orleans: the shipped pipeline, deadlines and consequences over a store. The cluster does what Orleans
/// does, such as calling the one activation of an entity.
/// </summary>
internal sealed class SimulatedSilo
{
    private static readonly int _maxTries = new GrainOptions().MaxTries;

    private readonly Dictionary<EntityId, SimulatedEntity> _entities = [];
    private readonly Cluster _cluster;
    private readonly DeadlineWork _deadlines;
    private readonly ConsequenceWork _consequences;
    private bool _draining;

    public SimulatedSilo(Cluster cluster, IRegistryStore store, SiloLife life, EntityCache? cache)
    {
        (_cluster, Store, Life) = (cluster, store, life);
        Reader = new EntityReader(store, cache);
        Snapshots = cache is null ? new NoSnapshots() : new CachedSnapshots(cache);
        Pipeline = new CommandPipeline(
            store, Reader, cluster.Rules, cluster.Answers, NullLogger<CommandPipeline>.Instance,
            WaitLimit.None);
        _deadlines = new DeadlineWork(
            store.Work, Reader, cluster.Call, cluster.Rules, cluster.Rules.Clock, cluster.Scheduler);
        _consequences = new ConsequenceWork(
            store.Work, (id, envelope, _) => cluster.Execute(id, envelope), cluster.Rules, cluster.Rules.Clock,
            _maxTries, NullLogger<ConsequenceWork>.Instance);
    }

    public IRegistryStore Store { get; }

    public SiloLife Life { get; }

    public EntityReader Reader { get; }

    public IReadSnapshots Snapshots { get; }

    public CommandPipeline Pipeline { get; }

    /// <summary>The one activation on this silo; it is activated when it is asked for.</summary>
    public SimulatedEntity Entity(EntityId id)
    {
        if (_entities.TryGetValue(id, out var known)) return known;
        var pass = new DeadlinePass(
            Store.Work, _cluster.Rules, _cluster.Rules.Clock, _maxTries, NullLogger<EntityGrain>.Instance);
        return _entities[id] = new SimulatedEntity(id, this, pass);
    }

    /// <summary>Entities leave memory between two rounds; their states are in the store.</summary>
    public void LetGo()
    {
        if (!_draining) _entities.Clear();
    }

    /// <summary>Carries out what is due in its part of the ring and, if it has the pump, consequences.</summary>
    public async void Look(RingPart part, bool pumps)
    {
        if (_draining) return;
        _draining = true;
        try
        {
            await _deadlines.Drain(() => part, CancellationToken.None);
            if (pumps) await _consequences.Drain(CancellationToken.None);
        }
        catch (Exception e) when (e is StorageAwayException or SiloGoneException)
        {
            // Logged and tried again in the next round, as in the loop of a silo.
        }
        _draining = false;
    }
}

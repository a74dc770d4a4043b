using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Simulation.Checking;
using OrleansRegistry.Simulation.Faults;
using OrleansRegistry.Simulation.Hosts;
using OrleansRegistry.Simulation.Load;
using OrleansRegistry.Simulation.Scheduling;
using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Simulation.Users;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Memory;

namespace OrleansRegistry.Simulation;

/// <summary>
/// Years of a register in seconds: the shipped pipeline over a store in memory, on one thread and one clock. Equal
/// options give an equal result, whatever machine it runs on.
/// </summary>
public sealed class RegistrySimulation : IDisposable
{
    /// <summary>In the last days there are no faults, so that everything that waits for a retry gets it.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromDays(15);
    private const int SettlingDays = 30;
    private static readonly TimeSpan _maxRetry = TimeSpan.FromHours(6);

    private readonly SimulationOptions _options;
    private readonly MemoryTables _tables = new();
    private readonly BrokenInvariants _broken = new();
    private readonly LoadByDay _load;
    private readonly VirtualClock _clock;
    private readonly RulesInForce _rules;
    private readonly Chance _chance;
    private readonly DeterministicScheduler _scheduler;
    private readonly Agenda _agenda;
    private readonly FaultPlan? _faults;
    private readonly ObservedStore _observed;
    private readonly Cluster _cluster;
    private readonly Client _client;
    private readonly Acknowledged _acknowledged;
    private Exception? _failed;
    private TimeSpan _retry = TimeSpan.FromMinutes(1);

    private RegistrySimulation(SimulationOptions options)
    {
        _options = options;
        _load = new LoadByDay(ShanghaiTime.DateOf(options.Start).AddDays(SettlingDays));
        _clock = new VirtualClock(options.Start);
        _rules = new RulesInForce(_clock, Rulebook.Embedded, WorkingCalendar.Embedded);
        _chance = new Chance(options.Seed, series: 1);
        _scheduler = new DeterministicScheduler(new Chance(options.Seed, series: 2));
        _agenda = new Agenda(_clock, _scheduler);
        _faults = options.Faults > 0 ? new FaultPlan() : null;
        _observed = new ObservedStore(new MemoryRegistryStore(_tables), _load, _broken);
        _cluster = new Cluster(
            _observed, options.Around, options.Silos, _faults,
            new ClusterParts(
                _rules, options.Answers, _scheduler, _agenda, new Chance(options.Seed, series: 3)));
        _acknowledged = new Acknowledged(keeps: _faults is not null);
        _client = new Client(
            _cluster, _agenda, _chance, options.Behaviour.RepeatPercent, _broken, _acknowledged, Watch);
    }

    /// <summary>Runs it from the first instant to the last.</summary>
    public static SimulationResult Run(SimulationOptions options)
    {
        using var simulation = new RegistrySimulation(options);
        return simulation.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _observed.Dispose();

    private SimulationResult Run()
    {
        var started = Environment.CpuUsage.TotalTime;
        Populate();
        var end = _options.Start.AddDays(366 * _options.Years - 2);
        _faults?.Plan(
            _options.Faults, _options.Start.AddDays(1), end - (2 * _quiet), new Chance(_options.Seed, series: 4),
            _agenda);
        Round();
        while (Next() is { } next && next < end - _quiet) Round(next);
        _faults?.Disarm();
        _cluster.Heal();
        while (Next() is { } next && next < end) Round(next);
        for (var last = 0; last < 3; last++) Round(end.AddMinutes(last));
        var took = Environment.CpuUsage.TotalTime - started;
        var checking = new Invariants(_tables, _observed, _rules, _broken).Check(_acknowledged);
        checking.GetAwaiter().GetResult(); // The tables answer at once: it is done.
        return new SimulationResult(
            _options.Seed, _observed.Trace, _cluster.Commands, _faults?.Happened ?? new Dictionary<FaultKind, int>(),
            _broken.All, _load, _client.Refused, took);
    }

    private void Populate()
    {
        var behaviour = _options.Behaviour;
        var world = new World(
            _clock, _agenda, _cluster, _client, _rules, _chance, behaviour, _load, _observed.Documents, Watch);
        var officers = new Officers(world);
        var holders = new Holders(world, officers);
        var carriers = new Carriers(world, holders, officers);
        var today = ShanghaiTime.DateOf(_options.Start);
        var later = _options.Certificates * behaviour.NewCertificatesPercentAYear * _options.Years / 100;
        var samples = SampleRegister.Make(_options.Certificates + later, _options.Seed, today);
        foreach (var (number, sample) in samples.Index())
        {
            var on = today.AddDays(1 + _chance.Below(365 * _options.Years));
            _scheduler.Begin(() => Watch(number < _options.Certificates
                ? holders.Begin(sample, $"holder-{number}")
                : holders.BeginLater(sample, on, $"holder-{number}")));
        }
        var fleets = _options.Carriers ?? (_options.Certificates / behaviour.CertificatesACarrier) + 1;
        var railways = new Railways(world, officers);
        for (var number = 1; number <= fleets; number++)
        {
            var company = number;
            _scheduler.Begin(() => Watch(carriers.Begin(company)));
            _scheduler.Begin(() => Watch(railways.Begin(company, _options.Years)));
        }
    }

    /// <summary>An exception in the model itself is a bug, and ends the simulation.</summary>
    private void Watch(Task life) => life.ContinueWith(
        failed => _failed ??= failed.Exception, CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, _scheduler);

    /// <summary>
    /// The next instant at which something must be done: by a user, a deadline, or a retry; null: never again.
    /// </summary>
    private DateTimeOffset? Next()
    {
        var next = _agenda.Next;
        if (_tables.NextDueAt is { } due)
        {
            var look = due > _clock.Now ? due : Retry();
            if (next is null || look < next) next = look;
        }
        if (_tables.HasOutbox && Retry() is var again && (next is null || again < next)) next = again;
        return next;
    }

    /// <summary>
    /// When to retry what could not be done; each wait is twice as long as the previous one, up to a limit. A real silo
    /// retries each half second, but in a simulation nothing happens between two retries.
    /// </summary>
    private DateTimeOffset Retry()
    {
        _retry = _retry * 2 < _maxRetry ? _retry * 2 : _maxRetry;
        return _clock.Now + _retry;
    }

    private void Round(DateTimeOffset at)
    {
        if (at > _clock.Now) _clock.MoveTo(at);
        if (_faults?.Take(FaultKind.ClockForward) == true) _clock.MoveTo(_clock.Now.AddHours(_chance.Between(1, 72)));
        if (_faults?.Take(FaultKind.ClockBack) == true) _clock.MoveTo(_clock.Now.AddMinutes(-_chance.Between(1, 180)));
        Round();
    }

    private void Round()
    {
        _agenda.Release();
        _scheduler.Begin(_cluster.Look);
        _scheduler.RunUntilIdle();
        if (_failed is not null) throw new InvalidOperationException("the simulation itself failed", _failed);
        _cluster.LetGo();
        if (!(_tables.NextDueAt <= _clock.Now) && !_tables.HasOutbox) _retry = TimeSpan.FromMinutes(1);
    }
}

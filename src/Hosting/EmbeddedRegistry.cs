using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Hosting.Documents;
using OrleansRegistry.Hosting.Engine;
using OrleansRegistry.Hosting.Identity;
using OrleansRegistry.Hosting.Tokens;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Hosting;

/// <summary>
/// The registry in one process over one store. Not an actor runtime: it loads, decides and commits under a gate a key,
/// and two loops carry out what is due (design.md 4).
/// </summary>
public sealed class EmbeddedRegistry : IRegistry, IAsyncDisposable
{
    private static readonly PassTime _look = new();
    private readonly IRegistryStore _store;
    private readonly Law _law;
    private readonly Entities _entities;
    private readonly EntityCache _cache;
    private readonly CommandRunner _runner;
    private readonly DueWork _work;
    private readonly Signals _signals = new();
    private readonly ClockMover _mover;
    private readonly Loop _loop;
    private readonly Loop _asking;
    private readonly IdentityPump _identity;
    private readonly CancellationTokenSource _end = new();
    private readonly Lazy<Task> _ending;
    private Task _beside = Task.CompletedTask;

    private EmbeddedRegistry(IRegistryStore store, EmbeddedOptions options, Law law, LawClock clock, LawBooks books, TimeProvider machineClock,
        IAccounts accounts, IIdentitySource source, ILogger log)
    {
        (_store, _law, Clock, Accounts) = (store, law, clock, accounts);
        Documents = new DocumentShelf(store.Documents, law.Clock, () => law.Rulebook.RoadAt(ShanghaiTime.DateOf(law.Clock.GetUtcNow())));
        _cache = new EntityCache(options.CachedEntitiesMost);
        _entities = new Entities(store, _cache);
        _runner = new CommandRunner(store, _entities, _cache, new Gates(), law, _signals, log);
        _work = new DueWork(store, _entities, _runner, law, machineClock, options.TriesMost, log);
        _identity = new IdentityPump(store.Work, source, _entities.Load, _runner.Execute, law, machineClock, options.TriesMost, IdentitySources.Told(log));
        _mover = new ClockMover(Clock, store.Work, Drain);
        Operations = new RegistryOperations(store, books, law, _runner.Execute, _signals.Work, _mover, machineClock, log);
        Verification = new TokenDesk(this, (id, cancellation) => Load(id, toJudge: true, cancellation), options.Verification, machineClock);
        _loop = new Loop("due work", _work.Drain, _signals.WaitForWork, log);
        _asking = new Loop("identity source", _identity.PumpOnce, _signals.WaitForErrands, log); // Its own: the source may be slow.
        _ending = new Lazy<Task>(End);
    }

    /// <summary>
    /// Opens a registry over <paramref name="store"/>, which it owns from now on. Nothing runs by itself until
    /// <see cref="Start"/>.
    /// </summary>
    public static async Task<EmbeddedRegistry> Open(
        IRegistryStore store, EmbeddedOptions options, TimeProvider machineClock, IAccounts accounts,
        ILoggerFactory logs, IIdentitySource? identity = null, CancellationToken cancellation = default)
    {
        var books = new LawBooks(options.Folder, store.Settings);
        var clock = new LawClock(machineClock, options.Clock, options.ClockSpeed);
        var law = await books.Open(clock, cancellation);
        return new EmbeddedRegistry(
            store, options, law, clock, books, machineClock, accounts, identity ?? new NoIdentitySource(), logs.CreateLogger<EmbeddedRegistry>());
    }

    /// <summary>Starts the loops: what fell due while nobody ran is caught up first.</summary>
    public void Start()
    {
        _loop.Start();
        _asking.Start();
    }

    /// <summary>Runs something that lives off the registry, from now until the registry ends: it is ended first.</summary>
    /// <param name="work">Works until it is cancelled.</param>
    public void RunBeside(Func<CancellationToken, Task> work) =>
        _beside = Task.WhenAll(_beside, Task.Run(() => work(_end.Token), CancellationToken.None));

    /// <summary>Does all that is due now and all that follows from it; gives how much was done.</summary>
    public async Task<int> Drain(CancellationToken cancellation = default)
    {
        var all = 0;
        for (int done; (done = await _work.Drain(cancellation) + await _identity.PumpOnce(cancellation)) > 0; all += done) { }
        return all;
    }

    /// <summary>The law's clock.</summary>
    public LawClock Clock { get; }

    /// <summary>The store under the registry, for verification and copies.</summary>
    public IRegistryStore Store => _store;

    /// <summary>Entities in memory.</summary>
    public int CachedEntities => _cache.Count;

    /// <summary>Waits until a commit has told people something, or <paramref name="most"/> has passed.</summary>
    public Task<bool> WaitForNotices(TimeSpan most, CancellationToken cancellation) => _signals.WaitForNotices(most, cancellation);

    /// <inheritdoc/>
    public Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default) =>
        _runner.Execute(id, envelope, cancellation);

    /// <inheritdoc/>
    public ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default) => Load(id, toJudge: false, cancellation);

    /// <summary>To judge an entity takes what its machine needs to look again; to show it takes less.</summary>
    private async ValueTask<Loaded?> Load(EntityId id, bool toJudge, CancellationToken cancellation)
    {
        if (await _entities.Load(id, cancellation) is not { } found) return null;
        var facts = await _entities.Gather(Machine.Of(id.Kind).Needs(found.State, toJudge ? _look : null), Now, cancellation);
        return new Loaded(id, found.State, found.Version, facts);
    }

    /// <inheritdoc/>
    public Context ContextFor(Actor actor, IFacts facts) => _law.Now(actor, facts);

    /// <inheritdoc/>
    public DateTimeOffset Now => _law.Clock.GetUtcNow();

    /// <inheritdoc/>
    public Rulebook Rulebook => _law.Rulebook;

    /// <inheritdoc/>
    public RailRulebook RailRulebook => _law.RailRulebook;

    /// <inheritdoc/>
    public CharterRulebook CharterRulebook => _law.CharterRulebook;

    /// <inheritdoc/>
    public WorkingCalendar Calendar => _law.Calendar;

    /// <inheritdoc/>
    public IRegistryQueries Queries => _store.Queries;

    /// <inheritdoc/>
    public IDocuments Documents { get; }

    /// <inheritdoc/>
    public IAccounts Accounts { get; }

    /// <inheritdoc/>
    public IOperations Operations { get; }

    /// <inheritdoc/>
    public IVerification Verification { get; }

    /// <summary>
    /// The host that opened it and the container that gave it out both dispose it, in either order or at once: whoever asks
    /// waits until it has ended.
    /// </summary>
    public ValueTask DisposeAsync() => new(_ending.Value);

    private async Task End()
    {
        await _end.CancelAsync();
        await _beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _loop.DisposeAsync();
        await _asking.DisposeAsync();
        _identity.Dispose();
        _work.Dispose();
        _mover.Dispose();
        ((TokenDesk)Verification).Dispose();
        await _store.DisposeAsync();
        _end.Dispose();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo;
using OrleansRegistry.Silo.Clustering;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Waiting;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Three silos of Orleans' testing host over one database, with a law's clock that stands, and the registry as a silo's
/// API sees it.
/// </summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private readonly List<PostgresRegistryStore> _stores = [];

    private GrainCluster(string database)
    {
        Database = database;
        _rulesInForce = new RulesInForce(Clock, Rulebook.Embedded, WorkingCalendar.Embedded);
    }

    /// <summary>The database of its own.</summary>
    public string Database { get; }

    private bool _isOnShared;
    private readonly RulesInForce _rulesInForce;

    public InProcessTestCluster Silos { get; private set; } = null!;

    public LegalClock Clock { get; } = new(
        TimeProvider.System, DateTimeOffset.Parse("2026-02-13T09:00:00+08:00", null));

    public IRegistryStore Store => _stores[0];

    public IRegistry Registry { get; private set; } = null!;

    /// <summary>Starts it on a new database; or on an empty one of a server that a test wants to maltreat.</summary>
    public static async Task<GrainCluster> Start(string provider, string? database = null, GrainOptions? options = null)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var cluster = new GrainCluster(
            database ?? await PostgresServer.Shared.NewMigrated())
        { _isOnShared = database is null };
        var rulesInForce = cluster._rulesInForce;
        for (var n = 0; n < 4; n++)
            cluster._stores.Add(await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = cluster.Database, Shared = true }));
        var started = 0;
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) =>
        {
            var store = cluster._stores[Interlocked.Increment(ref started)];
            silo.Services.AddSingleton(store);
            silo.Services.AddSingleton<IRegistryStore>(store);
            silo.Services.AddSingleton(rulesInForce);
            silo.Services.AddSingleton<IAnswerWriter, AnswerWriter>();
            silo.AddRegistryGrains(options ?? new GrainOptions());
            silo.Services.AddSingleton<IMembershipProof>(new AlwaysMember());
            if (provider == "AdoNet") OrleansSetup.AddAdoNetStorage(silo, cluster.Database);
            else silo.AddRegistryGrainStorage();
            silo.UseInMemoryReminderService();
            // What a silo has to say at its end nobody waits for: each would wait two seconds to say it.
            silo.Configure<SiloMessagingOptions>(
                messaging => messaging.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.Zero);
        });
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Critical));
        builder.ConfigureClient(client => client.Services.AddRegistryWire());
        cluster.Silos = builder.Build();
        await cluster.Silos.DeployAsync();
        cluster.Registry = cluster.Front(
            cluster.Silos.Client, cluster.Store, new ActivationSnapshots(new AlwaysMember()));
        return cluster;
    }

    /// <summary>What each silo has been put together of.</summary>
    public IReadOnlyList<IServiceProvider> Hosts => [.. Silos.Silos.Select(silo => silo.ServiceProvider)];

    /// <summary>The registry as the API of each silo sees it, over that silo's own snapshots.</summary>
    public IReadOnlyList<IRegistry> Fronts() => [.. Hosts.Select(silo => Front(
        silo.GetRequiredService<IGrainFactory>(),
        silo.GetRequiredService<IRegistryStore>(),
        silo.GetRequiredService<IReadSnapshots>()))];

    /// <summary>Registers the certificate with this number of the sample.</summary>
    public async Task<EntityId> Registered(int n = 0)
    {
        var sample = SampleRegister.Make(n + 1, 7, ShanghaiTime.DateOf(Registry.Now)).Last();
        var envelope = new Envelope(
            $"register-{n}", sample.Certificate, Actor.Registry(Channel.Import))
        { Fingerprint = "r" };
        var (id, answer) = await Registration.Register(Registry, sample.Person, sample.Certificate, envelope);
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }

    private SiloRegistry Front(IGrainFactory grains, IRegistryStore store, IReadSnapshots snapshots)
    {
        var reads = new SiloReads(
            new RegistryOptions { Postgres = Database }, new EntityReader(store, null), snapshots, new AlwaysMember());
        return new SiloRegistry(grains, reads, store, _rulesInForce, null!, null!, null!,
            new Infrastructure.Tokens.VerificationOptions
            {
                Folder = Path.GetTempPath(), KeySecret = new string('k', 40),
            },
            new MachineClock(TimeProvider.System), new RegistryOptions { Postgres = Database }, null!,
            WaitLimit.None);
    }

    /// <summary>
    /// Every grain leaves memory and comes to life again where it is called, as after its silo went away.
    /// </summary>
    public async Task LeaveMemory()
    {
        var silos = Silos.Client.GetGrain<IManagementGrain>(0);
        await silos.ForceActivationCollection(TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        foreach (var store in _stores) await store.DisposeAsync();
        if (_isOnShared) await PostgresServer.Shared.Drop(Database);
    }

    /// <summary>The testing host's members are what it says they are.</summary>
    private sealed class AlwaysMember : IMembershipProof
    {
        public bool IsFresh => true;
    }
}

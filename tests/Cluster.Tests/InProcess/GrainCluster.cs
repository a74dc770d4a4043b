using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo;
using OrleansRegistry.Silo.Clustering;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>Three silos of Orleans' testing host over one database, with a law's clock that stands, and the registry as a silo's API sees it.</summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private readonly List<PostgresRegistryStore> _stores = [];

    private GrainCluster(string database) => Database = database;

    /// <summary>The database of its own.</summary>
    public string Database { get; }

    private bool _isOnShared;

    public InProcessTestCluster Silos { get; private set; } = null!;

    public LawClock Clock { get; } = new(TimeProvider.System, DateTimeOffset.Parse("2026-02-13T09:00:00+08:00", null));

    public IRegistryStore Store => _stores[0];

    public IRegistry Registry { get; private set; } = null!;

    /// <summary>Starts it on a new database; or on an empty one of a server that a test wants to maltreat.</summary>
    public static async Task<GrainCluster> Start(string provider, string? database = null, GrainOptions? options = null)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var cluster = new GrainCluster(database ?? await PostgresServer.Shared.NewDatabase()) { _isOnShared = database is null };
        var law = new Law(cluster.Clock, Rulebook.Embedded, WorkingCalendar.Embedded);
        for (var n = 0; n < 4; n++)
            cluster._stores.Add(await PostgresRegistryStore.Open(new PostgresStoreOptions { ConnectionString = cluster.Database, Shared = true }));
        var started = 0;
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((_, silo) =>
        {
            var store = cluster._stores[Interlocked.Increment(ref started)];
            silo.Services.AddSingleton(store);
            silo.Services.AddSingleton<IRegistryStore>(store);
            silo.Services.AddSingleton(law);
            silo.AddRegistryGrains(options ?? new GrainOptions());
            silo.Services.AddSingleton<IMembershipProof>(new AlwaysMember());
            if (provider == "AdoNet") OrleansSetup.AddAdoNetStorage(silo, cluster.Database);
            else silo.AddRegistryGrainStorage();
            silo.UseInMemoryReminderService();
        });
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Critical));
        builder.ConfigureClient(client => client.Services.AddRegistryWire());
        cluster.Silos = builder.Build();
        await cluster.Silos.DeployAsync();
        var shared = new RegistryOptions { Postgres = cluster.Database };
        var proof = new AlwaysMember();
        var reads = new EntityReads(
            shared, cluster.Silos.Client, new EntityReader(cluster.Store, null), new ActivationSnapshots(proof), proof);
        cluster.Registry = new SiloRegistry(cluster.Silos.Client, reads, cluster.Store, law, null!, null!, null!,
            new Infrastructure.Tokens.VerificationOptions { Folder = Path.GetTempPath(), KeySecret = new string('k', 40) },
            new MachineClock(TimeProvider.System));
        return cluster;
    }

    /// <summary>Every grain leaves memory and comes to life again where it is called, as after its silo went away.</summary>
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

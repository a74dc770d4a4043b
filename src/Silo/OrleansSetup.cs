using Orleans.Configuration;
using Orleans.Storage;
using OrleansRegistry.Grains;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo;

/// <summary>What Orleans is told: where silos find each other, where grains are kept, when a silo counts as dead.</summary>
internal static class OrleansSetup
{
    private const string Npgsql = "Npgsql", AdoNet = "AdoNet";

    /// <summary>How long a write that broke off is tried again; a caller waits for 10 s.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public static void Configure(ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Cluster, "registry"));
        silo.Configure<EndpointOptions>(endpoint =>
        {
            if (options.Address is { } address) endpoint.AdvertisedIPAddress = address;
            endpoint.SiloPort = options.Port;
            endpoint.GatewayPort = 0; // Nobody calls grains from outside: the API is in front of every silo.
        });
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, options.OrleansConnectionString));
        silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (Npgsql, options.OrleansConnectionString));
        silo.AddRegistryGrains(options.Grains);
        if (options.GrainStorage == GrainStorageProvider.AdoNet) AddAdoNetStorage(silo, options);
        else silo.AddRegistryGrainStorage();
        Reminders(silo, options.Grains);
        Membership(silo);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = TimeSpan.FromSeconds(10);
            messaging.SystemResponseTimeout = TimeSpan.FromSeconds(10);
        });
    }

    /// <summary>The alternative behind the same name: Orleans' own provider, whose write is one call of the commit function.</summary>
    internal static void AddAdoNetStorage(ISiloBuilder silo, SiloOptions options)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(EntityGrain.StorageName, (provider, _) => new DoubtlessGrainStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(AdoNet), provider.GetRequiredService<PostgresRegistryStore>(), _patience,
            provider.GetRequiredService<ILogger<DoubtlessGrainStorage>>()));
        silo.AddAdoNetGrainStorage(AdoNet, builder => builder.Configure<PostgresRegistryStore>((storage, store) =>
        {
            (storage.Invariant, storage.ConnectionString) = (Npgsql, options.OrleansConnectionString);
            storage.GrainStorageSerializer = new CommitSerializer(store);
        }));
    }

    /// <summary>
    /// The horizon is in the statement (two minutes), so the window is as wide; the period that the statement answers is
    /// the refresh (design.md 4).
    /// </summary>
    private static void Reminders(ISiloBuilder silo, GrainOptions grains) => silo.Configure<ReminderOptions>(reminders =>
    {
        reminders.MinimumReminderPeriod = TimeSpan.Zero; // Nobody registers one.
        reminders.RefreshReminderListPeriod = grains.ReminderRefresh;
        reminders.ReminderLoadingWindow = TimeSpan.FromMinutes(2);
    });

    /// <summary>
    /// A killed silo is noticed in about a second: its connections are gone, so that the next probe fails at once, and
    /// the one after it, which another silo makes. A silo that is only slow stays: the time for a probe grows with its
    /// answers up to two seconds, and whatever else it sends within four counts as a sign of life. A probe has more time
    /// than a starved silo sleeps at a stretch, or one that nobody calls just then has no sign of life to give.
    /// </summary>
    private static void Membership(ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(membership =>
    {
        membership.ProbeTimeout = membership.MinProbeTimeout = TimeSpan.FromMilliseconds(700);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 2;
        membership.NumVotesForDeathDeclaration = 2;
        membership.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
    });
}

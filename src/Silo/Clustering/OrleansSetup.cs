using Orleans.Configuration;
using Orleans.Storage;
using Npgsql;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Clustering.Tls;
using OrleansRegistry.Silo.Telemetry;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo.Clustering;

/// <summary>
/// The settings of Orleans: how silos find each other, where grains are stored, and when a silo counts as dead.
/// </summary>
internal static class OrleansSetup
{
    private const string Invariant = "Npgsql", AdoNet = "AdoNet";

    /// <summary>How long a write whose connection broke is retried; a caller waits for 10 s.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _refreshReminders = TimeSpan.FromSeconds(30);

    public static void Configure(ISiloBuilder silo, RegistryOptions options)
    {
        silo.AddRegistryGrains(new GrainOptions
        {
            MaxTries = options.MaxTries, MaxActivations = options.MaxActivations,
            MaxCached = options.IsAlone ? options.MaxCachedStates : null,
        });
        if (options.GrainStorage == GrainStorageProvider.AdoNet) AddAdoNetStorage(silo, options.Postgres!);
        else silo.AddRegistryGrainStorage();
        silo.Configure<SiloOptions>(named => named.SiloName = NameOf(options));
        if (options.IsAlone) Alone(silo);
        else Together(silo, options);
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = TimeSpan.FromSeconds(10);
            messaging.SystemResponseTimeout = TimeSpan.FromSeconds(10);
        });
    }

    /// <summary>
    /// A silo alone: membership is in this process, no port is opened, and there are no reminders, as Orleans' service
    /// would not call what is due by a standing legal clock (design.md 4).
    /// </summary>
    private static void Alone(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(siloPort: 11111, gatewayPort: 0, serviceId: "registry", clusterId: "alone");
        // At its end a silo waits so long (two seconds) for what it has to say to other silos, of which there are none.
        silo.Configure<SiloMessagingOptions>(
            messaging => messaging.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.Zero);
        var replaced = NoListenerFactory.Replace(silo.Services);
        if (replaced < 2)
            throw new InvalidOperationException(
                $"Orleans has {replaced} factories of listeners, and not two at least: a port would open");
    }

    private static void Together(ISiloBuilder silo, RegistryOptions options)
    {
        var database = ConnectionStringOf(options.Postgres!);
        silo.Configure<ClusterOptions>(
            cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Cluster, "registry"));
        silo.Configure<EndpointOptions>(endpoint =>
        {
            if (options.Address is { } address) endpoint.AdvertisedIPAddress = address;
            endpoint.SiloPort = options.Port;
            endpoint.GatewayPort = 0; // Nobody calls grains from outside: the API is in front of every silo.
        });
        silo.UseAdoNetClustering(
            clustering => (clustering.Invariant, clustering.ConnectionString) = (Invariant, database));
        silo.UseAdoNetReminderService(
            reminders => (reminders.Invariant, reminders.ConnectionString) = (Invariant, database));
        Reminders(silo);
        Membership(silo);
        Wires(silo.Services, options);
    }

    /// <summary>How silos communicate; a silo that cannot does not join.</summary>
    private static void Wires(IServiceCollection services, RegistryOptions options)
    {
        if (options.Tls is { } files)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SiloCertificates>(provider, files));
            services.AddOptions<SiloConnectionOptions>()
                .Configure<SiloCertificates>((connections, certificates) => certificates.Protect(connections));
        }
        services.AddSingleton(provider => new Contact(provider.GetService<SiloCertificates>()));
        services.AddSingleton<JoinCheck>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<JoinCheck>());
    }

    /// <summary>
    /// The name of a silo among the members and in the audit: unique among silos that run at the same time, also on one
    /// machine.
    /// </summary>
    public static string NameOf(RegistryOptions options) => options.SiloName
        ?? (options.IsAlone ? Environment.MachineName : $"{Environment.MachineName}-{options.Port}");

    /// <summary>
    /// The connection string for Orleans' own statements: prepared automatically, with few connections.
    /// </summary>
    private static string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder(database)
    {
        MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        ApplicationName = "registry silo, Orleans",
    }.ConnectionString;

    /// <summary>
    /// The alternative provider with the same name: Orleans' own, whose write is one call of the commit function.
    /// </summary>
    internal static void AddAdoNetStorage(ISiloBuilder silo, string database)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            EntityGrain.StorageName,
            (provider, _) => new RetryingGrainStorage(
                provider.GetRequiredKeyedService<IGrainStorage>(AdoNet),
                provider.GetRequiredService<PostgresRegistryStore>(), _patience,
                provider.GetRequiredService<ILogger<RetryingGrainStorage>>()));
        silo.AddAdoNetGrainStorage(AdoNet, builder => builder.Configure<PostgresRegistryStore>((storage, store) =>
        {
            (storage.Invariant, storage.ConnectionString) = (Invariant, ConnectionStringOf(database));
            storage.GrainStorageSerializer = new CommitSerializer(store);
        }));
    }

    /// <summary>
    /// Orleans' reminders stand behind the deadlines that each silo carries out by itself: they call what is late by
    /// more than a minute.
    /// </summary>
    private static void Reminders(ISiloBuilder silo) => silo.Configure<ReminderOptions>(reminders =>
    {
        reminders.MinimumReminderPeriod = TimeSpan.Zero; // Nobody registers one.
        reminders.RefreshReminderListPeriod = _refreshReminders;
        reminders.ReminderLoadingWindow = TimeSpan.FromMinutes(2);
    });

    /// <summary>
    /// A killed silo is noticed in about a second: its connections are broken, so that the next probe fails at once, as
    /// does the following one, from another silo. A silo that is only slow stays: the time for a probe grows with its
    /// answers up to two seconds, and any message from it within four seconds counts as a sign of life. A probe has
    /// more time than a starved silo may pause, because a silo that nobody calls gives no other sign of life.
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

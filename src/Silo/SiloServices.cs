using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Hosting;
using OrleansRegistry.Hosting.Accounts;
using OrleansRegistry.Hosting.Documents;
using OrleansRegistry.Hosting.Identity;
using OrleansRegistry.Hosting.Notices;
using OrleansRegistry.Silo.Accounts;
using OrleansRegistry.Silo.Running;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo;

/// <summary>Puts a silo's parts together: the store, the law, accounts, notices, and the registry over them.</summary>
internal static class SiloServices
{
    public static void AddClusterRegistry(this IServiceCollection services, SiloOptions options, bool development)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => PostgresRegistryStore.Open(new PostgresStoreOptions
        {
            ConnectionString = options.ConnectionString, Shared = true,
        }).GetAwaiter().GetResult());
        services.AddSingleton<IRegistryStore>(provider => provider.GetRequiredService<PostgresRegistryStore>());
        services.AddSingleton(provider => new LawBooks(options.Folder, provider.GetRequiredService<IRegistryStore>().Settings));
        // The law's clock of every silo is the machine's, and readiness compares it with the database's.
        services.AddSingleton(provider => provider.GetRequiredService<LawBooks>().Open(TimeProvider.System).GetAwaiter().GetResult());
        AddAccounts(services, development);
        AddNotices(services, options);
        AddIdentity(services, options, development);
        services.AddSingleton<IDocuments>(provider => DocumentsOf(
            provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<Law>()));
        services.AddSingleton<ClusterOperations>();
        services.AddSingleton<IOperations>(provider => provider.GetRequiredService<ClusterOperations>());
        services.AddSingleton(options.Verification);
        services.AddSingleton<IRegistry, ClusterRegistry>();
        services.AddHostedService<Caretaker>();
        services.AddHostedService<MembershipWatch>();
    }

    private static DocumentShelf DocumentsOf(IRegistryStore store, Law law) => new(
        store.Documents, law.Clock, () => law.Rulebook.RoadAt(ShanghaiTime.DateOf(law.Clock.GetUtcNow())));

    private static void AddAccounts(IServiceCollection services, bool development)
    {
        services.AddSingleton<ICodeSender>(provider => development
            ? new LogCodeSender(provider.GetRequiredService<ILogger<LogCodeSender>>())
            : new NoCodeSender(provider.GetRequiredService<ILogger<NoCodeSender>>()));
        services.AddSingleton(provider => new AccountDesk(
            provider.GetRequiredService<IRegistryStore>().Accounts, TimeProvider.System, provider.GetRequiredService<ICodeSender>(),
            provider.GetRequiredService<ILogger<AccountDesk>>(), sessionsRemembered: ClusterAccounts.SessionsRemembered));
        services.AddSingleton<IAccounts, ClusterAccounts>();
    }

    private static void AddIdentity(IServiceCollection services, SiloOptions options, bool development)
    {
        services.AddSingleton(_ => IdentitySources.Of(
            options.IdentitySourceUrl, options.IdentitySourceToken, options.IdentitySourceTimeout, development));
        services.AddSingleton(provider =>
        {
            var (store, grains) = (provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<IGrainFactory>());
            return new IdentityPump(store.Work, provider.GetRequiredService<IIdentitySource>(),
                async (id, ct) => await store.Load(id, ct) is { } stored ? HeldEntity.Of(id, stored) : null,
                async (id, envelope, _) => EntityGrains.Unwrap(await grains.Entity(id).Execute(envelope)),
                provider.GetRequiredService<Law>(), TimeProvider.System, options.Grains.TriesMost,
                IdentitySources.Told(provider.GetRequiredService<ILogger<IdentityPump>>()));
        });
    }

    private static void AddNotices(IServiceCollection services, SiloOptions options)
    {
        services.AddSingleton<INoticeSink>(provider => new LogSink(provider.GetRequiredService<ILogger<LogSink>>()));
        if (options.WebhookUrl is { } url)
            services.AddSingleton<INoticeSink>(_ => new WebhookSink(new WebhookOptions { Url = url, Secret = options.WebhookSecret }));
        services.AddSingleton(provider => new NoticePump(
            provider.GetRequiredService<IRegistryStore>().Work,
            [.. provider.GetServices<INoticeSink>().Reverse()], // The channel that may fail goes first.
            TimeProvider.System, Task.Delay, provider.GetRequiredService<ILogger<NoticePump>>()));
    }
}

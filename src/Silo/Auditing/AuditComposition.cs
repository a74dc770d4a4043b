using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Silo.Clustering;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo.Auditing;

/// <summary>The audit of this silo, and the roots over the audit of all (decisions 8).</summary>
internal static class AuditComposition
{
    /// <summary>Adds the services.</summary>
    public static void Add(IServiceCollection services, RegistryOptions options)
    {
        services.AddSingleton(provider => new AuditTrail(
            provider.GetRequiredService<IRegistryStore>().AuditLog, OrleansSetup.NameOf(options),
            Clock(provider))
        {
            Alarms = provider.GetRequiredService<AuditAlarms>(), Limit = provider.GetRequiredService<WaitLimit>(),
        });
        services.AddSingleton(provider => new AuditAlarms(
            Clock(provider), provider.GetRequiredService<ILogger<AuditAlarms>>()));
        services.AddSingleton<AlarmRaising>();
        services.AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<AuditTrail>());
        services.AddSingleton(provider => new DailyRoots(
            provider.GetRequiredService<IRegistryStore>().AuditRoots,
            (type, payload, cancellation) => provider.GetRequiredService<IRegistry>().Verification.Sign(
                type, payload, cancellation),
            provider.GetRequiredService<RulesInForce>().Clock, Clock(provider),
            provider.GetRequiredService<ILogger<DailyRoots>>()));
        services.AddSingleton(provider => new AuditRetention(
            provider.GetRequiredService<IRegistryStore>().AuditLog,
            provider.GetRequiredService<IRegistryStore>().AuditRoots,
            async (head, cancellation) => options.AuditSink is null || head.Count
                <= await provider.GetRequiredService<IRegistryStore>().AuditSent.UpTo(head.Chain, cancellation),
            Clock(provider), provider.GetRequiredService<ILogger<AuditRetention>>()));
        if (options.AuditSink is { } copy)
        {
            services.AddSingleton<IAuditSink>(provider => options.AuditSinkIsAddress
                ? new HttpAuditSink(new Uri(copy), options.AuditSinkSecret!, Clock(provider))
                : new FileAuditSink(copy));
            services.AddSingleton<AuditSending>(provider => new AuditSending(
                provider.GetRequiredService<IRegistryStore>(), provider.GetRequiredService<IAuditSink>(),
                Clock(provider), provider.GetRequiredService<ILogger<AuditSending>>()));
        }
        services.AddSingleton(provider => new ClusterRoots(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<DailyRoots>(),
            provider.GetRequiredService<IRegistryStore>().AuditRoots));
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<MachineClock>().Time;
}

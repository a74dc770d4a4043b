using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Grains.Pipeline;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Grains.Wire;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Grains;

/// <summary>Adds the grains to a silo.</summary>
public static class GrainHosting
{
    /// <summary>
    /// Adds what the grains need besides the store and the law: the pipeline, snapshots, deadlines, consequences, the
    /// wire format, and the limits of memory. A silo that shares the store with others must also add an
    /// <see cref="IMembershipProof"/>.
    /// </summary>
    public static ISiloBuilder AddRegistryGrains(this ISiloBuilder silo, GrainOptions options)
    {
        var services = silo.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(new MachineClock(TimeProvider.System));
        AddReading(services, options);
        services.TryAddSingleton(WaitLimit.None);
        services.AddSingleton<CommandPipeline>();
        services.AddSingleton(new ActivationLimit(options.MaxActivations));
        AddWork(services, options);
        services.AddSingleton<GrainDependencies>();
        silo.AddGrainService<DeadlineService>();
        services.AddRegistryWire();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.MaxIdle;
            collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Min(60, options.MaxIdle.TotalSeconds / 2));
        });
        return silo;
    }

    private static void AddReading(IServiceCollection services, GrainOptions options)
    {
        var cache = options.MaxCached is { } max ? new EntityCache(max) : null;
        services.AddSingleton(provider => new EntityReader(provider.GetRequiredService<IRegistryStore>(), cache));
        if (cache is not null) services.AddSingleton(cache).AddSingleton<IReadSnapshots>(new CachedSnapshots(cache));
        else services.AddSingleton<ActivationSnapshots>()
            .AddSingleton<IReadSnapshots>(provider => provider.GetRequiredService<ActivationSnapshots>());
    }

    private static void AddWork(IServiceCollection services, GrainOptions options)
    {
        services.AddSingleton(provider => new DeadlineWork(
            provider.GetRequiredService<IRegistryStore>().Work, provider.GetRequiredService<EntityReader>(),
            new DeadlineCalls(
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<ILogger<DeadlineCalls>>()).Call,
            provider.GetRequiredService<RulesInForce>(), provider.GetRequiredService<MachineClock>().Time));
        services.AddSingleton<DeadlineLoop>();
        services.AddSingleton(provider => new ConsequenceWork(
            provider.GetRequiredService<IRegistryStore>().Work,
            new AccountSettling(
                provider.GetRequiredService<IGrainFactory>().Deliver, provider.GetService<IAccounts>,
                provider.GetRequiredService<IRegistryStore>()).Deliver,
            provider.GetRequiredService<RulesInForce>(),
            provider.GetRequiredService<MachineClock>().Time,
            options.MaxTries,
            provider.GetRequiredService<ILogger<ConsequenceWork>>()));
    }

    /// <summary>The named storage over the registry's own store, with group commits.</summary>
    public static ISiloBuilder AddRegistryGrainStorage(this ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage, RegistryGrainStorage>(EntityGrain.StorageName);
        return silo;
    }

    /// <summary>The registry's types as messages, for silos and for clients.</summary>
    public static IServiceCollection AddRegistryWire(this IServiceCollection services) =>
        services.AddSerializer(serializer =>
        {
            services.AddSingleton<WireCodec>();
            services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<WireCodec>());
            services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<WireCodec>());
            services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<WireCodec>());
            // An exception about the store on another silo arrives here with its own type and with the driver's
            // message.
            services.Configure<ExceptionSerializationOptions>(exceptions =>
            {
                exceptions.SupportedNamespacePrefixes.Add("OrleansRegistry");
                exceptions.SupportedNamespacePrefixes.Add("Npgsql");
            });
            serializer.Configure(manifest =>
            {
                // Pinned, because these names are in messages between silos of two versions.
                manifest.WellKnownTypeAliases[WireCodec.Alias] = typeof(WireCodec);
                foreach (var form in WireForms.All) manifest.WellKnownTypeAliases[form.Alias] = form.Type;
            });
        });
}

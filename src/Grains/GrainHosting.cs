using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansRegistry.Grains.Wire;

namespace OrleansRegistry.Grains;

/// <summary>Puts the grains into a silo.</summary>
public static class GrainHosting
{
    /// <summary>
    /// Adds what the grains need besides <see cref="GrainServices"/>: the wire, and the time after which a cold entity
    /// leaves memory.
    /// </summary>
    public static ISiloBuilder AddRegistryGrains(this ISiloBuilder silo, GrainOptions options)
    {
        silo.Services.AddSingleton(options);
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<Leaving>();
        silo.Services.TryAddSingleton<GrainServices>();
        silo.Services.AddRegistryWire();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.IdleMost;
            collection.CollectionQuantum = TimeSpan.FromSeconds(Math.Min(60, options.IdleMost.TotalSeconds / 2));
        });
        return silo;
    }

    /// <summary>The named storage over the registry's own store, with group commit.</summary>
    public static ISiloBuilder AddRegistryGrainStorage(this ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage, RegistryGrainStorage>(EntityGrain.StorageName);
        return silo;
    }

    /// <summary>The registry's types as messages, for silos and for clients.</summary>
    public static IServiceCollection AddRegistryWire(this IServiceCollection services) => services.AddSerializer(serializer =>
    {
        services.AddSingleton<WireCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<WireCodec>());
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<WireCodec>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<WireCodec>());
        // A store that is away on another silo is thrown here as what it is, with what its driver said.
        services.Configure<ExceptionSerializationOptions>(exceptions =>
        {
            exceptions.SupportedNamespacePrefixes.Add("OrleansRegistry");
            exceptions.SupportedNamespacePrefixes.Add("Npgsql");
        });
        serializer.Configure(manifest =>
        {
            // Pinned: these names are in messages between silos of two versions.
            manifest.WellKnownTypeAliases[WireCodec.Alias] = typeof(WireCodec);
            foreach (var form in WireForms.All) manifest.WellKnownTypeAliases[form.Alias] = form.Type;
        });
    });
}

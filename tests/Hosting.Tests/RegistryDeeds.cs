using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Hosting.Tests;

/// <summary>What tests do with a registry that has no accounts.</summary>
internal static class RegistryDeeds
{
    /// <summary>Who imports: everything is allowed.</summary>
    public static Actor Importer { get; } = Actor.Registry(Channel.Import);

    /// <summary>Opens the registry of a place, its clock at the beginning of a day in Shanghai.</summary>
    public static async Task<EmbeddedRegistry> OpenAt(this TestPlace place, DateOnly day, int cached = 1_000)
    {
        var options = place.Options with { Clock = ShanghaiTime.StartOf(day), CachedEntitiesMost = cached };
        var store = await RegistryStores.Open(options, TimeProvider.System);
        return await EmbeddedRegistry.Open(store, options, TimeProvider.System, null!, NullLoggerFactory.Instance);
    }

    /// <summary>Founds an entity; another seed, another key.</summary>
    public static async Task<EntityId> Founded(
        this EmbeddedRegistry registry, EntityKind kind, Command command, string seed)
    {
        var id = Keys.Founded(kind, seed);
        var answer = await registry.Execute(id, new Envelope($"{seed}:{id.Key}", command, Importer));
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }
}

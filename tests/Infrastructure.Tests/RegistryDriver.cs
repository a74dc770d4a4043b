using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Verification;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>What tests do with a registry that has no accounts.</summary>
internal static class RegistryDriver
{
    /// <summary>Who imports: everything is allowed.</summary>
    public static Actor Importer { get; } = Actor.Registry(Channel.Import);

    /// <summary>Opens the registry of a place, its clock at the beginning of a day in Shanghai.</summary>
    public static Task<TestRegistry> OpenAt(this TestPlace place, DateOnly day, int cached = 1_000) =>
        TestRegistry.Start(place.Options with { Clock = ShanghaiTime.StartOf(day), MaxCachedStates = cached });

    /// <summary>
    /// Verifies the stopped registry of a place; nothing may be wrong. Gives how many entities it has.
    /// </summary>
    public static async Task<long> Verified(this TestPlace place, DateOnly day)
    {
        await using var stopped = await StoredRegistry.Open(place.Options with { Clock = ShanghaiTime.StartOf(day) });
        var seen = new VerifiedCount();
        await foreach (var fault in RegistryVerifier.Run(stopped, seen)) Assert.Fail(fault);
        return seen.Entities;
    }

    /// <summary>Founds an entity; another seed, another key.</summary>
    public static async Task<EntityId> NewId(
        this IRegistry registry, EntityKind kind, Command command, string seed)
    {
        var id = Keys.ForNew(kind, seed);
        var answer = await registry.Execute(id, new Envelope($"{seed}:{id.Key}", command, Importer));
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }
}

using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Infrastructure.Tests.Engine;

/// <summary>Goal: memory stays within its bound, and nothing is lost that leaves it.</summary>
public sealed class CachedEntitiesTests : IDisposable
{
    private const int Max = 40, Persons = 400;

    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Entities_at_hand_are_bounded_and_those_that_left_are_read_again()
    {
        await using var registry = await _place.OpenAt(new DateOnly(2026, 3, 2), cached: Max);
        var all = Enumerable.Range(0, Persons);
        var known = await Task.WhenAll(all.Select(i => Task.Run(() => Registered(registry, i))));
        Assert.InRange(registry.CachedStates, 1, Max);

        var read = await Task.WhenAll(known.Select(id => Task.Run(async () => await registry.Load(id))));

        Assert.Equal(all.Select(Number), read.Select(person => ((Person)person!.State).IdentityNumber));
        Assert.InRange(registry.CachedStates, 1, Max);
    }

    [Fact]
    public async Task An_entity_asked_for_by_many_at_once_is_counted_once()
    {
        EntityId id;
        await using (var before = await _place.OpenAt(new DateOnly(2026, 3, 2))) id = await Registered(before, 0);
        await using var registry = await _place.OpenAt(new DateOnly(2026, 3, 2));
        var asking = Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await registry.Load(id)));
        Assert.All(await Task.WhenAll(asking), Assert.NotNull);
        Assert.Equal(1, registry.CachedStates);
    }

    private static Task<EntityId> Registered(TestRegistry registry, int i) =>
        registry.NewId(
            EntityKind.Person, new RegisterPerson("王小明", IdentityKind.CitizenId, Number(i)), Number(i));

    private static string Number(int i) => CitizenNumbers.Of("410105", "19900307", i);
}

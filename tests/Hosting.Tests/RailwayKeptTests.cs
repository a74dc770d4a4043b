using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Hosting.Verification;

namespace OrleansRegistry.Hosting.Tests;

/// <summary>Railway drivers and employers go the one path of all entities: decided, committed, read again, verified.</summary>
public sealed class RailwayKeptTests : IDisposable
{
    private static readonly Actor _registry = Actor.Registry(Channel.Import);

    private readonly TestPlace _place = new();

    [Fact]
    public async Task A_driver_and_an_employer_are_as_before_after_a_restart_and_the_chains_hold()
    {
        EntityId person, driver, employer;
        await using (var registry = await Open())
        {
            person = await Founded(registry, EntityKind.Person, new RegisterPerson("王小明", IdentityKind.CitizenId, "410105198502280015"));
            employer = await Founded(registry, EntityKind.Employer, new RegisterEmployer("郑州机务段", "91410100MA3X9K2P3K"));
            driver = await Founded(registry, EntityKind.RailLicence, new RegisterRailDriver { PersonKey = person.Key });
            await registry.Drain();
        }
        await using var again = await Open();
        Assert.Equal(person.Key, ((RailCareer)(await again.Load(driver))!.State).PersonKey);
        Assert.Equal("郑州机务段", ((Employer)(await again.Load(employer))!.State).Name);
        var seen = new VerifiedCount();
        await foreach (var fault in RegistryVerifier.Run(again, seen)) Assert.Fail(fault);
        Assert.Equal(3, seen.Entities);
    }

    private static async Task<EntityId> Founded(EmbeddedRegistry registry, EntityKind kind, Command command)
    {
        var id = Keys.Founded(kind, "rail-test");
        var answer = await registry.Execute(id, new Envelope($"rail-test:{id.Key}", command, _registry));
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }

    private async Task<EmbeddedRegistry> Open()
    {
        var options = _place.Options with { Clock = ShanghaiTime.StartOf(new DateOnly(2026, 2, 13)) };
        var store = await RegistryStores.Open(options, TimeProvider.System);
        return await EmbeddedRegistry.Open(store, options, TimeProvider.System, null!, NullLoggerFactory.Instance);
    }

    public void Dispose() => _place.Dispose();
}

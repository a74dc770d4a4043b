using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Railway drivers and employers go the one path of all entities: decided, committed, read again, verified.
/// </summary>
public sealed class RailwayKeptTests : IDisposable
{
    private readonly TestPlace _place = new();

    [Fact]
    public async Task A_driver_and_an_employer_are_as_before_after_a_restart_and_the_chains_hold()
    {
        EntityId person, driver, employer;
        await using (var registry = await Open())
        {
            person = await registry.NewId(
                EntityKind.Person, new RegisterPerson("王小明", IdentityKind.CitizenId, "410105198502280015"),
                "rail-test");
            employer = await registry.NewId(
                EntityKind.Employer, new RegisterEmployer("郑州机务段", "91410100MA3X9K2P3K"), "rail-test");
            driver = await registry.NewId(
                EntityKind.RailLicence, new RegisterRailDriver { PersonKey = person.Key }, "rail-test");
            await registry.Drain();
        }
        await using (var again = await Open())
        {
            Assert.Equal(person.Key, ((RailCareer)(await again.Load(driver))!.State).PersonKey);
            Assert.Equal("郑州机务段", ((Employer)(await again.Load(employer))!.State).Name);
        }
        Assert.Equal(3, await _place.Verified(new DateOnly(2026, 2, 13)));
    }

    private Task<TestRegistry> Open() => _place.OpenAt(new DateOnly(2026, 2, 13));

    public void Dispose() => _place.Dispose();
}

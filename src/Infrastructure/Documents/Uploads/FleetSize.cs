using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>Counts the vehicles and the drivers of an enterprise, for which it hands in materials.</summary>
/// <param name="queries">Lists.</param>
/// <param name="load">Reads an entity; null: there is none.</param>
public sealed class FleetSize(
    IRegistryQueries queries, Func<EntityId, CancellationToken, ValueTask<EntityState?>> load)
{
    /// <summary>Vehicles and drivers of the actor's enterprise; zero for an actor who acts for none.</summary>
    public async ValueTask<int> Of(Actor actor, CancellationToken cancellation)
    {
        if (actor.EmployerKey is { } employer)
            return await load(new EntityId(EntityKind.Employer, employer), cancellation) is Employer unit
                ? unit.Drivers.Length : 0;
        if (actor.OperatorKey is not { } key) return 0;
        var drivers = await load(new EntityId(EntityKind.Operator, key), cancellation) is Operator known
            ? known.Drivers.Length : 0;
        return drivers + await Pages.All(page =>
            queries.Vehicles(new VehicleSearch(OperatorKey: key), page, cancellation)).CountAsync(cancellation);
    }
}

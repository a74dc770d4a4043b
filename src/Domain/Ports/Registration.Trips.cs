using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Ports;

/// <summary>Registers a trip whose carrier, vehicle and drivers are on the register. Used by imports.</summary>
public static partial class Registration
{
    /// <summary>Finds everybody whom the row names, then registers the trip; a repeat finds what exists.</summary>
    public static async Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, TripRow row, Envelope envelope, CancellationToken cancellation = default)
    {
        var id = Keys.ForNew(EntityKind.Trip, envelope.CommandId);
        if (await registry.Queries.OperatorByCode(row.CreditCode, cancellation) is not { } carrier)
            return (id, Unknown("creditCode", "没有登记该经营者。", "No operator with this code is on the register."));
        var plate = new Reservation(VehicleMachine.PlateSpace, $"{PlateColours.Code(row.PlateColour)}:{row.Plate}");
        if (await registry.Queries.HolderOf(plate, cancellation) is not { } vehicle)
            return (id, Unknown("plate", "没有登记该车辆。", "No vehicle with this plate is on the register."));
        var drivers = ImmutableArray.CreateBuilder<string>();
        foreach (var (i, driver) in row.Drivers.Index())
        {
            if (await Registration.Driver(registry, driver.Name, driver.IdentityNumber, cancellation) is not { } key)
                return (id, Unknown($"drivers[{i}].identityNumber", "没有登记该人员。", "No such person is on the register."));
            drivers.Add(key);
        }
        var command = new RegisterTrip(row.ToTrip(id.Key, carrier.Key, vehicle.Key, drivers.ToImmutable()));
        return (id, await registry.Execute(id, envelope with { Command = command }, cancellation));
    }

    private static Answer.No Unknown(string field, string zh, string en) =>
        new(Refusals.Malformed(Refusals.Fault(field, zh, en)));
}

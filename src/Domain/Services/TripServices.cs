using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// The service for charter trips (rules.md C). A trip is an entity of its own and no application inside another.
/// </summary>
internal static class TripServices
{
    /// <summary>The one there is.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(ServiceId.TripFiling, EntityKind.Trip, new LocalText("省际包车备案", "Filing of an interprovincial charter trip"),
            [VehicleKind.Passenger.Name()],
            [
                new("vehicleId", "string", true, []), new("drivers", "array", true, []),
                new("kind", "string", true, ["specialCharter", "scheduledTemporary"]),
                new("origin", "object", true, []), new("destination", "object", true, []),
                new("via", "array", false, []), new("oneWayKm", "number", true, []),
                new("roundTrip", "boolean", true, []), new("departsAt", "instant", true, []),
                new("returnsAt", "instant", true, []), new("contractNumber", "string", true, []),
                new("contractDocumentId", "string", false, []), new("hirer", "string", true, []),
                new("passengers", "integer", true, []), new("purpose", "string", true, []),
                new("issuer", "string", true, []), new("motorway", "boolean", false, []),
                new("emergency", "boolean", false, [])],
            [new(MaterialKind.CharterContract, new LocalText("包车合同", "Charter contract"), MaterialNeed.Optional)],
            [], [Citations.Charter, Citations.CharterNotice]),
    ];
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// The service for charter trips (rules.md C). A trip is an entity of its own, not an application inside another.
/// </summary>
internal static class TripServices
{
    /// <summary>The only service of trips.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(ServiceId.TripFiling, EntityKind.Trip, new LocalText("省际包车备案", "Filing of an interprovincial charter trip"),
            [VehicleKind.Passenger.Name()],
            [
                new("vehicleId", new("车辆", "Vehicle")), new("drivers", new("驾驶员", "Drivers"), "array"),
                new("kind", new("包车类别", "Kind of charter"))
                {
                    Choices =
                    [
                        new("specialCharter", new("专项省际包车", "Special interprovincial charter")),
                        new("scheduledTemporary",
                            new("班线客车临时省际包车", "Temporary charter with a scheduled-service coach")),
                    ],
                },
                new("origin", new("起点", "Origin"), "object"),
                new("destination", new("终点", "Destination"), "object"),
                new("via", new("途经地", "Via"), "array", Required: false),
                new("oneWayKm", new("单边行程（公里）", "One-way distance (km)"), "number"),
                new("roundTrip", new("往返", "Round trip"), "boolean"),
                new("departsAt", new("发车时间", "Departure"), "instant"),
                new("returnsAt", new("返回时间", "Return"), "instant"),
                new("contractNumber", new("包车合同编号", "Contract number")),
                new("contractDocumentId", new("包车合同扫描件", "Scan of the contract"), Required: false),
                new("hirer", new("包车人", "Hirer")), new("passengers", new("乘客人数", "Passengers"), "integer"),
                new("purpose", new("包车用途", "Purpose")), new("issuer", new("签发人", "Issued by")),
                new("motorway", new("全程高速公路", "Motorway all the way"), "boolean", Required: false),
                new("emergency", new("应急任务", "Emergency"), "boolean", Required: false),
            ],
            [new(MaterialKind.CharterContract, new LocalText("包车合同", "Charter contract"), MaterialNeed.Optional)],
            [], [Citations.Charter, Citations.CharterNotice]),
    ];
}

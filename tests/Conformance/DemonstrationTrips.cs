using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>
/// What the demonstration's operator files charter trips with: two buses, and two drivers, of whom one signs in as
/// driver.3.
/// </summary>
internal sealed record DemonstrationTrips(string[] Buses, string[] Drivers)
{
    /// <summary>As the operator sees them.</summary>
    public static async Task<DemonstrationTrips> Of(HttpClient carrier)
    {
        var @operator = (string)(await carrier.Get(HttpSteps.Api + "/operators?mine=true"))["items"]![0]!["id"]!;
        var drivers = Ids(await carrier.Get($"{HttpSteps.Api}/operators/{@operator}/drivers"), _ => true);
        var vehicles = await carrier.Get(HttpSteps.Api + "/vehicles?mine=true");
        var buses = Ids(vehicles, vehicle => (string?)vehicle["kind"] == "passenger");
        Assert.Equal((2, 2), (drivers.Length, buses.Length));
        return new DemonstrationTrips(buses, drivers);
    }

    /// <summary>A trip of one hour that is reviewed by itself: Kunming to Chengdu, 390 km.</summary>
    public static JsonObject Plan(string bus, IEnumerable<string> drivers, DateTime departs, string contract) => new()
    {
        ["kind"] = "specialCharter", ["vehicleId"] = bus,
        ["drivers"] = new JsonArray([.. drivers.Select(id => JsonValue.Create(id))]),
        ["origin"] = Place("5301", "昆明"), ["destination"] = Place("5101", "成都"),
        ["oneWayKm"] = 390, ["roundTrip"] = true,
        ["departsAt"] = $"{departs:yyyy-MM-ddTHH:mm:ss}+08:00",
        ["returnsAt"] = $"{departs.AddHours(1):yyyy-MM-ddTHH:mm:ss}+08:00",
        ["contractNumber"] = contract, ["hirer"] = "春城旅行社", ["passengers"] = 30, ["purpose"] = "旅游", ["issuer"] = "赵签发",
    };

    private static string[] Ids(JsonNode page, Func<JsonNode, bool> wanted) =>
        [.. page["items"]!.AsArray().Where(item => wanted(item!)).Select(item => (string)item!["id"]!)];

    private static JsonObject Place(string region, string place) => new() { ["region"] = region, ["place"] = place };
}

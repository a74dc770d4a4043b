using System.Net;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// A carrier of Kunming with a bus and two drivers who have accounts, made by the API itself; nobody else uses it.
/// </summary>
internal sealed record Charter(
    HttpClient Carrier,
    HttpClient Officer,
    string OperatorId,
    string VehicleId,
    HttpClient[] Drivers,
    string[] DriverIds)
{
    public const string Trips = HttpSteps.Api + "/trips";
    private static int _sequence;

    /// <summary>A carrier whose trips are reviewed automatically, or by the officer.</summary>
    public static async Task<Charter> New(RegistryApp app, bool autoReview = true)
    {
        var officer = await app.As("officer.yunnan");
        var n = Interlocked.Increment(ref _sequence);
        var code = Fleet.CreditCodeOf(500_000 + n);
        var made = await officer.Done(HttpSteps.Api + "/operators",
            new { creditCode = code, name = $"昆明包车{n}号公司", authority = "530100" },
            HttpStatusCode.Created);
        var id = (string)made["id"]!;
        var permit = $"云交运管许可昆字5301{90_000_000 + n}号";
        await officer.Done($"{HttpSteps.Api}/operators/{id}/permits:register",
            new
            {
                permitNumber = permit, scopes = new[]
            {
                "interprovincialCharter",
            }, validFrom = "2020-01-01", validTo = "2030-12-31"
            });
        var carrier = await Fleet.Account(app, id);
        await carrier.Done($"{HttpSteps.Api}/operators/{id}/permits", new { permitNumber = permit });
        if (autoReview) await officer.Done($"{HttpSteps.Api}/operators/{id}/auto-review", new { enabled = true });
        var vehicle = await officer.Done(HttpSteps.Api + "/vehicles", new JsonObject
        {
            ["creditCode"] = code, ["kind"] = "passenger", ["plate"] = $"云A{n:D5}", ["plateColour"] = "yellow",
            ["vin"] = Fleet.VinOf(500_000 + n),
            ["certificateNumber"] = $"5301{90_000_000 + n}", ["authority"] = "530100", ["validFrom"] = "2024-06-01",
            ["reviewedOn"] = "2025-09-01", ["seats"] = 45,
        }.ToJsonString(), HttpStatusCode.Created);
        var drivers = new List<HttpClient>();
        for (var i = 0; i < 2; i++)
        {
            var number = Cases.CitizenNumber();
            await officer.Done(
                HttpSteps.Api + "/certificates",
                Cases.Row(number, "passengerDriver", "530100", "2022-03-01").ToJsonString(),
                HttpStatusCode.Created);
            var driver = await app.NewAccount();
            await app.BindRealName(driver, "测试员", number);
            await officer.Done(
                $"{HttpSteps.Api}/operators/{id}/drivers", new { name = "测试员", identityNumber = number });
            drivers.Add(driver);
        }
        var listed = await carrier.Get($"{HttpSteps.Api}/operators/{id}/drivers");
        return new Charter(carrier, officer, id, (string)vehicle["id"]!, [.. drivers],
            [.. listed["items"]!.AsArray().Select(item => (string)item!["id"]!)]);
    }

    /// <summary>Kunming to Chengdu through Guizhou, two days from 2026-03-02 on, but for what is changed.</summary>
    public JsonObject Trip(Action<JsonObject>? but = null)
    {
        var trip = new JsonObject
        {
            ["vehicleId"] = VehicleId,
            ["drivers"] = new JsonArray([.. DriverIds.Select(id => JsonValue.Create(id))]),
            ["kind"] = "specialCharter",
            ["origin"] = Place("5301", "昆明"),
            ["destination"] = Place("5101", "成都"),
            ["via"] = new JsonArray(Place("5205", "毕节")),
            ["oneWayKm"] = 780.5,
            ["roundTrip"] = true,
            ["departsAt"] = "2026-03-02T08:00:00+08:00",
            ["returnsAt"] = "2026-03-03T20:00:00+08:00",
            ["contractNumber"] = $"HT-{Interlocked.Increment(ref _sequence)}",
            ["hirer"] = "春城旅行社",
            ["passengers"] = 30,
            ["purpose"] = "旅游",
            ["issuer"] = "赵签发",
        };
        but?.Invoke(trip);
        return trip;
    }

    public static JsonObject Place(string region, string place) => new() { ["region"] = region, ["place"] = place };

    /// <summary>Files a trip.</summary>
    public Task<JsonNode> Filed(Action<JsonObject>? but = null) =>
        Carrier.Done(Trips, Trip(but).ToJsonString(), HttpStatusCode.Created);

    /// <summary>Tries to file a trip that is refused.</summary>
    public Task<JsonNode> Refused(int status, string code, Action<JsonObject>? but = null) =>
        Carrier.Refused(Trips, status, code, Trip(but).ToJsonString());
}

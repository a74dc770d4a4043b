using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>A carrier of Yunnan with a bus, a driver and a trip that is approved.</summary>
internal sealed record ProductionFleet(
    Visitor Carrier, string OperatorId, string VehicleId, string DriverId, string TripId)
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int _sequence;

    /// <summary>The carrier alone: an operator with a permit and somebody who acts for it.</summary>
    public static async Task<(Visitor Carrier, string OperatorId, string CreditCode)> Operator(
        ProductionRegistry registry)
    {
        var n = Interlocked.Increment(ref _sequence);
        var (code, permit) = (CreditCode(n), $"云交运管许可昆字5301{n:D8}号");
        var made = await registry.Officer.Done("/operators",
            new { creditCode = code, name = $"昆明包车{n}号公司", authority = "530100" }, HttpStatusCode.Created);
        var id = (string)made["id"]!;
        await registry.Officer.Done($"/operators/{id}/permits:register", new
        {
            permitNumber = permit, scopes = new[] { "interprovincialCharter" },
            validFrom = "2020-01-01", validTo = $"{DateTime.UtcNow.AddDays(1_000):yyyy-MM-dd}",
        });
        var carrier = await registry.ACarrier(id);
        await carrier.Done($"/operators/{id}/permits", new { permitNumber = permit });
        return (carrier, id, code);
    }

    public static async Task<ProductionFleet> New(ProductionRegistry registry)
    {
        var (carrier, id, code) = await Operator(registry);
        await registry.Officer.Done($"/operators/{id}/auto-review", new { enabled = true });
        var from = $"{DateTime.UtcNow.AddDays(-200):yyyy-MM-dd}";
        var vehicle = await registry.Officer.Done("/vehicles", new
        {
            creditCode = code, kind = "passenger", plate = $"云A{70_000 + _sequence}", plateColour = "yellow",
            vin = Vins.Of(700_000 + _sequence), certificateNumber = $"5301{70_000_000 + _sequence}",
            authority = "530100", validFrom = from, reviewedOn = from, seats = 45,
        }, HttpStatusCode.Created);
        var number = registry.Number();
        await registry.Officer.Done("/certificates", ProductionRegistry.Certificate(number), HttpStatusCode.Created);
        await registry.Officer.Done($"/operators/{id}/drivers", new { name = "测试员", identityNumber = number });
        var driver = (string)(await carrier.Get($"/operators/{id}/drivers"))["items"]![0]!["id"]!;
        var trip = await carrier.Done("/trips", Trip((string)vehicle["id"]!, driver), HttpStatusCode.Created);
        return new ProductionFleet(carrier, id, (string)vehicle["id"]!, driver, (string)trip["id"]!);
    }

    /// <summary>A day trip from Kunming to Guizhou, two days from now.</summary>
    public static string Trip(string vehicleId, string driverId)
    {
        var day = DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["vehicleId"] = vehicleId, ["drivers"] = new JsonArray(driverId), ["kind"] = "specialCharter",
            ["origin"] = Place("5301", "昆明"), ["destination"] = Place("5205", "毕节"), ["via"] = new JsonArray(),
            ["oneWayKm"] = 300, ["roundTrip"] = true, ["departsAt"] = day + "T08:00:00+08:00",
            ["returnsAt"] = day + "T20:00:00+08:00", ["contractNumber"] = $"HT-{Interlocked.Increment(ref _sequence)}",
            ["hirer"] = "春城旅行社", ["passengers"] = 30, ["purpose"] = "旅游", ["issuer"] = "赵签发",
        }.ToJsonString();
    }

    private static JsonObject Place(string region, string place) => new() { ["region"] = region, ["place"] = place };

    /// <summary>GB 32100-2015.</summary>
    private static string CreditCode(int n)
    {
        var body = "91530100MA" + n.ToString("D7", CultureInfo.InvariantCulture);
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - sum % 31) % 31];
    }
}

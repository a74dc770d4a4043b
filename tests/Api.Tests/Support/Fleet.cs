using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>An operator with an account and a vehicle, made by the API itself.</summary>
internal sealed record Fleet(
    HttpClient Operator, HttpClient Officer, string OperatorId, string CreditCode, string PermitNumber)
{
    private const string CodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int _sequence;

    /// <summary>An operator of Henan whose permit is bound, and that nobody else uses.</summary>
    public static async Task<Fleet> New(
        RegistryApp app, bool bound = true, bool individual = false)
    {
        var n = Interlocked.Increment(ref _sequence);
        var (code, permit) = (CreditCodeOf(n, individual ? "92" : "91"), $"豫交运管许可郑字4101{n:D8}号");
        var officer = await app.As("officer.henan");
        var made = await officer.Done(HttpSteps.Api + "/operators",
            new { creditCode = code, name = $"测试运输{n}号公司", authority = "410100" },
            HttpStatusCode.Created);
        var id = (string)made["id"]!;
        await officer.Done($"{HttpSteps.Api}/operators/{id}/permits:register", Permit(permit));
        var fleet = new Fleet(await Account(app, id), officer, id, code, permit);
        if (bound) await fleet.Operator.Done($"{HttpSteps.Api}/operators/{id}/permits", new { permitNumber = permit });
        return fleet;
    }

    /// <summary>A permit for freight, in force.</summary>
    public static object Permit(string number, string validTo = "2030-12-31") =>
        new
        {
            permitNumber = number, scopes = new[]
        {
            "generalFreight", "dangerousGoods",
        }, validFrom = "2020-01-01", validTo
        };

    /// <summary>An account that acts for this operator.</summary>
    public static async Task<HttpClient> Account(RegistryApp app, string? operatorId)
    {
        var name = "operator." + Guid.NewGuid().ToString("N")[..12];
        var account = new Account(
            "", name, null, Roles.Operator, null, Desks.None, operatorId, MustChangePassword: false, Disabled: false);
        return await app.Opened(account);
    }

    /// <summary>The body of a registration: a freight vehicle in the windows of review and renewal.</summary>
    public JsonObject Row(string kind = "generalFreight")
    {
        var n = Interlocked.Increment(ref _sequence);
        return new JsonObject
        {
            ["creditCode"] = CreditCode, ["kind"] = kind, ["plate"] = $"豫B{n:D5}", ["plateColour"] = "yellow",
            ["vin"] = VinOf(n),
            ["certificateNumber"] = $"4101{n:D8}", ["authority"] = "410100", ["validFrom"] = "2023-03-01",
            ["reviewedOn"] = "2025-03-01",
        };
    }

    /// <summary>A vehicle of the operator.</summary>
    public async Task<JsonNode> Vehicle(string kind = "generalFreight") =>
        await Officer.Done(HttpSteps.Api + "/vehicles", Row(kind).ToJsonString(), HttpStatusCode.Created);

    /// <summary>The body of an application with the given materials, uploaded.</summary>
    public async Task<object> Application(string service, object form, params string[] kinds)
    {
        var materials = new List<object>();
        foreach (var kind in kinds) materials.Add(new { kind, documentId = await Operator.Uploaded(kind) });
        return new { service, form, materials };
    }

    /// <summary>A sound application for the annual review.</summary>
    public Task<object> Review() => Application("vehicle.annualReview",
        new { contactName = "李四", contactPhone = "13800000000", declared = true, hasInspectionRecords = false },
        "vehicleLicenceFront");

    /// <summary>A credit code that nobody in this process has had.</summary>
    public static string NextCreditCode() => CreditCodeOf(Interlocked.Increment(ref _sequence));

    public static string CreditCodeOf(int n, string kind = "91")
    {
        var body = kind + "410100MA" + n.ToString("D7", CultureInfo.InvariantCulture);
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += CodeAlphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + CodeAlphabet[(31 - sum % 31) % 31];
    }

    public static string VinOf(int n) => Vins.Of(n);
}

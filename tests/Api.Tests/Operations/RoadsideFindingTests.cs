using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>What enforcement found at the roadside, and the contract that it may look at while a trip lasts.</summary>
[Collection(Shared.Name)]
public sealed class RoadsideFindingTests(RegistryApp app)
{
    private const string Findings = HttpSteps.Api + "/roadside-findings", Documents = HttpSteps.Api + "/documents/";

    [Fact]
    public async Task A_finding_by_the_scanned_code_reaches_carrier_and_drivers_who_object()
    {
        var c = await Charter.New(app);
        var (trip, _) = await c.TripIn("received");
        var display = await c.Drivers[0].Get($"{Charter.Trips}/{trip}/display");
        var officer = await app.As("enforcement.yunnan");
        var picture = await officer.Uploaded("evidence");
        var made = await officer.Done(Findings, new
        {
            token = (string)display["qr"]!, finding = "contractMissing", note = "未随车携带合同",
            documentIds = new[] { picture },
        }, HttpStatusCode.Created);
        var id = (string)made["id"]!;
        Assert.Equal((trip, c.OperatorId, "530100"), ((string)made["about"]!, (string)made["carrier"]!["id"]!,
            (string)made["authority"]!));

        foreach (var reader in new[] { c.Carrier, c.Drivers[0], c.Drivers[1], officer })
            Assert.Contains((await reader.Get(Findings + "?mine=true"))["items"]!.AsArray(),
                it => (string)it!["id"]! == id);
        Assert.Contains((await c.Officer.Get(Findings + "?queue=true&limit=200"))["items"]!.AsArray(),
            it => (string)it!["id"]! == id);
        using var seen = await c.Drivers[1].GetAsync(Documents + picture);
        await seen.Is(HttpStatusCode.OK);
        foreach (var stranger in new[] { await app.As("driver.1"), await app.As("operator.demo") })
        {
            using var hidden = await stranger.GetAsync($"{Findings}/{id}");
            await hidden.Problem(404, "NOT_FOUND");
            using var unseen = await stranger.GetAsync(Documents + picture);
            Assert.NotEqual(HttpStatusCode.OK, unseen.StatusCode);
        }
        var text = (string)(await c.Drivers[1].Get(
            HttpSteps.Api + "/me/notices?kind=roadsideFinding"))["items"]![0]!["text"]!;
        Assert.Contains("未携带包车合同", text, StringComparison.Ordinal);

        var objection = await c.Carrier.Done(
            HttpSteps.Api + "/objections", new { about = id, text = "合同在车上" }, HttpStatusCode.Created);
        Assert.Equal("530100", (string)objection["authority"]!);
        Assert.Equal("received", (string)(await c.Carrier.Get($"{Charter.Trips}/{trip}"))["status"]!);
        await c.Officer.Done(
            $"{HttpSteps.Api}/objections/{objection["id"]}/answer", new { upheld = false, text = "照片清楚" });
    }

    [Fact]
    public async Task By_plate_it_finds_the_vehicle_and_what_is_unknown_stays_so()
    {
        var c = await Charter.New(app);
        var officer = await app.As("enforcement.yunnan");
        var plate = (string)(await c.Carrier.Get($"{HttpSteps.Api}/vehicles/{c.VehicleId}"))["plate"]!;
        var parked = await Found(new { plate, finding = "notShown", note = "未出示" });
        Assert.Equal((c.VehicleId, plate), ((string)parked["about"]!, (string)parked["plate"]!));
        await c.TripIn("issued", DateTimeOffset.Parse("2026-02-13T10:00:00+08:00", null)); // Has not begun.
        var waits = await Found(new { plate, finding = "driverDiffers", note = "驾驶员不符" });
        Assert.Equal(c.VehicleId, (string)waits["about"]!);

        var unknown = await Found(new { plate = "粤Z99999", finding = "other", note = "无牌无证" });
        Assert.Null(unknown["about"]);
        Assert.Equal("53", (string)unknown["authority"]!);
        await officer.Refused(Findings, 400, "MALFORMED", new { finding = "other", note = "x" });
        await officer.Refused(Findings, 400, "MALFORMED", new { plate, finding = "other", note = " " });
        foreach (var unseen in (string[])["\u202e" + plate, plate + "\u0007", plate + "\r\nx", "\u200b"])
            await officer.Refused(Findings, 400, "MALFORMED", new { plate = unseen, finding = "other", note = "x" });
        await officer.Refused(Findings, 400, "MALFORMED", new { plate, finding = "speeding", note = "x" });
        await c.Carrier.Refused(Findings, 403, "NOT_ALLOWED", new { plate, finding = "other", note = "x" });

        Task<JsonNode> Found(object body) => officer.Done(Findings, body, HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_contract_is_read_by_officer_drivers_and_until_the_trip_is_over_enforcement()
    {
        var c = await Charter.New(app);
        var contract = await c.Carrier.Uploaded("charterContract");
        var spare = await c.Carrier.Uploaded("charterContract");
        var trip = (string)(await c.Filed(t => t["contractDocumentId"] = contract))["id"]!;
        var enforcement = await app.As("enforcement.yunnan");
        foreach (var reader in (HttpClient[])[c.Carrier, c.Officer, c.Drivers[0], c.Drivers[1], enforcement])
        {
            Assert.Equal(HttpStatusCode.OK, await Status(reader, contract));
            if (reader != c.Carrier) Assert.NotEqual(HttpStatusCode.OK, await Status(reader, spare));
        }
        foreach (var stranger in (string[])["officer.henan", "driver.1", "operator.demo"])
            Assert.NotEqual(HttpStatusCode.OK, await Status(await app.As(stranger), contract));

        await c.Carrier.Done($"{Charter.Trips}/{trip}/cancel", new { reason = "客户取消" });
        Assert.NotEqual(HttpStatusCode.OK, await Status(enforcement, contract));
        Assert.Equal(HttpStatusCode.OK, await Status(c.Officer, contract));
    }

    private static async Task<HttpStatusCode> Status(HttpClient reader, string document)
    {
        using var answer = await reader.GetAsync(Documents + document);
        return answer.StatusCode;
    }
}

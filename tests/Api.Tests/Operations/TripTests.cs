using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Charter trips over HTTP: the journeys, who may know of them, what the law refuses, and that one time is booked once.
/// </summary>
[Collection(Shared.Name)]
public sealed partial class TripTests(RegistryApp app)
{
    private const string Trips = Charter.Trips;

    [Fact]
    public async Task Kunming_to_Chengdu_through_Guizhou_is_approved_at_once_issued_received_and_shown()
    {
        var c = await Charter.New(app);
        var trip = await c.Filed();
        var id = (string)trip["id"]!;
        Assert.Equal(
            ("approved", "none", true),
            ((string)trip["status"]!, (string)trip["medium"]!, (bool)trip["review"]!["automatic"]!));
        Assert.True((bool)trip["electronic"]!["possible"]!);
        Assert.Equal("2026-03-02T08:00:00+08:00", (string)trip["departsAt"]!);
        Assert.StartsWith("530100-20260213-", (string)trip["number"]!, StringComparison.Ordinal);
        var driver = c.Drivers[0];
        Assert.Empty((await driver.Get(Trips + "?toReceive=true"))["items"]!.AsArray());
        await driver.Refused($"{Trips}/{id}/receive", 409, "WRONG_STATE", new { });
        await driver.Refused($"{Trips}/{id}/issue", 403, "NOT_ALLOWED", new { });

        var issued = await c.Carrier.Done($"{Trips}/{id}/issue", new { });
        Assert.Equal(("issued", "electronic"), ((string)issued["status"]!, (string)issued["medium"]!));
        foreach (var one in c.Drivers)
        {
            Assert.Equal([id], await Ids(one, "?toReceive=true"));
            Assert.Contains(
                (await one.Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray(),
                n => (string)n!["kind"]! == "tripIssued");
        }
        using var early = await driver.GetAsync(new Uri($"{Trips}/{id}/display", UriKind.Relative));
        await early.Problem(409, "WRONG_STATE");

        var received = await driver.Done($"{Trips}/{id}/receive", new { });
        Assert.Equal("received", (string)received["status"]!);
        Assert.Empty((await driver.Get(Trips + "?toReceive=true"))["items"]!.AsArray());
        Assert.Equal(id, (string)Assert.Single((await driver.Get(Trips + "/current"))["items"]!.AsArray())!["id"]!);
        Assert.Equal("notStarted", (string)(await driver.Get($"{Trips}/{id}/display"))["state"]!);
        Assert.Single((await c.Drivers[1].Get(Trips + "?toReceive=true"))["items"]!.AsArray());
        Assert.Empty((await c.Drivers[1].Get(Trips + "/current"))["items"]!.AsArray());

        var history = await c.Carrier.Get($"{Trips}/{id}/history");
        Assert.Equal(
            ["trip.filed", "trip.approved", "trip.issued", "trip.received"],
            history["items"]!.AsArray().Select(e => (string)e!["type"]!));
        var timeline = await c.Officer.Get($"{Trips}/{id}/timeline");
        Assert.Equal(["tripStart", "tripEnd"], timeline["items"]!.AsArray().Select(e => (string)e!["name"]!));
        Assert.Equal([id], await Ids(c.Carrier, "?mine=true"));
        Assert.Equal([id], await Ids(driver, "?mine=true"));
    }

    [Fact]
    public async Task A_trip_is_known_to_its_carrier_its_drivers_and_the_charter_desk_and_to_nobody_else()
    {
        var c = await Charter.New(app);
        var id = (string)(await c.Filed())["id"]!;
        foreach (var client in new[] { c.Carrier, c.Drivers[0], c.Drivers[1], c.Officer })
            Assert.Equal(id, (string)(await client.Get($"{Trips}/{id}"))["id"]!);
        var other = await Charter.New(app);
        HttpClient[] strangers =
            [other.Carrier, other.Drivers[0], await app.As("driver.1"), await app.As("officer.henan")];
        foreach (var client in strangers)
            foreach (var path in new[] { "", "/history", "/timeline" })
            {
                using var hidden = await client.GetAsync(new Uri($"{Trips}/{id}{path}", UriKind.Relative));
                await hidden.Problem(404, "NOT_FOUND");
            }
        await other.Carrier.Refused($"{Trips}/{id}/cancel", 404, "NOT_FOUND", new { });
        await other.Drivers[0].Refused($"{Trips}/{id}/receive", 404, "NOT_FOUND", new { });
        await (await app.As("officer.henan")).Refused($"{Trips}/{id}/approve", 403, "NOT_ALLOWED", new { });
    }

    [Fact]
    public async Task Beyond_800_km_the_charter_desk_reviews()
    {
        var c = await Charter.New(app);
        var far = await c.Filed(t => t["oneWayKm"] = 800.1);
        Assert.Equal("manualReview", (string)far["status"]!);
        var id = (string)far["id"]!;
        await c.Carrier.Refused($"{Trips}/{id}/issue", 409, "WRONG_STATE", new { });
        await c.Carrier.Refused($"{Trips}/{id}/approve", 403, "NOT_ALLOWED", new { });
        Assert.Contains(id, await Ids(c.Officer, "?queue=true&limit=200"));
        var approved = await c.Officer.Done($"{Trips}/{id}/approve", new { });
        Assert.Equal(("approved", false), ((string)approved["status"]!, (bool)approved["review"]!["automatic"]!));
        Assert.DoesNotContain(id, await Ids(c.Officer, "?queue=true&limit=200"));

        var filed = await c.Filed(
            t => (t["departsAt"], t["returnsAt"], t["kind"]) =
                ("2026-03-03T20:00:00+08:00", "2026-03-04T20:00:00+08:00", "scheduledTemporary"));
        var next = (string)filed["id"]!;
        await c.Officer.Refused($"{Trips}/{next}/refuse", 400, "MALFORMED", new { reasons = Array.Empty<string>() });
        var refused = await c.Officer.Done($"{Trips}/{next}/refuse", new { reasons = new[] { "合同不清晰" } });
        Assert.Equal("refused", (string)refused["status"]!);
        await c.Filed(Times("2026-03-03T20:00:00+08:00", "2026-03-04T20:00:00+08:00"));
    }

    [Fact]
    public async Task Through_Guangdong_there_is_the_paper_plate_only()
    {
        var c = await Charter.New(app);
        var trip = await c.Filed(
            t => (t["destination"], t["via"]) =
                (Charter.Place("4501", "南宁"), new JsonArray(Charter.Place("4412", "肇庆"))));
        var id = (string)trip["id"]!;
        Assert.Equal(("approved", "OUT_OF_SCOPE"), ((string)trip["status"]!, (string)trip["electronic"]!["reason"]!));
        await c.Carrier.Refused($"{Trips}/{id}/issue", 422, "OUT_OF_SCOPE", new { });
        var paper = await c.Carrier.Done($"{Trips}/{id}/paper", new { });
        Assert.Equal(("issued", "paper"), ((string)paper["status"]!, (string)paper["medium"]!));
        await c.Drivers[0].Refused($"{Trips}/{id}/receive", 409, "WRONG_STATE", new { });
        Assert.Empty((await c.Drivers[0].Get(Trips + "?toReceive=true"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_filing_is_refused_by_form_vehicle_drivers_length_and_place()
    {
        var c = await Charter.New(app);
        await c.Refused(400, "MALFORMED", t => t["oneWayKm"] = 0);
        await c.Refused(400, "MALFORMED", t => t["departsAt"] = "2026-03-02T08:00:00");
        await c.Refused(400, "MALFORMED", t => t.Remove("hirer"));
        await c.Refused(400, "UNKNOWN_FIELD", t => t["colour"] = "yellow");
        await c.Refused(400, "MALFORMED", t => t["kind"] = "flight");
        await c.Refused(422, "TOO_LATE", Times("2026-02-13T08:59:59+08:00", "2026-02-13T20:00:00+08:00"));
        await c.Refused(422, "TRIP_TOO_LONG", t => t["returnsAt"] = "2026-03-17T08:00:00+08:00");
        await c.Refused(422, "NOT_FROM_HOME", t => t["origin"] = Charter.Place("5303", "曲靖"));
        await c.Refused(
            422,
            "OUT_OF_SCOPE",
            t => (t["destination"], t["via"]) = (Charter.Place("5329", "大理"), new JsonArray()));
        await c.Refused(422, "DRIVER_NOT_VALID", t => t["drivers"] = new JsonArray("P-0000000000000000"));
        await c.Refused(422, "DRIVER_NOT_VALID", t => t["drivers"] = new JsonArray("x\u0000y"));
        await c.Refused(422, "DRIVER_NOT_VALID", t => t["drivers"] = new JsonArray(c.DriverIds[0]));
        await c.Refused(422, "OTHER_OPERATOR", t => t["vehicleId"] = "V-0000000000000000");
        await c.Refused(422, "OTHER_OPERATOR", t => t["vehicleId"] = "\u0000");
        await c.Refused(422, "MATERIAL_UNFIT", t => t["contractDocumentId"] = "no-such");
        var other = await Charter.New(app);
        await c.Refused(422, "OTHER_OPERATOR", t => t["vehicleId"] = other.VehicleId);
        await c.Officer.Done($"{HttpSteps.Api}/vehicles/{c.VehicleId}/status", new { status = "suspended" });
        await c.Refused(422, "VEHICLE_NOT_IN_OPERATION");
        await c.Officer.Done($"{HttpSteps.Api}/vehicles/{c.VehicleId}/status", new { status = "operating" });
        var contract = await c.Carrier.Uploaded("charterContract");
        Assert.Equal(contract, (string)(await c.Filed(t => t["contractDocumentId"] = contract))["contractDocumentId"]!);
        using var all = await c.Carrier.GetAsync(new Uri(Trips, UriKind.Relative));
        await all.Problem(400, "MALFORMED");
        using var queue = await c.Carrier.GetAsync(new Uri(Trips + "?queue=true", UriKind.Relative));
        await queue.Problem(403, "NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_many_filings_at_the_same_instant_one_gets_the_vehicle()
    {
        var c = await Charter.New(app);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(
                i => c.Carrier.Post(
                    Trips, c.Trip(t => t["departsAt"] = $"2026-03-02T08:0{i}:00+08:00").ToJsonString())));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var lost in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await lost.Problem(409, "BOOKED");
        foreach (var answer in answers) answer.Dispose();

        // The other half of H.3: another trip may begin in the minute in which this one ends.
        await c.Filed(Times("2026-03-03T20:00:00+08:00", "2026-03-04T20:00:00+08:00"));
        await c.Refused(409, "BOOKED", Times("2026-03-04T19:59:59+08:00", "2026-03-05T20:00:00+08:00"));
    }

    [Fact]
    public async Task One_contract_is_filed_once_and_a_cancelled_trip_gives_everything_back()
    {
        var c = await Charter.New(app);
        var id = (string)(await c.Filed(t => t["contractNumber"] = "HT"))["id"]!;
        await c.Refused(
            409,
            "DUPLICATE",
            t => (t["contractNumber"], t["departsAt"], t["returnsAt"]) =
                ("HT", "2026-03-10T08:00:00+08:00", "2026-03-11T08:00:00+08:00"));
        await c.Officer.Refused(
            $"{HttpSteps.Api}/vehicles/{c.VehicleId}/cancel", 422, "ON_A_TRIP", new { reason = "依职权" });
        var cancelled = await c.Carrier.Done($"{Trips}/{id}/cancel", new { reason = "客户取消" });
        Assert.Equal(("cancelled", "客户取消"), ((string)cancelled["status"]!, (string)cancelled["cancelReason"]!));
        await c.Filed(t => t["contractNumber"] = "HT");
        await c.Carrier.Refused($"{Trips}/{id}/issue", 409, "WRONG_STATE", new { });
    }

    [Fact]
    public async Task Without_a_trip_a_booked_vehicle_can_be_cancelled_again()
    {
        var c = await Charter.New(app);
        var id = (string)(await c.Filed())["id"]!;
        await c.Carrier.Done($"{Trips}/{id}/cancel", "");
        await c.Officer.Done($"{HttpSteps.Api}/vehicles/{c.VehicleId}/cancel", new { reason = "依职权" });
        await c.Refused(422, "VEHICLE_NOT_VALID");
    }

    [Fact]
    public async Task Amended_versions_keys_and_repeats()
    {
        var c = await Charter.New(app);
        var body = c.Trip();
        using var first = await c.Carrier.Post(Trips, body.ToJsonString(), ("Idempotency-Key", "file-once"));
        using var again = await c.Carrier.Post(Trips, body.ToJsonString(), ("Idempotency-Key", "file-once"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var different = await c.Carrier.Post(Trips, c.Trip().ToJsonString(), ("Idempotency-Key", "file-once"));
        await different.Problem(409, "IDEMPOTENCY_KEY_REUSED");
        var id = (string)JsonNode.Parse(await first.Content.ReadAsStringAsync())!["id"]!;
        Assert.Equal("\"2\"", first.Headers.ETag!.Tag);
        body["passengers"] = 31;
        using var stale = await c.Carrier.Post($"{Trips}/{id}/amend", body.ToJsonString(), ("If-Match", "\"1\""));
        await stale.Problem(412, "STALE_VERSION");
        await c.Carrier.Done($"{Trips}/{id}/issue", new { });
        var amended = await c.Carrier.Done($"{Trips}/{id}/amend", body.ToJsonString());
        Assert.Equal((31, 2), ((int)amended["passengers"]!, (int)amended["planVersion"]!));
        Assert.Equal(("approved", "none"), ((string)amended["status"]!, (string)amended["medium"]!));
        body["oneWayKm"] = 900;
        Assert.Equal(
            "manualReview", (string)(await c.Carrier.Done($"{Trips}/{id}/amend", body.ToJsonString()))["status"]!);
    }

    [Fact]
    public async Task The_demonstration_operator_files_a_trip_that_a_demonstration_driver_receives()
    {
        var carrier = await app.As("operator.demo");
        var me = (string)(await carrier.Get(HttpSteps.Api + "/operators?mine=true"))["items"]![0]!["id"]!;
        var buses = (await carrier.Get(HttpSteps.Api + "/vehicles?mine=true"))["items"]!.AsArray()
            .Where(v => (string)v!["kind"]! == "passenger")
            .ToArray();
        Assert.Equal(2, buses.Length);
        var drivers = (await carrier.Get($"{HttpSteps.Api}/operators/{me}/drivers"))["items"]!.AsArray()
            .Select(d => (string)d!["id"]!)
            .ToArray();
        HttpClient[] clients = [await app.As("driver.3"), await app.As("driver.5")];
        var officer = await app.As("officer.yunnan");
        var demo = new Charter(carrier, officer, me, (string)buses[0]!["id"]!, clients, drivers);
        var trip = await demo.Filed();
        Assert.Equal("approved", (string)trip["status"]!);
        await carrier.Done($"{Trips}/{(string)trip["id"]!}/issue", new { });
        foreach (var driver in demo.Drivers)
            Assert.NotNull((await driver.Done($"{Trips}/{(string)trip["id"]!}/receive", new { }))["drivers"]);
    }

    [Fact]
    public async Task Electronic_and_paper_plates_are_counted_within_reach_by_the_week_of_departure()
    {
        var c = await Charter.New(app);
        const string asked = HttpSteps.Api + "/statistics?from=2026-06-01&to=2026-06-30";
        var before = (await c.Officer.Get(asked))["media"]!;
        foreach (var (state, day) in new[] { ("issued", 1), ("received", 9), ("paper", 16), ("approved", 23) })
            await c.TripIn(state, new DateTimeOffset(2026, 6, day, 8, 0, 0, TimeSpan.FromHours(8)));
        var after = await c.Officer.Get(asked);
        foreach (var (medium, more) in new[] { ("electronic", 2), ("paper", 1), ("none", 1) })
            Assert.Equal((long)before[medium]! + more, (long)after["media"]![medium]!);
        Assert.Contains(after["trips"]!.AsArray(), row =>
            ((string)row!["week"]!, (string)row["medium"]!) == ("2026-06-15", "paper") && (long)row["count"]! >= 1);
        Assert.Equal(0, (long)(await (await app.As("officer.henan")).Get(asked))["media"]!["electronic"]!);
    }

    [Fact]
    public async Task A_trip_within_one_province_is_refused_in_words()
    {
        var c = await Charter.New(app);
        var refused = await c.Refused(422, "OUT_OF_SCOPE", trip =>
            (trip["destination"], trip["via"]) = (Charter.Place("5329", "大理"), new JsonArray()));
        Assert.Contains("属于省内包车", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.NotNull(refused["errors"]!["destination"]);
    }

    [Fact]
    public async Task Scope_and_capabilities_are_announced_and_the_catalogue_has_the_filing()
    {
        var announced = (await app.Anonymous().Get(HttpSteps.Api + "/announcements"))["items"]!.AsArray();
        var scope = announced.Single(item => (string?)item!["kind"] == "charterScope")!;
        Assert.Equal(
            ["53", "50", "51", "52", "45", "54"], scope["provinces"]!.AsArray().Select(p => (string)p!["province"]!));
        Assert.Equal("2024-05-20T09:00:00+08:00", (string)scope["provinces"]![0]!["from"]!);
        var capabilities = announced.Single(item => (string?)item!["kind"] == "charterCapabilities")!;
        Assert.Equal(["53", "50", "51"], capabilities["provinces"]!.AsArray().Select(p => (string)p!["province"]!));
        var service = await app.Anonymous().Get(HttpSteps.Api + "/services/trip.filing");
        Assert.Equal("operator", (string)service["applicant"]!);
        Assert.False((bool)service["materials"]![0]!["required"]!);
    }

    private static Action<JsonObject> Times(string departsAt, string returnsAt) =>
        t => (t["departsAt"], t["returnsAt"]) = (departsAt, returnsAt);

    private static async Task<string[]> Ids(HttpClient client, string query) =>
        [.. (await client.Get(Trips + query))["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}

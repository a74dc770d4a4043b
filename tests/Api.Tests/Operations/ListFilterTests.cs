using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: what a list shows, it can be asked for; a filter leaves what fits, all of it, on pages of any size.
/// </summary>
[Collection(Shared.Name)]
public sealed class ListFilterTests(RegistryApp app)
{
    [Fact]
    public async Task Railway_drivers_are_filtered_by_status_class_and_unit()
    {
        var railway = await Railway.New(app);
        var (_, valid) = await railway.Driver();
        var (_, unit) = await railway.Driver(unit: "u1");
        var (_, none) = await railway.Driver(validTo: null);
        var drivers = $"{Employers}/{railway.EmployerId}/drivers";

        Assert.Equal([valid, unit, none], await Ids(railway.Employer, drivers + "?limit=1"));
        Assert.Equal([valid, unit], await Ids(railway.Employer, drivers + "?limit=1&status=valid"));
        Assert.Equal([none], await Ids(railway.Employer, drivers + "?status=none"));
        Assert.Equal([unit], await Ids(railway.Employer, drivers + "?unit=u1&class=J5"));
        Assert.Empty(await Ids(railway.Employer, drivers + "?class=J6"));
        Assert.Equal([none], await Ids(railway.Employer, Licences + "?mine=true&limit=2&status=none"));
        var all = await Ids(railway.Nra, Licences + "?status=valid&class=J5&limit=200");
        Assert.True(all.ToHashSet().IsSupersetOf([valid, unit]));
        Assert.DoesNotContain(none, all);
        await (await railway.Nra.GetAsync(Licences + "?class=X9")).Problem(400, "MALFORMED");
        await (await railway.Nra.GetAsync(Licences + "?unit=u1")).Problem(400, "UNKNOWN_FIELD");
    }

    [Fact]
    public async Task Registrations_for_an_exam_are_filtered_by_exam_point_and_by_where_they_stand()
    {
        var railway = await Railway.New(app);
        var places = new[]
        {
            new { id = "zz", name = "郑州", address = "x" }, new { id = "cq", name = "重庆", address = "y" },
        };
        var session = (string)(await railway.Centre.Done(HttpSteps.Api + "/exam-sessions", new
        {
            name = "筛选", registrationDeadline = "2026-03-31", theoryOn = "2026-04-20", places,
        }, HttpStatusCode.Created))["id"]!;
        var first = await Registered(railway, session, "zz");
        var second = await Registered(railway, session, "cq");
        await Step(railway.Employer, second, "employer-submit");

        var path = $"{HttpSteps.Api}/exam-sessions/{session}/registrations";
        Assert.Equal(
            new[] { first, second }.Order(), (await Ids(railway.Centre, path + "?limit=1", "applicationId")).Order());
        Assert.Equal([second], await Ids(railway.Centre, path + "?placeId=cq", "applicationId"));
        Assert.Equal([first], await Ids(railway.Centre, path + "?status=employerReview", "applicationId"));
        Assert.Empty(await Ids(railway.Centre, path + "?status=employerReview&placeId=cq", "applicationId"));
    }

    [Fact]
    public async Task Findings_are_filtered_by_what_was_found_plate_and_day_and_objections_by_their_answer()
    {
        var c = await Charter.New(app);
        var enforcement = await app.As("enforcement.yunnan");
        var plate = (string)(await c.Carrier.Get($"{HttpSteps.Api}/vehicles/{c.VehicleId}"))["plate"]!;
        var findings = HttpSteps.Api + "/roadside-findings";
        async Task<string> Found(string finding) => (string)(await enforcement.Done(
            findings, new { finding, note = "核查", plate }, HttpStatusCode.Created))["id"]!;
        var (shown, other) = (await Found("notShown"), await Found("other"));

        Assert.Equal([shown], await Ids(c.Carrier, findings + "?mine=true&finding=notShown"));
        var written = Uri.EscapeDataString($" {plate[..2].ToLowerInvariant()}·{plate[2..]}");
        Assert.Equal(
            new[] { shown, other }.Order(),
            (await Ids(c.Carrier, $"{findings}?mine=true&limit=1&plate={written}")).Order());
        Assert.Empty(await Ids(c.Carrier, findings + "?mine=true&plate=%E4%BA%91A00000"));
        var day = ((string)(await c.Carrier.Get($"{findings}/{shown}"))["at"]!)[..10];
        Assert.Equal(2, (await Ids(c.Carrier, $"{findings}?mine=true&from={day}&to={day}")).Length);
        Assert.Empty(await Ids(c.Carrier, findings + "?mine=true&to=2026-01-01"));
        Assert.Contains(other, await Ids(c.Officer, $"{findings}?queue=true&finding=other&limit=200"));

        var objections = HttpSteps.Api + "/objections";
        async Task<string> Objected(string about) => (string)(await c.Carrier.Done(
            objections, new { about, text = "有异议" }, HttpStatusCode.Created))["id"]!;
        var (open, answered) = (await Objected(shown), await Objected(other));
        await c.Officer.Done($"{objections}/{answered}/answer", new { upheld = false, text = "无误" });
        Assert.Equal([answered], await Ids(c.Carrier, objections + "?mine=true&status=answered"));
        Assert.Equal([open], await Ids(c.Carrier, objections + "?mine=true&status=open"));
        Assert.Equal(2, (await Ids(c.Carrier, objections + "?mine=true&limit=1")).Length);
        var desk = await Ids(c.Officer, objections + "?queue=true&status=answered&limit=200");
        Assert.Contains(answered, desk);
        Assert.DoesNotContain(open, desk);
    }

    [Fact]
    public async Task A_railway_application_names_who_reviews_it_in_every_list()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver(unit: "u1");
        var application = await Applied(driver, id, "rail.renewal",
            new { reason = "expiry", healthReportOn = "2026-02-01" }, "healthReport", "railPhoto", "video");

        await Named(driver, $"{Applications}/{application}", one => one);
        await Named(driver, Applications + "?mine=true", page => page["items"]![0]!);
        await Named(railway.Unit, Applications + "?queue=true", page => page["items"]![0]!);
        var next = await Step(railway.Employer, application, "employer-submit");
        Assert.Equal("测试机务段", (string)next["rail"]!["reviewer"]!["name"]!);
        await Named(railway.Centre, $"{Applications}/{application}", one => one);

        async Task Named(HttpClient who, string path, Func<JsonNode, JsonNode> one)
        {
            var reviewer = one(await who.Get(path))["rail"]!["reviewer"]!;
            Assert.Equal((railway.EmployerId, "u1", "测试机务段", "一车间"), ((string)reviewer["employerKey"]!,
                (string)reviewer["unit"]!, (string)reviewer["name"]!, (string)reviewer["unitName"]!));
        }
    }

    private static async Task<string> Registered(Railway railway, string session, string place)
    {
        var (driver, _) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        var materials =
            new List<object> { new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") } };
        foreach (var kind in (string[])["examForm", "healthReport", "education", "railPhoto"])
            materials.Add(new { kind, documentId = await Uploaded(driver, kind) });
        var form = new { @class = "J6", examSessionId = session, examPlaceId = place, healthReportOn = "2026-02-01" };
        return (string)(await driver.Done($"{Licences}/applications",
            new { service = "rail.first", form, materials }, HttpStatusCode.Created))["id"]!;
    }

    /// <summary>The ids on all pages of a list, in its order.</summary>
    private static async Task<string[]> Ids(HttpClient client, string path, string member = "id")
    {
        var (ids, next) = (new List<string>(), "");
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
            var page = await client.Get(
                next.Length == 0 ? path : $"{path}{separator}cursor={Uri.EscapeDataString(next)}");
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item![member]!));
            next = (string?)page["next"] ?? "";
        }
        while (next.Length > 0);
        return [.. ids];
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Infrastructure.Tests.Documents;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Railway driver licences over HTTP: the chain with its five reasons, who may see what, and what is refused.
/// </summary>
[Collection(Shared.Name)]
public sealed partial class RailTests(RegistryApp app)
{
    private static readonly string[] _expiry = ["healthReport", "railPhoto", "video"];

    [Theory]
    [InlineData("expiry", "2032-03-31", "healthReport", "railPhoto", "video")]
    [InlineData("expiryAndEmployer", "2032-03-31", "healthReport", "railPhoto", "employmentProof", "video")]
    [InlineData("employer", "2026-03-31", "employmentProof", "video")]
    [InlineData("expiryAndName", "2032-03-31", "healthReport", "railPhoto", "correctionProof", "video")]
    [InlineData("name", "2026-03-31", "correctionProof", "video")]
    public async Task Each_reason_of_renewal_goes_its_chain_and_moves_the_end_only_where_the_law_says_so(
        string reason, string validTo, params string[] materials)
    {
        var old = await Railway.New(app);
        var reviewer = reason.Contains("mployer", StringComparison.Ordinal) ? await Railway.New(app) : old;
        var (driver, id) = await old.Driver();
        object form = reason.Contains("mployer", StringComparison.Ordinal)
            ? new { reason, newEmployerId = reviewer.EmployerId, healthReportOn = "2026-02-01" }
            : reason.Contains("ame", StringComparison.Ordinal)
            ? new { reason, newName = "张新名", healthReportOn = "2026-02-01" }
            : new { reason, healthReportOn = "2026-02-01" };
        var application = await Applied(driver, id, "rail.renewal", form, materials);
        Assert.StartsWith(
            "本人张测试现有准驾机型为J5",
            (string)(await driver.Get($"{Applications}/{application}"))["rail"]!["statement"]!,
            StringComparison.Ordinal);
        if (reason.Contains("ame", StringComparison.Ordinal))
            await Until(driver, application, "passed"); // 09:00: the source is open.
        await reviewer.Through(application);
        var licence = await driver.Get($"{Licences}/{id}");
        Assert.Equal((validTo, "valid"), ((string)licence["validTo"]!, (string)licence["status"]!));
        Assert.Equal(reviewer.EmployerId, (string)licence["employer"]!["employerKey"]!);
        Assert.Equal(("测试机务段", 2), ((string)licence["employer"]!["name"]!, (int)licence["documentVersion"]!));
    }

    [Fact]
    public async Task The_limits_of_the_desks_count_make_up_Saturdays_and_stand_in_every_answer()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var application = await Applied(
            driver, id, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        var submitted = await Step(railway.Employer, application, "employer-submit");
        // Fri 2026-02-13: Sat 14 counts, the festival does not, Sat 28 counts.
        Assert.Equal(
            ("2026-03-12", "2026-03-05"),
            ((string)submitted["rail"]!["reviewBy"]!, (string)submitted["rail"]!["decideTargetBy"]!));
        Assert.Equal("2026-02-27", (string)(await Step(railway.Centre, application, "report"))["decideBy"]!);
        var approved = await Step(railway.Nra, application, "approve", new { approvalNumber = "国铁许准字〔2026〕第7号" });
        Assert.Equal("2026-02-25", (string)approved["rail"]!["announceBy"]!);
        await Step(railway.Nra, application, "announce");
        await Step(railway.Centre, application, "ready");
        Assert.Equal("delivered", (string)(await Step(railway.Centre, application, "deliver"))["status"]!);
        var announced = (await app.Anonymous().Get(HttpSteps.Api + "/announcements?limit=200"))["items"]!.AsArray()
            .Single(item => (string)item!["approvalNumber"]! == "国铁许准字〔2026〕第7号")!;
        Assert.Equal(("张**", "2026-02-13"), ((string)announced["name"]!, (string)announced["on"]!));
        Assert.DoesNotContain("410185", announced.ToJsonString(), StringComparison.Ordinal);
        var history = (await driver.Get($"{Licences}/{id}/history"))["items"]!.AsArray();
        Assert.Contains(history, entry => (string)entry!["type"]! == "railApplication.granted"
            && ((string)entry["ruleVersion"]!).Length > 8);
        Assert.Contains(
            "rail.granted",
            (await driver.Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray().Select(
                notice => (string)notice!["kind"]!));
    }

    [Fact]
    public async Task A_first_application_takes_the_way_through_the_exam_and_an_upgrade_names_all_that_is_missing()
    {
        var railway = await Railway.New(app);
        var session = (string)(await railway.Centre.Done(HttpSteps.Api + "/exam-sessions",
            new { name = "2026年上半年", registrationDeadline = "2026-02-13", theoryOn = "2026-02-13" },
            HttpStatusCode.Created))["id"]!;
        var (driver, id) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        var classes = (await driver.Get($"{Licences}/eligibility?examSessionId={session}"))["items"]!.AsArray();
        Assert.Equal(20, classes.Count);
        Assert.Equal(
            ["education", "major", "experience"],
            classes.Single(one => (string)one!["class"]! == "J7")!["missing"]!.AsArray().Select(
                one => (string)one!["code"]!));
        string[] materials = ["examForm", "healthReport", "education", "railPhoto"];
        var list =
            new List<object> { new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") } };
        foreach (var kind in materials) list.Add(new { kind, documentId = await Uploaded(driver, kind) });
        var body = new Dictionary<string, object>
        {
            ["service"] = "rail.first",
            ["class"] = "J6",
            ["examSessionId"] = session,
            ["healthReportOn"] = "2026-02-01",
            ["materials"] = list,
        };
        var application = (string)(await driver.Done($"{Licences}/applications", body, HttpStatusCode.Created))["id"]!;
        await Step(railway.Employer, application, "employer-submit");
        await railway.Centre.Refused(
            $"{Applications}/{application}/accept", 409, "WRONG_STATE", new { }); // The originals first.
        await Step(railway.Centre, application, "originals-checked");
        await Step(railway.Centre, application, "accept");
        await railway.Centre.Refused(
            $"{Applications}/{application}/exam-result", 409, "WRONG_STATE", new { part = "practical", passed = true });
        await Step(railway.Centre, application, "exam-result", new { part = "theory", passed = true, points = 92 });
        await Step(railway.Centre, application, "exam-result", new { part = "practical", passed = true });
        Assert.Equal(92, (int)(await driver.Get($"{Applications}/{application}"))["rail"]!["theoryPoints"]!);
        await Step(railway.Centre, application, "report");
        await Step(railway.Nra, application, "approve");
        Assert.Equal("J6", (string)(await driver.Get($"{Licences}/{id}"))["classes"]![0]!["class"]!);
        var problem = await driver.Refused($"{Licences}/applications", 422, "NOT_ELIGIBLE",
            new
            {
                service = "rail.upgrade",
                form = new { @class = "J7", examSessionId = session, healthReportOn = "2026-02-01" },
            });
        Assert.Equal(["heldTooShort", "mileage"], problem["errors"]!.AsObject().Select(error => error.Key));
        var revoked = await railway.Nra.Done($"{Licences}/{id}/revoke", new { ground = "fraudOrBribery" });
        Assert.Equal(("revoked", "2029-02-13"), ((string)revoked["status"]!, (string)revoked["bannedUntil"]!));
        body.Remove("materials");
        Assert.Equal(
            "2029-02-13", (string)(await driver.Refused($"{Licences}/applications", 422, "BANNED", body))["until"]!);
    }

    [Fact]
    public async Task What_is_not_one_s_own_is_not_there()
    {
        var (railway, other) = (await Railway.New(app), await Railway.New(app));
        var (driver, id) = await railway.Driver();
        var (_, inUnit) = await railway.Driver(unit: "u1");
        var (stranger, _) = await other.Driver();
        foreach (var client in new[] { driver, railway.Employer, railway.Centre, railway.Nra })
            Assert.Equal(id, (string)(await client.Get($"{Licences}/{id}"))["id"]!);
        HttpClient[] outsiders =
            [stranger, other.Employer, railway.Unit, await app.As("officer.henan"), await app.As("admin")];
        foreach (var client in outsiders.Append(await app.As("operator.demo")))
            await (await client.GetAsync($"{Licences}/{id}")).Problem(404, "NOT_FOUND");
        Assert.Equal(
            [inUnit],
            (await railway.Unit.Get($"{Licences}?mine=true"))["items"]!.AsArray().Select(one => (string)one!["id"]!));
        Assert.Equal(
            2, (await railway.Employer.Get($"{Employers}/{railway.EmployerId}/drivers"))["items"]!.AsArray().Count);
        await (await other.Employer.GetAsync($"{Employers}/{railway.EmployerId}")).Problem(404, "NOT_FOUND");
        var application = await Applied(
            driver, id, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        foreach (var client in outsiders)
            await (await client.GetAsync($"{Applications}/{application}")).Problem(404, "NOT_FOUND");
        await other.Employer.Refused($"{Applications}/{application}/employer-submit", 404, "NOT_FOUND", new { });
        await stranger.Refused($"{Applications}/{application}/withdraw", 404, "NOT_FOUND", new { });
        await driver.Refused($"{Applications}/{application}/approve", 403, "NOT_ALLOWED", new { });
        Assert.NotNull((await railway.Employer.Get($"{Applications}/{application}"))["applicant"]!["identityNumber"]);
        var document = (string)(await driver.Get($"{Applications}/{application}"))["materials"]![0]!["documentId"]!;
        await (await railway.Employer.GetAsync($"{HttpSteps.Api}/documents/{document}")).Is(HttpStatusCode.OK);
        await (await other.Employer.GetAsync($"{HttpSteps.Api}/documents/{document}")).Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task Each_desk_has_its_queue_and_one_at_a_time_has_an_application()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var application = await Applied(
            driver, id, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        Assert.Equal([application], await Queue(railway.Employer));
        Assert.DoesNotContain(application, await Queue(railway.Centre));
        Assert.Equal(
            [application],
            (await driver.Get($"{Applications}?mine=true"))["items"]!.AsArray().Select(one => (string)one!["id"]!));
        await railway.Centre.Refused($"{Applications}/{application}/claim", 409, "WRONG_STATE", new { });
        await Step(railway.Employer, application, "employer-submit");
        Assert.Empty(await Queue(railway.Employer));
        Assert.Equal(
            [application],
            (await railway.Employer.Get($"{Applications}?mine=true"))["items"]!.AsArray().Select(
                one => (string)one!["id"]!));
        Assert.Contains(application, await Queue(railway.Centre, "&service=rail.renewal&status=centreReview"));
        Assert.DoesNotContain(application, await Queue(railway.Centre, "&overdue=true"));
        await Step(railway.Centre, application, "claim");
        Assert.NotNull((string?)(await railway.Centre.Get($"{Applications}/{application}"))["claimedBy"]);
        await Step(railway.Centre, application, "release");
        Assert.Null((string?)(await Step(railway.Centre, application, "report"))["claimedBy"]);
        Assert.Contains(application, await Queue(railway.Nra));
        Assert.Contains(
            "rail.renewal",
            (await railway.Nra.Get(HttpSteps.Api + "/statistics"))["applications"]!.AsArray().Select(
                one => (string)one!["service"]!));
    }

    [Fact]
    public async Task Returned_mended_and_handed_in_again()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var application = await Applied(
            driver, id, "rail.reissue", new { reason = "lost" }, "reissueForm", "employerConsent", "video");
        await railway.Employer.Refused(
            $"{Applications}/{application}/employer-return", 400, "MALFORMED", new { reasons = Array.Empty<string>() });
        await Step(railway.Employer, application, "employer-return", new { reasons = new[] { "视频不清晰" } });
        await railway.Employer.Refused($"{Applications}/{application}/employer-submit", 409, "WRONG_STATE", new { });
        await Step(driver, application, "supplement-answer", new
        {
            materials = new[]
        {
            new { kind = "video", documentId = await Uploaded(driver, "video") },
        }, form = new { reason = "damaged" }
        });
        var shown = await Step(railway.Employer, application, "employer-submit");
        Assert.Equal(("centreReview", "damaged"), ((string)shown["status"]!, (string)shown["form"]!["reason"]!));
        await railway.Centre.Refused(
            $"{Applications}/{application}/supplement", 409, "WRONG_STATE", new { message = "补正" });
        await railway.Nra.Refused($"{Applications}/{application}/approve", 400, "MALFORMED", new { grade = "AA" });
    }

    [Fact]
    public async Task Materials_are_checked_by_content_and_by_name_where_the_rule_says_so()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        async Task Unfit(byte[] content, string kind, string name, int status, string code) =>
            await (await driver.Upload(content, kind, name)).Problem(status, code);
        await Unfit(RailFiles.Pdf(), "employerConsent", "a.PDF", 415, "MEDIA_TYPE");
        await Unfit(RailFiles.Pdf(842, 595), "employerConsent", "a.pdf", 422, "MATERIAL_UNFIT");
        await Unfit([.. RailFiles.Pdf(), .. new byte[5 * 1024 * 1024]], "healthReport", "a.pdf", 413, "TOO_LARGE");
        await Unfit(Images.RailPhoto(235), "railPhoto", "a.jpg", 422, "MATERIAL_UNFIT");
        await Unfit(Images.RailPhoto(dpi: 299), "railPhoto", "a.jpg", 422, "MATERIAL_UNFIT");
        await Unfit(RailFiles.Mp4("soun"), "video", "a.mp4", 422, "MATERIAL_UNFIT");
        await Unfit(Images.Png(), "healthReport", "a.pdf", 415, "MEDIA_TYPE");
        await (await driver.Upload(RailFiles.Pdf(), "identityFront", "card.pdf")).Is(HttpStatusCode.Created);
        await driver.Refused(
            $"{Licences}/{id}/applications",
            422,
            "MATERIAL_MISSING",
            await Application(
                driver, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, "video"));
        await driver.Refused(
            $"{Licences}/{id}/applications",
            422,
            "MATERIAL_UNFIT",
            await Application(
                driver, "rail.renewal", new { reason = "expiry", healthReportOn = "2025-02-12" }, _expiry));
    }

    [Theory]
    [InlineData("""{"service":"rail.renewal","form":{"reason":"boredom"}}""", "MALFORMED")]
    [InlineData("""{"service":"rail.renewal","form":{"reason":"expiry","colour":1}}""", "UNKNOWN_FIELD")]
    [InlineData("""{"service":"rail.renewal","form":null}""", "MALFORMED")]
    [InlineData("""{"service":"rail.renewal","form":{"reason":1}}""", "MALFORMED")]
    [InlineData("""{"service":"certificate.renewal","form":{}}""", "MALFORMED")]
    [InlineData("""{"service":"rail.upgrade","form":{"class":"J10","examSessionId":"X-1"}}""", "MALFORMED")]
    [InlineData(
        """{"service":"rail.renewal","form":{"reason":"name","newName":"a","newEmployerId":"W-1"}}""", "MALFORMED")]
    [InlineData("""{"service":"rail.renewal","form":{"reason":"expiry"},"materials":[null]}""", "MALFORMED")]
    public async Task What_cannot_be_read_is_refused_plainly(string body, string code)
    {
        var (driver, id) = await (await Railway.New(app)).Driver();
        await driver.Refused($"{Licences}/{id}/applications", 400, code, body);
    }

    [Fact]
    public async Task Versions_and_keys_work_as_everywhere()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var body = await Application(
            driver, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        await driver.Refused($"{Licences}/{id}/applications", 412, "STALE_VERSION", body, ("If-Match", "\"77\""));
        using var first = await driver.Post($"{Licences}/{id}/applications", body, ("Idempotency-Key", "one"));
        using var second = await driver.Post($"{Licences}/{id}/applications", body, ("Idempotency-Key", "one"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        await driver.Refused($"{Licences}/{id}/applications", 409, "OPEN_APPLICATION_EXISTS", body);
        await driver.Refused(
            $"{Applications}/{(string)(await first.Json())["id"]!}/employer-submit", 422, "EMPLOYER_ONLY", new { });
        await (await app.As("officer.henan")).Refused(
            $"{Applications}/Q-0000000000000000.1/report", 404, "NOT_FOUND", new { });
    }

    private static async Task<string[]> Queue(HttpClient desk, string more = "") =>
        [.. (await desk.Get($"{Applications}?queue=true&limit=200{more}"))["items"]!.AsArray()
            .Select(one => (string)one!["id"]!)];

    /// <summary>The answer of the source comes by itself; the page is read until it is there.</summary>
    private static async Task Until(HttpClient driver, string application, string state)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((string?)(await driver.Get($"{Applications}/{application}"))["rail"]!["identityCheck"] == state) return;
            await Task.Delay(50);
        }
        Assert.Fail("the identity check was not answered");
    }
}

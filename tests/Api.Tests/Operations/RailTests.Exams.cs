using System.Net;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>The exam: sessions with their points, who is registered, originals and marks.</summary>
public sealed partial class RailTests
{
    [Fact]
    public async Task The_centre_sees_who_is_registered_where_and_no_result_is_taken_before_the_exam()
    {
        var railway = await Railway.New(app);
        var sessions = HttpSteps.Api + "/exam-sessions";
        var places = new[]
        {
            new { id = "zz", name = "郑州考点", address = "郑州市二七区陇海路1号" },
            new { id = "cq", name = "重庆考点", address = "重庆市沙坪坝区站东路2号" },
        };
        var reversed = new
        {
            name = "x", registrationDeadline = "2026-03-01", theoryOn = "2026-04-20", practicalOn = "2026-04-01",
        };
        await railway.Centre.Refused(sessions, 400, "MALFORMED", reversed);
        var body = new
        {
            name = "2026年上半年", registrationDeadline = "2026-03-31", theoryOn = "2026-04-20",
            practicalOn = "2026-05-10", places,
        };
        var session = (string)(await railway.Centre.Done(sessions, body, HttpStatusCode.Created))["id"]!;
        var shown = await railway.Employer.Get($"{sessions}/{session}");
        Assert.Equal(("2026-05-10", "重庆考点"), ((string)shown["practicalOn"]!, (string)shown["places"]![1]!["name"]!));
        var (driver, id) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        var materials =
            new List<object> { new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") } };
        foreach (var kind in (string[])["examForm", "healthReport", "education", "railPhoto"])
            materials.Add(new { kind, documentId = await Uploaded(driver, kind) });
        var form = new { @class = "J6", examSessionId = session, examPlaceId = "cq", healthReportOn = "2026-02-01" };
        var application = (string)(await driver.Done($"{Licences}/applications",
            new { service = "rail.first", form, materials }, HttpStatusCode.Created))["id"]!;
        await Step(railway.Employer, application, "employer-submit");
        await railway.Centre.Refused(
            $"{Applications}/{application}/originals-checked", 409, "WRONG_STATE", new { placeId = "zz" });
        var ticket = $"{Applications}/{application}/admission-ticket";
        using var unaccepted = await driver.GetAsync(new Uri(ticket, UriKind.Relative));
        await unaccepted.Problem(409, "WRONG_STATE");
        await Step(railway.Centre, application, "originals-checked", new { placeId = "cq" });
        await Step(railway.Centre, application, "accept");
        var admitted = await driver.Get(ticket);
        Assert.Equal(("J6", "重庆考点", "2026-04-20", "2026-05-10"), ((string)admitted["class"]!,
            (string)admitted["place"]!["name"]!, (string)admitted["session"]!["theoryOn"]!,
            (string)admitted["session"]!["practicalOn"]!));
        Assert.StartsWith("20260420-", (string)admitted["ticketNumber"]!, StringComparison.Ordinal);
        using var paper = await driver.GetAsync(new Uri(ticket + ".pdf", UriKind.Relative));
        await paper.Is(HttpStatusCode.OK);
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType?.MediaType);
        using var strange = await (await app.As("driver.1")).GetAsync(new Uri(ticket, UriKind.Relative));
        await strange.Problem(404, "NOT_FOUND");
        var early = await railway.Centre.Refused($"{Applications}/{application}/exam-result", 422, "TOO_EARLY",
            new { part = "theory", passed = true, points = 90 });
        Assert.Equal("2026-04-20", (string)early["retry"]!["from"]!);
        var registered = (await railway.Centre.Get($"{sessions}/{session}/registrations"))["items"]!.AsArray();
        var item = Assert.Single(registered)!;
        Assert.Equal((application, id, "J6", "重庆市沙坪坝区站东路2号", "accepted"), ((string)item["applicationId"]!,
            (string)item["railLicenceId"]!, (string)item["class"]!, (string)item["place"]!["address"]!,
            (string)item["status"]!));
        Assert.Contains("*", (string)item["holder"]!["identityNumber"]!, StringComparison.Ordinal);
        var other = (string)(await railway.Centre.Done(sessions,
            new { name = "2026年下半年", registrationDeadline = "2026-09-30", theoryOn = "2026-10-20" },
            HttpStatusCode.Created))["id"]!;
        Assert.Empty((await railway.Nra.Get($"{sessions}/{other}/registrations"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Wrong_licence_data_are_corrected_by_two_accounts_of_the_centre()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var number = $"RL-TEST-{Guid.NewGuid():N}"[..20].ToUpperInvariant();
        var body = new { number, classes = new[] { "J6" }, validTo = "2026-03-30", reason = "录入错误" };
        await driver.Refused($"{Licences}/{id}/correct", 403, "NOT_ALLOWED", body);
        await railway.Centre.Refused($"{Licences}/{id}/correct", 400, "MALFORMED",
            new { classes = new[] { "J77" }, reason = "x" });
        var awaited = await railway.Centre.Done($"{Licences}/{id}/correct", body, HttpStatusCode.Accepted);
        var approval = (string)awaited["approvalId"]!;
        Assert.NotNull((string?)awaited["expiresAt"]);
        var second = await app.As("centre.2");
        var item = (await second.Get($"{HttpSteps.Api}/approvals?queue=true"))["items"]!.AsArray()
            .Single(one => (string)one!["approvalId"]! == approval)!;
        Assert.Equal(("rail.correction", id), ((string)item["what"]!, (string)item["about"]!));
        await railway.Centre.Refused($"{HttpSteps.Api}/approvals/{approval}/confirm", 403, "SECOND_OFFICER", new { });
        await second.Done($"{HttpSteps.Api}/approvals/{approval}/confirm", new { });
        var licence = await driver.Get($"{Licences}/{id}");
        Assert.Equal((number, "J6", "2026-03-30"), ((string)licence["licenceNumber"]!,
            (string)licence["classes"]![0]!["class"]!, (string)licence["validTo"]!));
    }
}

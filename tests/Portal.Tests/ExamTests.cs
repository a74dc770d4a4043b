using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: centre, enterprise and driver see who takes which exam, when and where.</summary>
[Collection(Shared.Name)]
public sealed class ExamTests(RegistryApp app)
{
    [Fact]
    public async Task A_candidate_has_a_ticket_and_centre_and_enterprise_see_the_registration()
    {
        var railway = await Railway.New(app);
        using var centre = await Browser.As(app, StaffPageTable.Centre);
        var name = "测试批次 " + Guid.NewGuid().ToString("N")[..6];
        const string register = "/desk/rail-register/session", form = "main form";
        (string, string)[] typed =
        [
            ("name", name), ("registrationDeadline", "2026-03-31"), ("theoryOn", "2026-04-20"),
            ("practicalOn", "2026-05-10"),
        ];
        var wrong = await centre.Submit(register, form, [.. typed, ("places", "重庆考点")]);
        Assert.NotEmpty(wrong.Document.QuerySelectorAll("#errors a[href='#places']"));
        Assert.Contains("重庆考点", wrong.Read("#places"), StringComparison.Ordinal);
        var made = await centre.Submit(wrong, form, [.. typed, ("places", "重庆考点，重庆市沙坪坝区站东路2号")]);
        var session = made.Answer.Headers.Location!.ToString();
        var shown = await centre.Follow(made);
        PageRules.Check(shown);
        Assert.Contains("重庆市沙坪坝区站东路2号", shown.Text, StringComparison.Ordinal);

        var (driver, application) = await Registered(railway, session.Split('/')[^1]);
        using var holder = await Browser.AsToken(app, driver);
        var path = "/my/applications/" + application;
        Assert.DoesNotContain("准考证", (await holder.Open(path)).Text, StringComparison.Ordinal);
        foreach (var step in (string[])["originals-checked", "accept"])
            await Railway.Step(railway.Centre, application, step);
        var own = await holder.Open(path);
        PageRules.Check(own);
        Assert.Contains("20260420-", own.Text, StringComparison.Ordinal);
        var ticket = await holder.Open(path + "/admission-ticket.pdf");
        Assert.Equal("application/pdf", ticket.Answer.Content.Headers.ContentType!.MediaType);

        Assert.Contains("张测试 · J6", (await centre.Open(session)).Text, StringComparison.Ordinal);
        using var enterprise = await Browser.AsToken(app, railway.Employer);
        var exams = await enterprise.Open("/employer/exams");
        PageRules.Check(exams);
        Assert.Contains(name, exams.Text, StringComparison.Ordinal);
        Assert.Contains("张测试 · J6", exams.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK,
            (await enterprise.Open($"/employer/applications/{application}/admission-ticket.pdf")).Status);
        using var stranger = await Browser.As(app, "driver.1");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(path + "/admission-ticket.pdf")).Status);
    }

    private static async Task<(HttpClient Driver, string Application)> Registered(Railway railway, string session)
    {
        var (driver, _) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        var materials =
            new List<object> { new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") } };
        foreach (var kind in (string[])["examForm", "healthReport", "education", "railPhoto"])
            materials.Add(new { kind, documentId = await Railway.Uploaded(driver, kind) });
        var form = new { @class = "J6", examSessionId = session, examPlaceId = "p1", healthReportOn = "2026-02-01" };
        var application = (string)(await driver.Done($"{Railway.Licences}/applications",
            new { service = "rail.first", form, materials }, HttpStatusCode.Created))["id"]!;
        await Railway.Step(railway.Employer, application, "employer-submit");
        return (driver, application);
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: an exam goes from the enterprise's first review to its announcement on pages alone, and whoever types wrong
/// things or sends another desk's form changes nothing. Method: the three desks by their own pages, with a clock that
/// is moved to the days of the exam.
/// </summary>
public sealed class RailChainTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task From_the_first_review_over_originals_and_marks_to_decision_and_announcement()
    {
        var railway = await Railway.New(app);
        using var centre = await Browser.As(app, StaffPageTable.Centre);
        using var administration = await Browser.As(app, "nra");
        using var enterprise = await Browser.AsToken(app, railway.Employer);
        var made = await centre.Submit("/desk/rail-register/session", "main form",
            ("name", "春季批次"), ("registrationDeadline", "2026-03-31"), ("theoryOn", "2026-04-20"),
            ("practicalOn", "2026-05-11"), ("places", "重庆考点，重庆市沙坪坝区站东路2号"));
        var id = await HandedIn(railway, made.Answer.Headers.Location!.ToString().Split('/')[^1]);
        var (own, desk) = ("/employer/applications/" + id, "/desk/cases/" + id);

        Assert.Contains("张测试", (await enterprise.Open("/employer")).Read("main"), StringComparison.Ordinal);
        await Refused(enterprise, own, "employer-return");
        await Foreign(enterprise, own, "accept");
        await Foreign(enterprise, own, "approve");
        await Done(enterprise, own, "employer-submit");

        await Foreign(administration, desk, "originals-checked");
        await Done(centre, desk, "originals-checked");
        await Done(centre, desk, "accept");
        Assert.NotEmpty((await centre.Open(desk)).Document.QuerySelectorAll("#ticket"));
        await Refused(centre, desk, "exam-result", ("passed", "yes"), ("points", "85")); // The day has not come.
        await Move("2026-04-20T18:00:00+08:00");
        await Refused(centre, desk, "exam-result", ("passed", "yes"), ("points", "101"));
        await Refused(centre, desk, "exam-result", ("passed", "yes"), ("points", "八十五"));
        await Done(centre, desk, "exam-result", ("passed", "yes"), ("points", "85"));
        await Move("2026-05-11T18:00:00+08:00");
        await Done(centre, desk, "exam-result", ("passed", "yes"), ("points", "90"));
        await Foreign(centre, desk, "approve");
        await Done(centre, desk, "report");

        await Refused(administration, desk, "refuse");
        await Done(administration, desk, "approve");
        await Done(administration, desk, "announce");
        using var anybody = new Browser(app);
        Assert.Contains("张", (await anybody.Open("/announcements")).Read("main"), StringComparison.Ordinal);
        var after = await administration.Open(desk);
        PageRules.Check(after);
        Assert.Empty(after.Document.QuerySelectorAll(".decide form[action$='/announce']"));
    }

    /// <summary>A step by the page's own form; the page keeps what all pages promise before and after.</summary>
    private static async Task Done(
        Browser browser, string path, string step, params (string Name, string Value)[] typed)
    {
        var page = await browser.Open(path);
        PageRules.Check(page);
        var sent = await browser.Submit(page, $".decide form[action$='/{step}']", typed);
        Assert.True(sent.Status == HttpStatusCode.SeeOther, $"{step}: {sent.Status} {Said(sent)}");
    }

    /// <summary>The form comes back and says what is wrong in it.</summary>
    private static async Task Refused(
        Browser browser, string path, string step, params (string Name, string Value)[] typed)
    {
        var sent = await browser.Submit(path, $".decide form[action$='/{step}']", typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.NotEmpty(Said(sent)!);
        PageRules.Check(sent);
    }

    /// <summary>Another desk's step is on no form of the page; whoever sends it all the same is refused.</summary>
    private static async Task Foreign(Browser browser, string path, string step)
    {
        var page = await browser.Open(path);
        Assert.Empty(page.Document.QuerySelectorAll($".decide form[action$='/{step}']"));
        var token = await browser.Token("/account");
        var sent = await browser.Post(
            $"{path}/{step}", [new("token", token), new("key", Guid.NewGuid().ToString("N"))]);
        Assert.Contains(sent.Status, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity]);
        Assert.Equal(page.Read(".case .chip:first-child"), (await browser.Open(path)).Read(".case .chip:first-child"));
    }

    private static string? Said(PageSeen page) => page.Document.QuerySelector("#errors")?.TextContent.Trim();

    private async Task Move(string to) => Assert.Null(await app.Services.GetRequiredService<IRegistry>().Operations
        .MoveClock(DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<string> HandedIn(Railway railway, string session)
    {
        var (driver, rail) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        Assert.NotEmpty(rail);
        var materials =
            new List<object> { new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") } };
        foreach (var kind in (string[])["examForm", "healthReport", "education", "railPhoto"])
            materials.Add(new { kind, documentId = await Railway.Uploaded(driver, kind) });
        var form = new { @class = "J6", examSessionId = session, examPlaceId = "p1", healthReportOn = "2026-02-01" };
        return (string)(await driver.Done($"{Railway.Licences}/applications",
            new { service = "rail.first", form, materials }, HttpStatusCode.Created))["id"]!;
    }
}

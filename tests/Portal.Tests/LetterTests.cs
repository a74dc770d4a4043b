using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: an enterprise writes exactly what the list of a letter asks for, with its scans; the centre works it off.
/// </summary>
[Collection(Shared.Name)]
public sealed class LetterTests(RegistryApp app)
{
    [Fact]
    public async Task A_letter_with_its_scan_is_worked_off_and_carried_out()
    {
        var railway = await Railway.New(app);
        using var enterprise = await Browser.AsToken(app, railway.Employer);
        var own = "/employer/enterprise/" + railway.EmployerId;
        var choose = await enterprise.Open(own + "/letter");
        PageRules.Check(choose);
        Assert.Contains(choose.Document.QuerySelectorAll("main a.door"),
            link => link.GetAttribute("href") == own + "/letter?kind=Rename");
        var form = await enterprise.Open(own + "/letter?kind=Rename");
        PageRules.Check(form);
        var again = await enterprise.Step(form, "send", [("contact", "王五"), ("ownLineKm", "x")], ["documentIds"]);
        Assert.NotEmpty(again.Document.QuerySelectorAll("#errors a[href='#ownLineKm']"));
        Assert.Equal("王五", again.Document.QuerySelector("#contact")!.GetAttribute("value"));
        Assert.Single(again.Document.QuerySelectorAll("input[type=hidden][name=documentIds]"));
        PageRules.Check(again);
        var name = "测试机务段（新）" + Guid.NewGuid().ToString("N")[..6];
        var sent = await enterprise.Follow(await enterprise.Step(
            again, "send", [("newName", name), ("reason", "重组更名"), ("ownLineKm", "12")]));
        Assert.Contains("来函已提交", sent.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Contains("等待办理", sent.Text, StringComparison.Ordinal);

        using var centre = await Browser.As(app, StaffPageTable.Centre);
        var inbox = await centre.Open("/desk/letters");
        PageRules.Check(inbox);
        var link = $"/desk/letters/{railway.EmployerId}.l1";
        Assert.Contains(inbox.Document.QuerySelectorAll("main .list a"), it => it.GetAttribute("href") == link);
        var letter = await centre.Open(link);
        PageRules.Check(letter);
        Assert.Contains(name, letter.Read("main .facts"), StringComparison.Ordinal);
        Assert.Contains("企业架构", letter.Read("main .facts"), StringComparison.Ordinal); // Still missing.
        using (var scan = await centre.Client.GetAsync(link + "/d/1"))
            Assert.Equal(HttpStatusCode.OK, scan.StatusCode);
        var undecided = await centre.Submit(link + "/done", "main form", ("note", "同意"));
        Assert.NotEmpty(undecided.Document.QuerySelectorAll("#errors a[href='#granted']"));
        PageRules.Check(undecided);
        var done = await centre.Follow(
            await centre.Submit(undecided, "main form", ("granted", "yes"), ("note", "同意更名")));
        Assert.Contains("已办结", done.Read("main .row .chip"), StringComparison.Ordinal);
        Assert.Equal(name, (await enterprise.Open(own)).Read("h1"));
    }

    [Fact]
    public async Task A_granted_letter_about_a_phone_leads_to_the_recovery_code()
    {
        var (railway, other) = (await Railway.New(app), await Railway.New(app));
        var (_, railId) = await railway.Driver();
        using var enterprise = await Browser.AsToken(app, other.Employer);
        var own = "/employer/enterprise/" + other.EmployerId;
        var letter = await enterprise.Step(await enterprise.Open(own + "/letter?kind=PhoneChange"), "send",
            [("railLicenceId", railId), ("text", "该驾驶人员换了手机号")]);
        Assert.Equal(HttpStatusCode.SeeOther, letter.Status);
        using var centre = await Browser.As(app, StaffPageTable.Centre);
        var link = $"/desk/letters/{other.EmployerId}.l1";
        await centre.Follow(await centre.Submit(
            link + "/done", "main form", ("granted", "yes"), ("note", "准予")));
        var path = $"/employer/drivers/{railId}/phone-recovery";
        Assert.Contains((await enterprise.Open(own)).Document.QuerySelectorAll("main a"),
            it => it.GetAttribute("href") == path);
        Assert.Equal(HttpStatusCode.OK, (await enterprise.Open(path)).Status);
    }

    [Fact]
    public async Task The_application_that_is_taken_back_is_chosen_by_whose_it_is()
    {
        var railway = await Railway.New(app);
        var (driver, railId) = await railway.Driver();
        var path = $"/employer/enterprise/{railway.EmployerId}/letter?kind=Withdrawal";
        using var enterprise = await Browser.AsToken(app, railway.Employer);
        Assert.Empty((await enterprise.Open(path)).Document.QuerySelectorAll("input[type=radio]"));
        var filed = await Railway.Applied(driver, railId, "rail.reissue", new { reason = "lost" }, "reissueForm",
            "employerConsent", "video");
        var page = await enterprise.Open(path);
        PageRules.Check(page);
        var choice = page.Document.QuerySelector($"input[name=applicationId][value='{filed}']")!;
        Assert.StartsWith("张测试 · ", page.Read($"label[for='{choice.Id}']"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_writes_about_drivers_and_not_about_the_enterprise()
    {
        var railway = await Railway.New(app);
        using var unit = await Browser.AsToken(app, railway.Unit);
        var path = $"/employer/enterprise/{railway.EmployerId}/letter";
        var page = await unit.Open(path);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main a.door"),
            link => link.GetAttribute("href")!.EndsWith("Disable", StringComparison.Ordinal));
        Assert.Empty((await unit.Open(path + "?kind=Disable")).Document.QuerySelectorAll("main form"));
    }
}

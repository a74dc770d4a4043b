using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: somebody without a phone applies at the counter: the officer fills in the same pages, names the helper, prints
/// a receipt, and hands in a supplement there; the case is decided like every other.
/// </summary>
[Collection(Shared.Name)]
public sealed class CounterTests(RegistryApp app)
{
    private static readonly string[] _papers =
        ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];

    [Fact]
    public async Task An_officer_takes_an_application_for_somebody_without_an_account_and_prints_a_receipt()
    {
        var id = (string)(await app.Certificate())["id"]!;
        using var officer = await Browser.As(app, StaffPageTable.Officer);
        var record = await officer.Open("/desk/certificates/" + id);
        PageRules.Check(record);
        var path = $"/desk/certificates/{id}/apply/certificate.renewal";
        Assert.Single(record.Document.QuerySelectorAll($"a[href='{path}']"));
        var details = await officer.Step(await officer.Open(path), "begin", [("read", "yes")]);
        PageRules.Check(details);
        var nobody = await officer.Step(details, "materials",
            [("counter.notices", "helper"), ("counter.helper.name", "李小明")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nobody.Status);
        Assert.NotEmpty(nobody.Document.QuerySelectorAll("[id='counter.helper.phone-fault']"));
        Assert.NotEmpty(nobody.Document.QuerySelectorAll("[id='counter.helper.relation-fault']"));
        PageRules.Check(nobody);
        var materials = await officer.Step(nobody, "materials",
            [("counter.helper.relation", "儿子"), ("counter.helper.phone", "13900139001")]);
        var check = await officer.Step(materials, "check", files: _papers);
        PageRules.Check(check);
        var receipt = await officer.Follow(await officer.Step(check, "submit"));
        PageRules.Check(receipt);
        Assert.Equal("收件回执", receipt.Read("h1"));
        var said = receipt.Read("main");
        foreach (var word in (string[])["测试员", "机动车驾驶证", "2026年2月24日", "2026年2月27日", "李小明", "儿子",
            "13900139001", "短信通知帮办人", "自取"])
            Assert.Contains(word, said, StringComparison.Ordinal);

        var application = $"{id}.1";
        var page = await officer.Open("/desk/cases/" + application);
        PageRules.Check(page);
        Assert.Contains("窗口代为提交", page.Read("main"), StringComparison.Ordinal);
        Assert.Equal(4, page.Document.QuerySelectorAll(".thumbs a").Length);
        using var colleague = await Browser.As(app, "officer.henan.2");
        using (var seen = await colleague.Client.GetAsync($"/desk/cases/{application}/m/1"))
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task A_supplement_is_handed_in_at_the_counter_and_the_decision_is_printed_there()
    {
        var (officer, application) = await Taken();
        using var browser = await Browser.AsToken(app, officer);
        await officer.Done($"{HttpSteps.Api}/applications/{application}/supplement",
            new { message = "请重拍照片", materials = new[] { "portraitPhoto" } });
        var asked = await browser.Open("/desk/cases/" + application);
        PageRules.Check(asked);
        var answer = await browser.Open(asked.Document.QuerySelector("a[href$='/answer']")!.GetAttribute("href")!);
        PageRules.Check(answer);
        await browser.Step(answer, "send", files: ["portraitPhoto"]);
        Assert.Equal("submitted",
            (string)(await officer.Get($"{HttpSteps.Api}/applications/{application}"))["status"]!);
        await officer.Done($"{HttpSteps.Api}/applications/{application}/not-accept", new { reasons = new[] { "x" } });
        var decided = await browser.Open("/desk/cases/" + application);
        var sheet = decided.Document.QuerySelector("a[href$='/decision.pdf']")!.GetAttribute("href")!;
        using var printed = await browser.Client.GetAsync(sheet);
        Assert.Equal(HttpStatusCode.OK, printed.StatusCode);
    }

    [Fact]
    public async Task It_is_taken_back_at_the_counter_and_only_by_the_deciding_authority()
    {
        var (officer, application) = await Taken();
        using var elsewhere = await Browser.As(app, StaffPageTable.CharterOfficer);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await elsewhere.Open($"/desk/cases/{application}/receipt")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.Open(
            $"/desk/certificates/{application.Split('.')[0]}/apply/certificate.renewal")).Status);
        using var browser = await Browser.AsToken(app, officer);
        await browser.Submit("/desk/cases/" + application, "form[action$='/take-back']");
        Assert.Equal("withdrawn",
            (string)(await officer.Get($"{HttpSteps.Api}/applications/{application}"))["status"]!);
    }

    /// <summary>What was handed in by the applicant is the applicant's to complete and to take back.</summary>
    [Fact]
    public async Task What_the_applicant_handed_in_has_no_receipt_and_no_officer_takes_it_back()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Open("/desk/cases/" + application);
        Assert.DoesNotContain("窗口代为提交", page.Read("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/desk/cases/{application}/receipt")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/desk/cases/{application}/answer")).Status);
        var token = await browser.Token("/desk/cases/" + application);
        var refused = await browser.Post($"/desk/cases/{application}/take-back",
            [new("token", token), new("key", Guid.NewGuid().ToString("N"))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var officer = await app.As(StaffPageTable.Officer);
        Assert.Equal("submitted",
            (string)(await officer.Get($"{HttpSteps.Api}/applications/{application}"))["status"]!);
    }

    private Task<(HttpClient Officer, string Application)> Taken() => Taken(app);

    /// <summary>A renewal that an officer takes at the counter, with what is said of helper and notices.</summary>
    internal static async Task<(HttpClient Officer, string Application)> Taken(
        RegistryApp app, params (string Name, string Value)[] counter)
    {
        var id = (string)(await app.Certificate())["id"]!;
        var officer = await app.As(StaffPageTable.Officer);
        using var browser = await Browser.AsToken(app, officer);
        var path = $"/desk/certificates/{id}/apply/certificate.renewal";
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        var check = await browser.Step(await browser.Step(details, "materials", counter), "check", files: _papers);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Step(check, "submit")).Status);
        return (officer, $"{id}.1");
    }
}

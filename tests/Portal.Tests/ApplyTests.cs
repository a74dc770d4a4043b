using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: an application is filled in without guessing: its conditions stand before the first field, nothing that was
/// typed is lost, and it can be put aside. The same pages serve certificates, vehicles and railway licences.
/// </summary>
[Collection(Shared.Name)]
public sealed class ApplyTests(RegistryApp app)
{
    private static readonly string[] _renewalPapers =
        ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];

    [Fact]
    public async Task Each_condition_stands_with_its_article_met_or_not()
    {
        using var browser = await Browser.Inside(app, "driver.3", "en");
        var path = $"/my/certificates/{await app.CertificateOf("driver.3")}/apply/certificate.renewal";
        var early = await browser.Open(path);
        var unmet = Assert.Single(early.Document.QuerySelectorAll(".why li.bad"));
        Assert.Contains("Possible from", unmet.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(early.Document.QuerySelectorAll(".why li.good"));
        Assert.All(early.Document.QuerySelectorAll(".why li cite"), cite => Assert.NotEmpty(cite.TextContent));
        PageRules.Check(early);
    }

    [Fact]
    public async Task What_is_posted_asks_for_its_address_and_keeps_it_to_the_end()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var details = await browser.Step(
            await browser.Open($"/my/certificates/{id}/apply/certificate.renewal"), "begin", [("read", "yes")]);
        var nowhere = await browser.Step(details, "materials",
            [("phone", "13800138000"), ("delivery", "post"), ("delivery.recipient", "张收件")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nowhere.Status);
        Assert.NotEmpty(nowhere.Document.QuerySelectorAll("[id='delivery.address-fault']"));
        Assert.Empty(nowhere.Document.QuerySelectorAll("#phone-fault"));
        Assert.Equal("张收件", nowhere.Document.QuerySelector("[name='delivery.recipient']")!.GetAttribute("value"));
        PageRules.Check(nowhere);
        var wrong = await browser.Step(
            nowhere, "materials", [("delivery.address", "郑州市金水区1号"), ("delivery.phone", "电话")]);
        Assert.NotEmpty(wrong.Document.QuerySelectorAll("[id='delivery.phone-fault']"));
        Assert.Empty(wrong.Document.QuerySelectorAll("#phone-fault")); // The form's own phone is another one.
        var materials = await browser.Step(wrong, "materials", [("delivery.phone", "13900139000")]);
        var check = await browser.Step(materials, "check", files: _renewalPapers);
        Assert.Contains("郑州市金水区1号", check.Read("main"), StringComparison.Ordinal);
        Assert.Empty(check.Document.QuerySelectorAll(".why li.bad"));
        PageRules.Check(check);
        var application = await browser.Follow(await browser.Step(check, "submit"));
        Assert.Contains("张收件 13900139000 郑州市金水区1号", application.Read("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_saved_offered_and_taken_up_and_is_gone_when_it_was_handed_in()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var path = $"/my/certificates/{id}/apply/certificate.renewal";
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        var saved = await browser.Step(details, "save", [("phone", "13700137000"), ("delivery", "post")]);
        Assert.Contains("已保存", saved.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(saved);
        var listed = await browser.Open("/my/applications");
        Assert.Equal(path, Assert.Single(listed.Document.QuerySelectorAll("main .list a")).GetAttribute("href"));
        PageRules.Check(listed);
        var offered = await browser.Open(path);
        PageRules.Check(offered);
        var resumed = await browser.Step(offered, "resume");
        Assert.Equal("13700137000", resumed.Document.QuerySelector("#phone")!.GetAttribute("value"));
        Assert.True(resumed.Document.QuerySelector("#delivery-post")!.HasAttribute("checked"));
        var materials = await browser.Step(resumed, "materials", [("delivery", "pickUp")]);
        var kept = await browser.Step(materials, "saveMaterials", files: ["portraitPhoto"]);
        Assert.Contains("已保存", kept.Read("main [role=status]"), StringComparison.Ordinal);

        var again = await browser.Step(await browser.Step(await browser.Open(path), "resume"), "materials");
        Assert.Single(again.Document.QuerySelectorAll("input[name='document.portraitPhoto']"));
        var check = await browser.Step(again, "check", files: _renewalPapers[..3]);
        await browser.Follow(await browser.Step(check, "submit"));
        Assert.Empty((await browser.Open("/my/applications")).Document.QuerySelectorAll("main .list a"));
    }

    [Fact]
    public async Task A_draft_that_is_not_wanted_is_deleted_and_one_of_another_program_does_no_harm()
    {
        var (holder, id) = await app.Holder();
        var path = $"/my/certificates/{id}/apply/certificate.renewal";
        using var put = await holder.PutAsJsonAsync(
            $"{HttpSteps.Api}/me/drafts/apply.certificate.renewal.{id}", new { phone = 7, delivery = (int[])[1] });
        await put.Is(HttpStatusCode.NoContent);
        using var browser = await Browser.AsToken(app, holder);
        var resumed = await browser.Step(await browser.Open(path), "resume");
        Assert.Equal("填写信息", resumed.Read("h1"));
        var without = await browser.Follow(await browser.Step(await browser.Open(path), "discard"));
        Assert.Empty(without.Document.QuerySelectorAll("button[value=resume]"));
    }

    [Fact]
    public async Task A_carrier_hands_in_the_annual_review_of_a_vehicle()
    {
        var fleet = await Carrier.New(app);
        var vehicle = (string)(await fleet.Vehicle())["id"]!;
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var record = await browser.Open("/fleet/vehicles/" + vehicle);
        PageRules.Check(record);
        var path = $"/fleet/vehicles/{vehicle}/apply/vehicle.annualReview";
        Assert.Single(record.Document.QuerySelectorAll($"a[href='{path}']"));
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        PageRules.Check(details);
        var undeclared = await browser.Step(details, "materials",
            [("contactName", "李四"), ("contactPhone", "13800000000"), ("hasInspectionRecords", "yes")]);
        Assert.Contains("属实", undeclared.Read("#errors"), StringComparison.Ordinal);
        PageRules.Check(undeclared);
        var materials = await browser.Step(undeclared, "materials", [("declared", "yes")]);
        var missing = await browser.Step(materials, "check", files: ["vehicleLicenceFront"]);
        Assert.NotEmpty(missing.Read("#vehicleLicenceSubPageBack-fault")); // Asked for: the back bears records.
        var check = await browser.Step(missing, "check", files: ["vehicleLicenceSubPageBack"]);
        PageRules.Check(check);
        var application = await browser.Follow(await browser.Step(check, "submit"));
        Assert.Equal("普通货运车辆年审", application.Read("h1"));
        PageRules.Check(application);
        PageRules.Check(await browser.Open("/fleet/applications"));
        var withdrawn = await browser.Follow(await browser.Submit(application, "form[action$='/withdraw']"));
        Assert.Equal("已撤销", withdrawn.Read("main h1 + .chip"));
    }

    [Fact]
    public async Task A_railway_driver_chooses_the_reason_first_and_is_asked_for_what_it_needs()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        using var browser = await Browser.AsToken(app, driver);
        var home = await browser.Open("/my/rail");
        PageRules.Check(home);
        var path = $"/my/rail/{id}/apply/rail.renewal";
        Assert.Single(home.Document.QuerySelectorAll($"a[href='{path}']"));
        var notice = await browser.Open(path);
        Assert.Equal(5, notice.Document.QuerySelectorAll("input[name=reason]").Length);
        PageRules.Check(notice);
        var unchosen = await browser.Step(notice, "begin", [("read", "yes")]);
        Assert.NotEmpty(unchosen.Read("#reason-fault"));
        var employer = await browser.Step(unchosen, "begin", [("reason", "employer"), ("read", "yes")]);
        Assert.Empty(employer.Document.QuerySelectorAll("#healthReportOn")); // Only for a new period.
        // By its code: other tests have enterprises of the same name, and only so many are shown.
        var code = (string)(await railway.Employer.Get($"{Railway.Employers}/{railway.EmployerId}"))["creditCode"]!;
        var found = await browser.Step(employer, "find", [("employerQuery", code)]);
        Assert.Contains(found.Document.QuerySelectorAll("#newEmployerId input"),
            choice => choice.GetAttribute("value") == railway.EmployerId + "/u1");
        PageRules.Check(found);

        var details = await browser.Step(
            await browser.Open(path), "begin", [("reason", "expiry"), ("read", "yes")]);
        Assert.Empty(details.Document.QuerySelectorAll("#employerQuery"));
        var undated = await browser.Step(details, "materials");
        Assert.NotEmpty(undated.Read("#healthReportOn-fault"));
        var materials = await browser.Step(undated, "materials", [("healthReportOn", "2026-01-20")]);
        var said = string.Concat(materials.Document.QuerySelectorAll(".speak li").Select(item => item.TextContent));
        var sentence = await driver.Get($"{HttpSteps.Api}/rail-licences/spoken-text?reason=expiry");
        Assert.Equal((string)sentence["text"]!, said);
        PageRules.Check(materials);
        var asked = materials.Document.QuerySelectorAll("input[type=file]").Select(input => input.Id!).ToArray();
        Assert.Contains("video", asked);
        var check = await browser.Step(materials, "check", files: asked);
        Assert.Equal("核对后提交", check.Read("h1"));
        PageRules.Check(check);
        var application = await browser.Follow(await browser.Step(check, "submit"));
        PageRules.Check(application);
        Assert.DoesNotContain(
            "材料", application.Document.QuerySelectorAll(".facts dt").Select(name => name.TextContent));
    }

    [Fact]
    public async Task A_first_licence_is_applied_for_with_a_class_and_an_exam_session()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver(validTo: null);
        using var browser = await Browser.AsToken(app, driver);
        var notice = await browser.Open($"/my/rail/{id}/apply/rail.first");
        PageRules.Check(notice);
        Assert.NotEmpty(notice.Document.QuerySelectorAll(".why li cite"));
    }
}

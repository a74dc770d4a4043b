using System.Net;
using AngleSharp.Dom;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a holder sees the own things alone, with the law's dates, and applies without anything being lost on the way.
/// </summary>
[Collection(Shared.Name)]
public sealed class HolderTests(RegistryApp app)
{
    [Fact]
    public async Task Home_names_what_is_to_do_with_its_last_day_and_its_consequence()
    {
        using var browser = await Browser.As(app, "driver.1");
        var page = await browser.Open("/my?on=2026-09-01");
        var todo = page.Document.QuerySelector(".todo")!.TextContent;
        Assert.Contains("普通货运驾驶员证换发", todo, StringComparison.Ordinal);
        Assert.Contains("前，还有", todo, StringComparison.Ordinal);
        Assert.Contains("到期未换证不得从业", todo, StringComparison.Ordinal);
        Assert.Contains("已注销", page.Read("aside [role=status]"), StringComparison.Ordinal);
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_locomotive_driver_has_the_licence_on_the_first_page_as_well()
    {
        var (driver, licence) = await (await Railway.New(app)).Driver(validTo: "2026-03-31");
        using var browser = await Browser.AsToken(app, driver);
        var page = await browser.Open("/my?on=2026-04-01");
        PageRules.Check(page);
        Assert.Contains("铁路驾驶证换证", page.Read(".todo"), StringComparison.Ordinal);
        Assert.Contains("3月31日前", page.Read(".todo"), StringComparison.Ordinal);
        Assert.Equal("可换证", page.Read("article.cert .chip"));
        Assert.Single(page.Document.QuerySelectorAll($"article.cert a[href='/my/rail/{licence}/show']"));
        Assert.Contains("铁路机车车辆驾驶证 已注销", page.Read("aside [role=status]"), StringComparison.Ordinal);
        PageRules.Check(await (await Browser.AsToken(app, driver, "en")).Open("/my?on=2026-04-01"));
    }

    [Fact]
    public async Task The_first_page_hides_a_number_that_may_be_the_identity_s_and_leads_to_the_calendar()
    {
        using var browser = await Browser.As(app, "driver.1");
        var number = (string)(await (await app.As("driver.1")).Get(
            HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["certificateNumber"]!;
        var home = await browser.Open("/my");
        Assert.DoesNotContain(number, home.Text, StringComparison.Ordinal);
        var shown = home.Document.QuerySelector("article.cert dd.num a")!.GetAttribute("href")!;
        Assert.Contains(number, (await browser.Open(shown)).Text, StringComparison.Ordinal);
        Assert.Single(home.Document.QuerySelectorAll("aside a[href='/account/calendar']"));
    }

    [Fact]
    public async Task A_certificate_shows_each_service_with_its_condition_now()
    {
        using var browser = await Browser.As(app, "driver.3", "en");
        var id = await app.CertificateOf("driver.3");
        var page = await browser.Open("/my/certificates/" + id);
        IElement Row(string service) => page.Document.QuerySelectorAll(".list li")
            .Single(item => item.TextContent.Contains(service, StringComparison.Ordinal));
        var renewal = Row("Certificate renewal");
        Assert.Contains("from ", renewal.TextContent, StringComparison.Ordinal);
        Assert.Empty(renewal.QuerySelectorAll("a"));
        Assert.Single(Row("Certificate reissue").QuerySelectorAll("a"));
        PageRules.Check(page);
        var early = await browser.Open($"/my/certificates/{id}/apply/certificate.renewal");
        Assert.Empty(early.Document.QuerySelectorAll("main form")); // Nothing to fill in that would be refused.
        PageRules.Check(early);
    }

    [Theory]
    [InlineData("/my/certificates/{0}")]
    [InlineData("/my/certificates/{0}/apply/certificate.renewal")]
    public async Task Somebody_elses_certificate_is_not_there(string path)
    {
        var foreign = await app.CertificateOf("driver.2");
        using var browser = await Browser.As(app, "driver.1");
        var page = await browser.Open(string.Format(null, path, foreign));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("没有这个页面", page.Read("h1"));
    }

    [Theory]
    [InlineData("operator.demo")]
    [InlineData("officer.henan")]
    public async Task Who_is_no_holder_has_no_holders_pages(string account)
    {
        using var browser = await Browser.As(app, account);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/my")).Status);
    }

    [Fact]
    public async Task Before_the_identity_is_proven_home_leads_to_the_proof()
    {
        using var browser = await Browser.As(app, "driver.new");
        var page = await browser.Open("/my");
        Assert.Contains(page.Document.QuerySelectorAll("main a"), link => link.GetAttribute("href") == "/my/real-name");
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_refusal_can_be_downloaded_and_objected_to_and_the_answer_is_read()
    {
        var (holder, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var one = $"{HttpSteps.Api}/applications/{id}";
        await officer.Done(one + "/accept");
        await officer.Done(one + "/refuse", new { reasons = new[] { "照片不清" } });
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/my/applications/" + id);
        Assert.Contains("经办机关业务窗口", page.Read(".facts"), StringComparison.Ordinal);
        string[] links = [.. page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href") ?? "")];
        Assert.Contains($"/my/applications/{id}/decision.pdf", links);
        var sheet = await browser.Open($"/my/applications/{id}/decision.pdf");
        Assert.Equal("application/pdf", sheet.Answer.Content.Headers.ContentType!.MediaType);

        var form = await browser.Open("/my/objections?about=" + id);
        PageRules.Check(form);
        var again = await browser.Submit(form, "main form", ("text", " "));
        Assert.Contains("异议", again.Read("h1"), StringComparison.Ordinal);
        Assert.NotNull(again.Document.QuerySelector("#errors"));
        PageRules.Check(again);
        var sent = await browser.Follow(await browser.Submit(again, "main form", ("text", "照片清晰")));
        Assert.Contains("照片清晰", sent.Read("main .list"), StringComparison.Ordinal);
        Assert.Contains("2026年3月12日", sent.Read("main .list"), StringComparison.Ordinal);
        var objection = (await holder.Get(HttpSteps.Api + "/objections?mine=true"))["items"]![0]!["id"]!;
        await officer.Done($"{HttpSteps.Api}/objections/{objection}/answer", new { upheld = true, text = "重新审核" });
        var answered = await browser.Open("/my/objections");
        Assert.Contains("异议成立", answered.Read("main .list"), StringComparison.Ordinal);
        PageRules.Check(answered);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(
            "/my/objections?about=" + await app.CertificateOf("driver.2"))).Status);
    }

    [Fact]
    public async Task A_renewal_is_applied_for_in_three_steps_and_withdrawn()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var path = $"/my/certificates/{id}/apply/certificate.renewal";
        var unread = await browser.Step(await browser.Open(path), "begin");
        Assert.Equal("请先阅读并勾选。", unread.Read("#read-fault"));
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        PageRules.Check(details);
        var materials = await browser.Step(details, "materials", [("phone", "13800138000")]);
        PageRules.Check(materials);
        var missing = await browser.Step(materials, "check");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Equal(4, missing.Document.QuerySelectorAll("#errors li").Length);
        PageRules.Check(missing);
        var check = await browser.Step(missing, "check", files:
            ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"]);
        Assert.Equal("核对后提交", check.Read("h1"));
        Assert.Contains("13800138000", check.Read("main"), StringComparison.Ordinal); // Carried from page to page.
        PageRules.Check(check);
        var submitted = await browser.Step(check, "submit");
        var twice = await browser.Step(check, "submit"); // An impatient finger.
        Assert.Equal(submitted.Answer.Headers.Location, twice.Answer.Headers.Location);

        var application = await browser.Follow(submitted);
        Assert.Contains("✓ 提交成功", application.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Equal("2026-02-24", application.Document.QuerySelector("td.last time")!.GetAttribute("datetime"));
        PageRules.Check(application);
        var home = await browser.Open("/my");
        Assert.Single(home.Document.QuerySelectorAll(".steps"));
        PageRules.Check(home);
        PageRules.Check(await browser.Open("/my/applications"));
        var withdrawn = await browser.Follow(await browser.Submit(application, "form[action$='/withdraw']"));
        Assert.Equal("已撤销", withdrawn.Read("main h1 + .chip"));
        PageRules.Check(withdrawn);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_at_its_place_and_the_others_stay()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var begin = await browser.Step(
            await browser.Open($"/my/certificates/{id}/apply/certificate.reissue"), "begin", [("read", "yes")]);
        var materials = await browser.Step(begin, "materials", [("reason", "lost")]);
        var page = await browser.Step(materials, "check", files: ["portraitPhoto"], broken: ["drivingLicence"]);
        Assert.NotEmpty(page.Read("#drivingLicence-fault"));
        Assert.Single(page.Document.QuerySelectorAll("input[type=hidden][name='document.portraitPhoto']"));
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_supplement_asks_for_exactly_what_the_officer_named()
    {
        var (holder, _, application) = await app.Renewal();
        var officer = await app.As("officer.henan");
        await officer.Done($"{HttpSteps.Api}/applications/{application}/supplement",
            new { materials = (string[])["portraitPhoto"], message = "照片看不清" });
        using var browser = await Browser.AsToken(app, holder);
        Assert.Contains("补正", (await browser.Open("/my")).Read(".todo h3"), StringComparison.Ordinal);
        PageRules.Check(await browser.Open("/my/applications/" + application));
        var page = await browser.Open($"/my/applications/{application}/supplement");
        Assert.Contains("照片看不清", page.Read("main .note"), StringComparison.Ordinal);
        Assert.Equal(["portraitPhoto"], page.Document.QuerySelectorAll("input[type=file]").Select(input => input.Id));
        PageRules.Check(page);
        var answered = await browser.Follow(await browser.Step(page, "send", files: ["portraitPhoto"]));
        Assert.Equal("已提交", answered.Read("main h1 + .chip"));
    }

    [Fact]
    public async Task A_refusal_is_shown_with_its_reasons_and_what_can_be_done_about_it()
    {
        var (holder, _, application) = await app.Renewal();
        var officer = await app.As("officer.henan");
        await officer.Done($"{HttpSteps.Api}/applications/{application}/not-accept",
            new { reasons = (string[])["材料不是本人的"] });
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/my/applications/" + application);
        Assert.Contains("材料不是本人的", page.Read("main .note"), StringComparison.Ordinal);
        Assert.Contains("行政复议", page.Read("main .note"), StringComparison.Ordinal);
        PageRules.Check(page);
        PageRules.Check(await browser.Open("/my/notices"));
    }

    [Fact]
    public async Task An_identity_is_filed_with_both_sides_and_waits_for_its_decision()
    {
        using var browser = await Browser.AsToken(app, await app.NewAccount());
        var form = await browser.Open("/my/real-name");
        PageRules.Check(form);
        var wrong = await browser.Step(form, "send", [("name", "赵新"), ("identityNumber", "410185199001010081")]);
        Assert.NotEmpty(wrong.Read("#identityNumber-fault"));
        Assert.Equal("赵新", wrong.Document.QuerySelector("#name")!.GetAttribute("value"));
        PageRules.Check(wrong);
        // Whose card does not tell the birth date is asked for it; each field that the registry takes can be filled in.
        Assert.All(Catalogue.Of(ServiceId.IdentityBinding).Fields.Where(field => field.Name != "address"),
            field => Assert.NotEmpty(form.Document.QuerySelectorAll($"[name='{field.Name}']")));
        var old = await browser.Step(wrong, "send",
            [("identityKind", "foreignPermanentResident"), ("identityNumber", "CAN110081080310")],
            files: ["identityFront", "identityBack"]);
        Assert.Contains("请填写", old.Read("#bornOn-fault"), StringComparison.Ordinal);
        PageRules.Check(old);
        var sent = await browser.Step(wrong, "send", [("identityNumber", Cases.CitizenNumber())],
            files: ["identityFront", "identityBack", "identityPortrait"]);
        var waits = await browser.Follow(sent);
        Assert.Equal("正在审核", waits.Read("main h2"));
        var filed = await browser.Open(
            waits.Document.QuerySelector("a[href^='/my/applications/']")!.GetAttribute("href")!);
        Assert.Contains("本人近照", filed.Read("main"), StringComparison.Ordinal); // H.24: it is compared with the card.
        PageRules.Check(waits);
    }

    [Fact]
    public async Task A_driver_receives_the_certificate_and_shows_what_a_scan_confirms()
    {
        var c = await Charter.New(app);
        var id = (string)(await c.Filed())["id"]!;
        await c.Carrier.Done($"{HttpSteps.Api}/trips/{id}/issue", new { });
        using var browser = await Browser.AsToken(app, c.Drivers[0]);
        PageRules.Check(await browser.Open("/my/trips"));
        Assert.Equal("接收电子包车牌", (await browser.Open("/my")).Read(".todo h3"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Open($"/my/trips/{id}/show")).Status);
        var trip = await browser.Open("/my/trips/" + id);
        PageRules.Check(trip);
        await browser.Follow(await browser.Submit(trip, "form[action$='/receive']"));
        var shown = await browser.Open($"/my/trips/{id}/show");
        PageRules.Check(shown);
        var display = await c.Drivers[0].Get($"{HttpSteps.Api}/trips/{id}/display");
        var digits = shown.Read("#digits").Replace(" ", "", StringComparison.Ordinal);
        Assert.Matches("^[0-9]{6}$", digits);
        var verdict = await browser.Open(new Uri((string)display["qr"]!).AbsolutePath);
        Assert.Equal((string)display["proof"]!["code"]!, verdict.Read(".code"));
        Assert.Contains("已接收", verdict.Read(".who"), StringComparison.Ordinal);
        Assert.Contains("未接收", verdict.Read(".who"), StringComparison.Ordinal);
        using var proof = await browser.Client.GetAsync($"/my/trips/{id}/proof");
        Assert.Equal(HttpStatusCode.OK, proof.StatusCode);
    }
}

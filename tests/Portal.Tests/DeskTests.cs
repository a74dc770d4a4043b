using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: an officer sees what waits by its legal limit, decides a case beside its materials, and has the next one.
/// </summary>
[Collection(Shared.Name)]
public sealed class DeskTests(RegistryApp app)
{
    [Fact]
    public async Task The_queue_names_who_waits_for_what_until_when()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        Assert.Equal("/desk", (await browser.Open("/")).Answer.Headers.Location!.ToString());
        var page = await browser.Open("/desk?service=certificate.renewal");
        PageRules.Check(page);
        var row = await Find(browser, application);
        Assert.Contains("从业资格证换发", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("工作日", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("受理期限", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_is_filtered_by_service_and_state_together()
    {
        var (_, _, submitted) = await app.Renewal();
        var (_, _, accepted) = await app.Renewal();
        await (await app.As(StaffPageTable.Officer)).Done($"{HttpSteps.Api}/applications/{accepted}/accept");
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var queue = await browser.Open("/desk?service=certificate.renewal");
        var filter = queue.Document.QuerySelectorAll(".filters a[href*='status=Accepted']").Single();
        var page = await browser.Open(filter.GetAttribute("href")!);
        PageRules.Check(page);
        Assert.All(page.Document.QuerySelectorAll("td[data-l='状态']"), cell => Assert.Equal("已受理", cell.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll($"a[href^='/desk/cases/{submitted}']"));
        Assert.Equal(2, page.Document.QuerySelectorAll(".filters [aria-current]").Length);
    }

    [Fact]
    public async Task A_case_shows_materials_beside_the_register_with_articles_and_what_approving_does()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Open("/desk/cases/" + application);
        PageRules.Check(page);
        Assert.Equal(4, page.Document.QuerySelectorAll(".thumbs a").Length);
        var picture = page.Document.QuerySelector(".stage img")!.GetAttribute("src")!;
        using (var file = await browser.Client.GetAsync(picture))
        {
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
            Assert.Contains("sandbox", string.Join(' ', file.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal);
        }
        Assert.Contains("第二十九条", page.Read(".why ul"), StringComparison.Ordinal);
        Assert.Contains("新有效期 2026年3月1日 至 2032年2月29日", page.Read(".then-box"), StringComparison.Ordinal);
        Assert.Contains("提交申请", page.Read(".past"), StringComparison.Ordinal);
        Assert.Contains("测试员", page.Read(".cmp"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/desk/cases/{application}/m/9")).Status);
    }

    [Fact]
    public async Task A_case_has_the_officer_s_places_its_neighbours_and_its_working_days_without_a_click()
    {
        await app.Renewal();
        await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var queue = await browser.Open("/desk?service=certificate.renewal");
        var second = queue.Document.QuerySelectorAll("main .rows a.big").Skip(1).First().GetAttribute("href")!;
        var page = await browser.Open(second);
        Assert.Equal(["/desk", "/desk/search", "/desk/statistics", "/account"],
            page.Document.QuerySelectorAll(".top .links a").Select(link => link.GetAttribute("href")));
        Assert.Contains(StaffPageTable.Officer, page.Read(".top .who"), StringComparison.Ordinal);
        var back = await browser.Open(page.Document.QuerySelector(".crumb [data-key=k]")!.GetAttribute("href")!);
        Assert.Equal(second, back.Document.QuerySelector(".crumb [data-key=j]")!.GetAttribute("href"));
        Assert.Equal("今天", page.Read(".strip .today span"));
        Assert.Single(page.Document.QuerySelectorAll(".strip .limit"));
        Assert.Contains("今天受理：", page.Read(".strip p"), StringComparison.Ordinal);
        Assert.Contains("受理", page.Read(".keys dl"), StringComparison.Ordinal);
    }

    /// <summary>However much was handed in and happened: the officer opens it two hundred times a day.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_case_is_small_with_all_its_materials_reasons_and_history(string language)
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.Inside(app, StaffPageTable.Officer, language);
        for (var times = 0; times < 4; times++)
        {
            await browser.Submit("/desk/cases/" + application, "form[action$='/claim']");
            await browser.Submit("/desk/cases/" + application, "form[action$='/release']");
        }
        var page = await browser.Open("/desk/cases/" + application);
        PageSizeTests.IsSmall(page.Text);
        var all = page.Document.QuerySelector("section:has(#past) a")!.GetAttribute("href")!;
        Assert.Equal(5, page.Document.QuerySelectorAll(".past li").Length);
        Assert.True((await browser.Open(all)).Document.QuerySelectorAll(".past li").Length > 8);
        await browser.Submit("/desk/cases/" + application, "form[action$='/accept']");
        PageSizeTests.IsSmall((await browser.Open("/desk/cases/" + application)).Text);
    }

    [Fact]
    public async Task A_material_in_the_list_is_a_small_picture_that_nobody_has_seen_by_it()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Open("/desk/cases/" + application);
        var pictures = page.Document.QuerySelectorAll(".thumbs img").Select(one => one.GetAttribute("src")!).ToList();
        Assert.Equal(4, pictures.Count);
        foreach (var picture in pictures)
        {
            using var file = await browser.Client.GetAsync(picture);
            Assert.Equal((HttpStatusCode.OK, "image/png"),
                (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
            Assert.InRange((await file.Content.ReadAsByteArrayAsync()).Length, 60, 40_000);
        }
        Assert.Empty((await browser.Open("/desk/cases/" + application)).Document.QuerySelectorAll(".thumbs .muted"));
        using var other = await Browser.As(app, StaffPageTable.CharterOfficer);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Open(pictures[0])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open($"/desk/cases/{application}/m/9/small")).Status);
    }

    [Fact]
    public async Task Accepting_and_approving_by_plain_forms_leads_to_the_next_case_by_itself()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var claimed = await browser.Follow(
            await browser.Submit("/desk/cases/" + application, "form[action$='/claim']"));
        Assert.Contains("已由您领取", claimed.Read(".case"), StringComparison.Ordinal);
        var accepted = await browser.Submit(claimed, "form[action$='/accept']");
        Assert.Contains("done=accept", accepted.Answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        PageRules.Check(await browser.Follow(accepted));
        var decide = await browser.Open("/desk/cases/" + application);
        Assert.Equal(["approve", "refuse"], decide.Document.QuerySelectorAll(".decide form")
            .Select(form => form.GetAttribute("action")!.Split('/')[^1]).Where(name => name != "release"));
        await browser.Submit(decide, "form[action$='/approve']");
        var ready = await browser.Open("/desk/cases/" + application);
        Assert.Equal("审核通过", ready.Read(".case .chip:first-child"));
        await browser.Submit(ready, "form[action$='/ready']");
        await browser.Submit("/desk/cases/" + application, "form[action$='/deliver']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await browser.Submit(decide, "form[action$='/refuse']", ("reasons", "晚了"))).Status);
    }

    [Fact]
    public async Task Who_works_on_one_service_has_its_next_case_and_not_another_one()
    {
        await app.Renewal();
        await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var taken = await browser.Follow(await browser.Submit(
            "/desk?service=certificate.renewal", "form[action='/desk/next']"));
        Assert.All(taken.Document.QuerySelectorAll(".crumb a,.thumbs a,.decide form").Select(
                one => one.GetAttribute("href") ?? one.GetAttribute("action")!).Where(
                path => !path.EndsWith("/release", StringComparison.Ordinal)),
            path => Assert.EndsWith("service=certificate.renewal", path, StringComparison.Ordinal));
        var reason = taken.Document.QuerySelector("form[action*='/not-accept'] [name=reason]")!.GetAttribute("value")!;
        var sent = await browser.Submit(taken, "form[action*='/not-accept']", ("reason", reason));
        Assert.EndsWith("done=not-accept&service=certificate.renewal",
            sent.Answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("从业资格证换发", (await browser.Follow(sent)).Read("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_a_reason_is_named_and_one_with_an_article_is_on_record()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Submit("/desk/cases/" + application, "form[action$='/not-accept']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Read("#errors"));
        var form = page.Document.QuerySelector("form[action$='/not-accept']")!;
        Assert.True(form.Closest("details")!.HasAttribute("open"));
        PageRules.Check(page);
        var reason = page.Document.QuerySelector("form[action$='/not-accept'] [name=reason]")!.GetAttribute("value")!;
        await browser.Submit(page, "form[action$='/not-accept']", ("reason", reason));
        var after = await browser.Open("/desk/cases/" + application);
        Assert.Contains("第二十九条", after.Read(".past li:first-child"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supplement_names_exactly_what_is_missing()
    {
        var (holder, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        await browser.Submit("/desk/cases/" + application, "form[action$='/supplement']",
            ("material", "PortraitPhoto"), ("message", "请重拍照片"));
        var shown = await holder.Get($"{HttpSteps.Api}/applications/{application}");
        Assert.Equal("supplementRequested", (string)shown["status"]!);
        Assert.Equal(["portraitPhoto"], shown["supplement"]!["materials"]!.AsArray().Select(one => (string)one!));
        PageRules.Check(await browser.Open("/desk/cases/" + application));
    }

    /// <summary>A record knows no lines; who writes two paragraphs is not refused for it.</summary>
    [Fact]
    public async Task Its_reasons_carry_their_article_and_are_in_one_line_with_what_was_written_in_several()
    {
        var (holder, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Open("/desk/cases/" + application);
        var reason = page.Document.QuerySelector("form[action$='/supplement'] [name=reason]")!.GetAttribute("value")!;
        var sent = await browser.Submit(page, "form[action$='/supplement']",
            ("reason", reason), ("message", "请重拍照片\r\n\r\n并上传副页"));
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var words = page.Document.QuerySelector("form[action$='/supplement'] label:has([name=reason]) span")!
            .LastChild!.TextContent;
        Assert.Contains("（依据：《", words, StringComparison.Ordinal);
        var shown = await holder.Get($"{HttpSteps.Api}/applications/{application}");
        Assert.Equal($"{words}；请重拍照片；并上传副页", (string)shown["supplement"]!["message"]!);
    }

    /// <summary>What was ticked is recorded in the words that were read, or not at all.</summary>
    [Fact]
    public async Task A_reason_that_the_case_does_not_have_is_asked_for_again()
    {
        var (holder, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Submit("/desk/cases/" + application, "form[action$='/not-accept']",
            ("reason", "00000000"), ("reasons", "材料不是本人的"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("请重新选择理由", page.Read("#errors"), StringComparison.Ordinal);
        Assert.Contains("材料不是本人的", page.Read("#not-accept-reasons"), StringComparison.Ordinal);
        PageRules.Check(page);
        Assert.Equal("submitted",
            (string)(await holder.Get($"{HttpSteps.Api}/applications/{application}"))["status"]!);
    }

    [Fact]
    public async Task Of_two_officers_one_has_the_case_and_the_other_sees_it_before_trying()
    {
        var (_, _, application) = await app.Renewal();
        using var first = await Browser.As(app, StaffPageTable.Officer);
        using var second = await Browser.As(app, "officer.henan.2");
        var seen = await second.Open("/desk/cases/" + application);
        await first.Submit("/desk/cases/" + application, "form[action$='/claim']");
        var late = await second.Submit(seen, "form[action$='/accept']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Empty(late.Document.QuerySelectorAll("form[action$='/accept']"));
        PageRules.Check(late);
    }

    [Fact]
    public async Task Another_authority_does_not_see_the_case()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.CharterOfficer);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/desk/cases/" + application)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open($"/desk/cases/{application}/m/1")).Status);
    }

    [Fact]
    public async Task A_filing_of_an_identity_is_decided_at_the_same_desk()
    {
        var holder = await app.NewAccount();
        var number = Cases.CitizenNumber();
        var filed = await holder.Done(
            HttpSteps.Api + "/me/real-name", await holder.Filing("赵新", number), HttpStatusCode.Accepted);
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var page = await browser.Open("/desk/cases/" + (string)filed["id"]!);
        PageRules.Check(page);
        Assert.Contains(number, page.Read(".cmp"), StringComparison.Ordinal);
        Assert.Contains("公安数据源", page.Read(".why ul"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charter_filing_shows_the_conditions_as_they_would_be_decided_now()
    {
        var c = await Charter.New(app, autoReview: false);
        var id = (string)(await c.Filed())["id"]!;
        using var browser = await Browser.As(app, StaffPageTable.CharterOfficer);
        var page = await browser.Open("/desk/trips/" + id);
        var conditions = page.Document.QuerySelectorAll(".list b").Select(one => one.TextContent).ToList();
        Assert.Equal(2, conditions.Count(one => one.StartsWith("✓ 驾驶员属于承运人", StringComparison.Ordinal)));
        Assert.DoesNotContain(conditions, one => one.StartsWith('✕'));
    }

    private static async Task<AngleSharp.Dom.IElement> Find(Browser browser, string application)
    {
        for (var path = "/desk?service=certificate.renewal"; path is not null;)
        {
            var page = await browser.Open(path);
            if (page.Document.QuerySelector($"a[href^='/desk/cases/{application}']") is { } link)
                return link.Closest("tr")!;
            path = page.Document.QuerySelectorAll("main a").FirstOrDefault(a =>
                a.GetAttribute("href")!.StartsWith("/desk?cursor=", StringComparison.Ordinal))?.GetAttribute("href");
        }
        throw new Xunit.Sdk.XunitException("the case is not in the queue");
    }
}

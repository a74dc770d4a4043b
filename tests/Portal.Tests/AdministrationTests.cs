using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: whoever runs the registry, and whoever looks over it, does that on a page.</summary>
[Collection(Shared.Name)]
public sealed class AdministrationTests(RegistryApp app)
{
    [Fact]
    public async Task An_administrator_opens_an_officers_account_and_disables_and_enables_it()
    {
        using var browser = await Browser.Inside(app, "admin");
        var page = await browser.Open("/admin/accounts/new");
        var name = "officer." + Guid.NewGuid().ToString("N")[..10];
        var placeless = await browser.Step(page, "open", [("userName", name), ("role", "Officer"), ("desks", "Road")]);
        Assert.NotEmpty(placeless.Read("#authority-fault"));
        PageRules.Check(placeless);
        var unclear = await browser.Step(placeless, "open", [("authority", "朝阳区")]);
        Assert.Equal(2, unclear.Document.QuerySelectorAll("fieldset.which input").Length);
        PageRules.Check(unclear);
        var opened = await browser.Step(unclear, "open", [("authority", "郑州")]);
        Assert.NotEmpty(opened.Read(".secret"));
        PageRules.Check(opened);
        var found = await browser.Submit("/admin/accounts", "main form", ("query", name));
        var one = Assert.Single(found.Document.QuerySelectorAll("main .list a")).GetAttribute("href")!;
        var account = await browser.Open(one);
        PageRules.Check(account);
        Assert.Contains("河南省郑州市", account.Read("main dl"), StringComparison.Ordinal);
        var disabled = await browser.Step(account, "disable");
        Assert.Equal("已停用", disabled.Read("main h1 + .chip"));
        var enabled = await browser.Step(disabled, "enable");
        Assert.Equal("可登录", enabled.Read("main h1 + .chip"));
        Assert.NotEmpty((await browser.Step(enabled, "reset")).Read(".secret"));
    }

    [Fact]
    public async Task An_account_is_opened_for_a_carrier_by_its_name_and_for_none_that_is_not_on_the_register()
    {
        using var browser = await Browser.Inside(app, "admin");
        var name = "carrier." + Guid.NewGuid().ToString("N")[..10];
        var unknown = await browser.Step(await browser.Open("/admin/accounts/new"), "open",
            [("userName", name), ("role", "Operator"), ("party", "云南没有公司")]);
        Assert.NotEmpty(unknown.Read("#party-fault"));
        var opened = await browser.Step(unknown, "open", [("party", "云南示范运输有限公司")]);
        Assert.NotEmpty(opened.Read(".secret"));
    }

    [Fact]
    public async Task An_auditors_account_waits_for_a_second_administrator()
    {
        using var browser = await Browser.Inside(app, "admin");
        var name = "auditor." + Guid.NewGuid().ToString("N")[..10];
        var opened = await browser.Step(
            await browser.Open("/admin/accounts/new"), "open", [("userName", name), ("role", "Auditor")]);
        Assert.Contains("另一名系统管理员", opened.Read("main [role=status]"), StringComparison.Ordinal);

        var own = Waiting(await browser.Open("/admin/approvals"), name);
        Assert.Empty(own.QuerySelectorAll("form[action$='/confirm']"));
        using var second = await Browser.Inside(app, "admin.2");
        var asked = await second.Open("/admin/approvals");
        PageRules.Check(asked);
        var form = Waiting(asked, name).QuerySelector("form[action$='/confirm']")!.GetAttribute("action")!;
        var confirmed = await second.Submit(asked, $"form[action='{form}']");
        PageRules.Check(confirmed);
        Assert.NotEmpty(confirmed.Read("main [role=status] .secret"));
        Assert.DoesNotContain(name, (await second.Open("/admin/approvals")).Read("main"), StringComparison.Ordinal);
        // Twice the same form: the code was shown once, and nothing is done again.
        var again = await second.Submit(asked, $"form[action='{form}']");
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
    }

    [Fact]
    public async Task A_second_administrator_says_why_not_and_the_account_stays_closed()
    {
        using var browser = await Browser.Inside(app, "admin");
        var name = "auditor." + Guid.NewGuid().ToString("N")[..10];
        await browser.Step(
            await browser.Open("/admin/accounts/new"), "open", [("userName", name), ("role", "Auditor")]);
        using var second = await Browser.Inside(app, "admin.2");
        var asked = await second.Open("/admin/approvals");
        var form = Waiting(asked, name).QuerySelector("form[action$='/decline']")!.GetAttribute("action")!;
        var wordless = await second.Submit(asked, $"form[action='{form}']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wordless.Status);
        PageRules.Check(wordless);
        await second.Submit(asked, $"form[action='{form}']", ("reason", "没有任命文件"));
        Assert.DoesNotContain(name, (await second.Open("/admin/approvals")).Read("main"), StringComparison.Ordinal);
        using var officer = await Browser.Inside(app, StaffPageTable.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Open("/admin/approvals")).Status);
    }

    /// <summary>What waits and names this account.</summary>
    private static AngleSharp.Dom.IElement Waiting(PageSeen page, string name) =>
        page.Document.QuerySelectorAll("main section").Single(
            one => one.TextContent.Contains(name, StringComparison.Ordinal));

    [Fact]
    public async Task A_calendar_shows_which_days_it_moves_before_it_counts()
    {
        using var browser = await Browser.Inside(app, "admin");
        var page = await browser.Open("/admin/rules");
        var wrong = await browser.Submit(page, "form:has(#calendar)", ("calendar", "{\"2029\": 7}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        PageRules.Check(wrong);
        var shown = await browser.Submit(page, "form:has(#calendar)", ("calendar", """
            {"2029": {"holidays": ["2029-01-01", "2029-10-01"], "workdays": ["2029-01-06"]}}
            """));
        PageRules.Check(shown);
        Assert.Equal(["2029-01-01", "2029-01-06", "2029-10-01"],
            shown.Document.QuerySelectorAll("main [role=status] time").Select(day => day.GetAttribute("datetime")));
    }

    [Fact]
    public async Task Rules_show_what_they_move_before_they_are_read_again()
    {
        using var browser = await Browser.Inside(app, "admin");
        var page = await browser.Open("/admin/rules");
        Assert.Empty(page.Document.QuerySelectorAll("button[value=reload]"));
        var shown = await browser.Step(page, "rules");
        PageRules.Check(shown);
        Assert.Contains("没有期限变动", shown.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Single(shown.Document.QuerySelectorAll("button[value=reload]"));
    }

    [Fact]
    public async Task Keys_are_shown_and_a_list_that_nobody_signed_is_refused_at_its_field()
    {
        using var browser = await Browser.Inside(app, "admin");
        var page = await browser.Open("/admin/keys");
        PageRules.Check(page);
        var refused = await browser.Step(page, "accept", [("list", "eyJ.eyJ.AAAA")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        PageRules.Check(refused);
    }

    [Fact]
    public async Task An_auditor_finds_who_did_what_and_the_search_is_found_as_well()
    {
        using var browser = await Browser.Inside(app, "auditor");
        var page = await browser.Open("/audit");
        await browser.Submit(page, "main form", ("what", "searchAudit"));
        var found = await browser.Submit(page, "main form", ("what", "searchAudit"));
        PageRules.Check(found);
        Assert.Contains("searchAudit", found.Read("main .list li:first-child b"), StringComparison.Ordinal);
        var byName = await browser.Submit(page, "main form", ("by", "Auditor"));
        PageRules.Check(byName);
        Assert.All(byName.Document.QuerySelectorAll("main .list li .soft:first-of-type"),
            line => Assert.Contains("审计员 auditor", line.TextContent, StringComparison.Ordinal));
        var alarms = await browser.Submit(page, "main form", ("what", ""), ("alarm", "alarm.nightWork"));
        PageRules.Check(alarms);
        Assert.DoesNotContain("searchAudit", alarms.Read("main .list"), StringComparison.Ordinal);
        var backwards = await browser.Submit(page, "main form", ("from", "2026-03-01"), ("to", "2026-02-01"));
        Assert.NotEmpty(backwards.Read("#to-fault"));
        PageRules.Check(backwards);
    }

    [Fact]
    public async Task An_auditor_reads_the_signed_roots_and_takes_a_proof_home()
    {
        var id = await app.CertificateOf("driver.1");
        using var browser = await Browser.Inside(app, "auditor");
        var page = await browser.Open("/audit/roots");
        Assert.Contains("2026年2月12日", page.Read("main .list"), StringComparison.Ordinal);
        var shown = await browser.Submit(page, "main form", ("id", id));
        PageRules.Check(shown);
        Assert.Contains(id, shown.Read("main [role=status]"), StringComparison.Ordinal);
        var taken = await browser.Submit(page, "main form", ("id", id), ("as", "file"));
        var asked = await (await app.As("auditor")).Get($"{HttpSteps.Api}/audit/proof/certificate/{id}");
        Assert.True(JsonNode.DeepEquals(asked, JsonNode.Parse(taken.Text)), taken.Text);
        var nothing = await browser.Submit(page, "main form", ("id", "Q-NOBODY"));
        Assert.NotEmpty(nothing.Read("#id-fault"));
        PageRules.Check(nothing);
    }

    [Fact]
    public async Task Administrators_and_auditors_see_how_long_data_is_kept()
    {
        foreach (var account in (string[])["admin", "auditor"])
        {
            using var browser = await Browser.Inside(app, account);
            var page = await browser.Open("/admin/retention");
            Assert.Equal(RetentionTable.All.Length, page.Document.QuerySelectorAll("main .list li").Length);
        }
    }

    [Fact]
    public async Task The_clock_that_stands_is_moved_forward_on_a_page_and_never_backwards()
    {
        using var browser = await Browser.Inside(app, "admin");
        var page = await browser.Open("/admin/clock");
        var backwards = await browser.Submit(page, "main form", ("day", "2026-02-12"), ("time", "09:00"));
        Assert.NotEmpty(backwards.Read("main [role=alert]"));
        PageRules.Check(backwards);
        var nothing = await browser.Submit(page, "main form", ("day", ""), ("time", "late"));
        Assert.NotEmpty(nothing.Read("#day-fault"));
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: what belongs to an account is chosen, renewed and consented to by its owner on a page of its own.
/// </summary>
[Collection(Shared.Name)]
public sealed class OwnAccountTests(RegistryApp app)
{
    [Fact]
    public async Task A_topic_is_switched_off_by_its_box_and_what_the_law_demands_has_none()
    {
        using var browser = await Browser.AsToken(app, await app.NewAccount());
        var page = await browser.Open("/account/notices");
        PageRules.Check(page);
        Assert.Empty(page.Document.QuerySelectorAll("[name='Legal.Sms'],[name='Security.Sms']"));
        Assert.True(page.Document.QuerySelector("[name='Reminder.Sms']")!.HasAttribute("checked"));
        var form = page.Document.QuerySelectorAll("main form input").Where(input =>
            input.GetAttribute("type") == "hidden" || input.GetAttribute("name") == "Trip.Sms");
        var saved = await browser.Follow(await browser.Post("/account/notices", form.Select(input =>
            KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))));
        Assert.Contains("已保存", saved.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.False(saved.Document.QuerySelector("[name='Reminder.Sms']")!.HasAttribute("checked"));
        Assert.True(saved.Document.QuerySelector("[name='Trip.Sms']")!.HasAttribute("checked"));
        PageRules.Check(saved);
    }

    [Fact]
    public async Task The_address_of_the_calendar_is_shown_once_and_can_be_ended()
    {
        using var browser = await Browser.AsToken(app, await app.NewAccount());
        var page = await browser.Open("/account/calendar");
        PageRules.Check(page);
        var made = await browser.Step(page, "make");
        PageRules.Check(made);
        var address = new Uri(made.Read(".secret"));
        using var calendar = await browser.Client.GetAsync(address.AbsolutePath);
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        Assert.Empty((await browser.Open("/account/calendar")).Document.QuerySelectorAll(".secret"));
        PageRules.Check(await browser.Step(made, "end"));
        using var over = await browser.Client.GetAsync(address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, over.StatusCode);
    }

    [Fact]
    public async Task A_forgotten_password_asks_for_phone_and_second_factor_and_never_says_who_is_there()
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/recover");
        PageRules.Check(page);
        var nameless = await browser.Step(page, "send");
        Assert.NotEmpty(nameless.Read("#userName-fault"));
        var sent = await browser.Step(page, "send", [("userName", "nobody.here"), ("phone", "13911112222")]);
        PageRules.Check(sent);
        var wrong = await browser.Step(sent, "reset",
            [("code", "000000"), ("totp", "000000"), ("newPassword", "A-New-Password-2026")]);
        Assert.Equal("nobody.here", wrong.Document.QuerySelector("#userName")?.GetAttribute("value") ?? "nobody.here");
        Assert.DoesNotContain("nobody.here 不存在", wrong.Text, StringComparison.Ordinal);
        PageRules.Check(wrong);
    }

    [Fact]
    public async Task A_driver_agrees_to_drive_for_a_carrier_and_ends_it()
    {
        var fleet = await Carrier.New(app);
        var number = Cases.CitizenNumber();
        var driver = await app.NewAccount();
        await app.BindRealName(driver, "张关联", number);
        await fleet.Operator.Done($"{HttpSteps.Api}/operators/{fleet.OperatorId}/drivers",
            new { name = "张关联", identityNumber = number }, HttpStatusCode.Accepted);
        using var browser = await Browser.AsToken(app, driver);
        var asked = await browser.Open("/my/links");
        PageRules.Check(asked);
        var agreed = await browser.Follow(await browser.Submit(asked, "form[action$='/accept']"));
        Assert.Equal("已关联", agreed.Read("main .chip"));
        PageRules.Check(agreed);
        var ended = await browser.Follow(await browser.Submit(agreed, "form[action$='/end']"));
        Assert.Equal("已解除", ended.Read("main .chip"));
        var twice = await browser.Submit(agreed, "form[action$='/end']");
        Assert.True(twice.Status is HttpStatusCode.SeeOther or HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_notice_is_new_until_it_is_read()
    {
        var (holder, _, _) = await app.Renewal();
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/my/notices");
        PageRules.Check(page);
        var unread = page.Document.QuerySelectorAll("main .list .chip").Length;
        Assert.True(unread > 0);
        var read = await browser.Follow(await browser.Post(
            page.Document.QuerySelector("main .list form")!.GetAttribute("action")!,
            page.Document.QuerySelectorAll("main .list form")[0].QuerySelectorAll("input").Select(input =>
                KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))));
        Assert.Equal(unread - 1, read.Document.QuerySelectorAll("main .list .chip").Length);
    }
}

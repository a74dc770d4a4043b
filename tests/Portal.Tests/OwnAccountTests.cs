using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
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
    public async Task What_fills_in_forms_is_changed_by_its_owner_and_a_wrong_number_is_said_at_its_field()
    {
        using var browser = await Browser.AsToken(app, await app.NewHolder());
        var page = await browser.Open("/account/profile");
        PageRules.Check(page);
        var kept = await browser.Submit(page, "main form",
            ("phoneOfContact", "13912345678"), ("level", "Associate"), ("major", "RollingStock"));
        Assert.Contains("已保存", kept.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(kept);
        var again = await browser.Open("/account/profile");
        Assert.Equal("13912345678", again.Document.QuerySelector("#phoneOfContact")!.GetAttribute("value"));
        Assert.NotNull(again.Document.QuerySelector("option[value=Associate][selected]"));
        Assert.Null(again.Document.QuerySelector("#level option[value='']")); // It is changed, not taken away.
        var wrong = await browser.Submit(again, "main form", ("phoneOfContact", "12"));
        Assert.NotEmpty(wrong.Read("#phoneOfContact-fault"));
        Assert.Equal("12", wrong.Document.QuerySelector("#phoneOfContact")!.GetAttribute("value"));
        PageRules.Check(wrong);
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

    [Fact]
    public async Task Another_phone_takes_the_codes_of_both_and_signs_out()
    {
        var (old, wished) = ("13600030001", "13600030002");
        using var browser = await Browser.AsToken(app, (await WithPhone(old)).Client);
        var page = await browser.Open("/account/phone");
        PageRules.Check(page);
        Assert.NotEmpty((await browser.Step(page, "send")).Read("#phone-fault"));
        var sent = await browser.Step(page, "send", [("phone", wished)]);
        PageRules.Check(sent);
        var wrong = await browser.Step(sent, "change", [("codeOld", "000000"), ("codeNew", "000000")]);
        Assert.NotEmpty(wrong.Read("#codeOld-fault"));
        PageRules.Check(wrong);
        var codes = (await app.Anonymous().Get("/dev/codes"))["items"]!.AsArray();
        string CodeOf(string phone) => (string)codes.First(one => (string)one!["phone"]! == phone)!["code"]!;
        var moved = await browser.Step(wrong, "change", [("codeOld", CodeOf(old)), ("codeNew", CodeOf(wished))]);
        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Contains("手机号已更换", moved.Read("h1"), StringComparison.Ordinal);
        PageRules.Check(moved);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open("/account")).Status);
    }

    [Fact]
    public async Task A_notice_about_the_account_leads_to_this_was_not_me_which_signs_out_everywhere()
    {
        const string changed = "Another-Horse-22";
        var (client, name) = await WithPhone("13600030003");
        await app.BindRealName(client, "张冻结", Cases.CitizenNumber());
        using (var answer = await client.Post(HttpSteps.Api + "/me/password",
            new { oldPassword = RegistryApp.OwnPassword, newPassword = changed }))
            await answer.Is(HttpStatusCode.NoContent);
        using var again = await Browser.AsToken(app, await SignedIn(name, changed));
        var notices = await again.Open("/my/notices");
        Assert.NotEmpty(notices.Document.QuerySelectorAll("main a[href='/account/not-me']"));
        Assert.NotEmpty((await again.Open("/account")).Document.QuerySelectorAll("main a[href='/account/not-me']"));
        var page = await again.Open("/account/not-me");
        PageRules.Check(page);
        var said = await again.Submit(page, "form[action='/account/not-me']");
        Assert.Equal("已冻结", said.Read("h1"));
        PageRules.Check(said);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.Open("/account")).Status);
    }

    [Fact]
    public async Task Whoever_has_the_old_phone_objects_to_another_one_on_the_page_of_the_account()
    {
        var (client, _) = await WithPhone("13600030005");
        await app.BindRealName(client, "张异议", Cases.CitizenNumber());
        var me = await client.Get(HttpSteps.Api + "/me");
        var (account, person) = ((string)me["id"]!, (string)me["realName"]!["personId"]!);
        var begun = await app.Services.GetRequiredService<IRegistry>().Execute(
            IdentityBinding.IdOf(account), new Envelope(Guid.NewGuid().ToString("N"),
                new RecoverPhone(account, person, "R-PAGE", "13600030006", "manager"), Actor.Registry(Channel.Http)));
        Assert.IsType<Answer.Done>(begun);
        using var browser = await Browser.AsToken(app, client);
        var page = await browser.Open("/account");
        PageRules.Check(page);
        Assert.Contains("136****0006", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelectorAll("main .danger[href='/account/recovery']"));
        await browser.Submit(await browser.Open("/account/recovery"), "form[action$='/object']");
        Assert.DoesNotContain("136****0006", (await browser.Open("/account")).Text, StringComparison.Ordinal);
        Assert.Empty((await client.Get(HttpSteps.Api + "/me/recoveries"))["items"]!.AsArray());
    }

    [Fact]
    public async Task An_account_is_closed_after_what_ends_and_what_stays_was_read()
    {
        var (holder, _, application) = await app.Renewal();
        using var browser = await Browser.AsToken(app, holder);
        Assert.NotEmpty((await browser.Open("/account")).Document.QuerySelectorAll("main a[href='/account/close']"));
        var page = await browser.Open("/account/close");
        PageRules.Check(page);
        Assert.Contains(application, page.Text, StringComparison.Ordinal);
        var unread = await browser.Submit(page, "form[action='/account/close']");
        Assert.NotEmpty(unread.Read("#understood-fault"));
        PageRules.Check(unread);
        var closed = await browser.Submit(unread, "form[action='/account/close']", ("understood", "yes"));
        Assert.Equal("账号已注销", closed.Read("h1"));
        PageRules.Check(closed);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open("/account")).Status);
        using var gone = await holder.GetAsync(new Uri(HttpSteps.Api + "/me", UriKind.Relative));
        await gone.Problem(401, "SESSION_ENDED");
    }

    [Fact]
    public async Task Whoever_was_appointed_has_no_way_to_close_the_account()
    {
        using var browser = await Browser.Inside(app, "officer.henan");
        Assert.Empty((await browser.Open("/account")).Document.QuerySelectorAll("main a[href='/account/close']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/account/close")).Status);
    }

    private async Task<(HttpClient Client, string Name)> WithPhone(string phone)
    {
        var name = "holder." + Guid.NewGuid().ToString("N")[..12];
        var client = await app.Opened(new Account(
            "", name, phone, Roles.Holder, null, Desks.None, null, MustChangePassword: false, Disabled: false));
        using var agreed = await client.Post(
            HttpSteps.Api + "/me/agreements", new { agreements = await client.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        return (client, name);
    }

    private async Task<HttpClient> SignedIn(string userName, string password)
    {
        var client = app.Anonymous();
        var session = await client.Done(HttpSteps.Api + "/sessions", new { userName, password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whoever has lost the phone gets another one into the account, on somebody's word; the old phone may say no.
/// </summary>
[Collection(Shared.Name)]
public sealed class LostPhoneTests(RegistryApp app)
{
    private static int _phones = 2000;

    [Fact]
    public async Task A_manager_hands_over_a_code_the_driver_proves_the_new_phone_and_the_old_one_objects()
    {
        var railway = await Railway.New(app);
        var (driver, railId) = await railway.Driver();
        var number = (string)(await driver.Get(HttpSteps.Api + "/me"))["realName"]!["identityNumber"]!;
        using var manager = await Browser.AsToken(app, railway.Employer);
        var path = $"/employer/drivers/{railId}/phone-recovery";
        Assert.Contains((await manager.Open("/employer/drivers/" + railId)).Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href") == path);
        var ask = await manager.Open(path);
        PageRules.Check(ask);
        var given = await manager.Submit(ask, "main form");
        PageRules.Check(given);
        string[] secrets = [.. given.Document.QuerySelectorAll("main .secret").Select(it => it.TextContent.Trim())];
        Assert.Equal(2, secrets.Length);
        Assert.Empty((await manager.Open(path)).Document.QuerySelectorAll(".secret")); // Shown once.

        using var person = new Browser(app);
        var phone = NextPhone();
        var form = await person.Open("/recover/phone?id=" + secrets[0]);
        Assert.Equal(secrets[0], form.Document.QuerySelector("#recoveryId")!.GetAttribute("value"));
        PageRules.Check(form);
        var empty = await person.Step(form, "send");
        Assert.NotEmpty(empty.Document.QuerySelectorAll("#errors a[href='#identityNumber']"));
        var sent = await person.Step(
            empty, "send", [("code", secrets[1]), ("identityNumber", number), ("phone", phone)]);
        PageRules.Check(sent);
        var wrong = await person.Step(sent, "prove", [("codeNew", "000000")]);
        Assert.NotEmpty(wrong.Document.QuerySelectorAll("#errors a[href='#codeNew']"));
        Assert.Equal(number, wrong.Document.QuerySelector("#identityNumber")!.GetAttribute("value"));
        PageRules.Check(wrong);
        var done = await person.Step(wrong, "prove", [("codeNew", await CodeOf(phone))]);
        Assert.Contains("已提交", done.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(done);

        using var old = await Browser.AsToken(app, driver);
        var waiting = await old.Open("/account/recovery");
        Assert.Contains(phone[^4..], waiting.Read("main .note.bad"), StringComparison.Ordinal);
        PageRules.Check(waiting);
        Assert.Contains((await old.Open("/my")).Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href") == "/account/recovery");
        var kept = await old.Follow(await old.Submit(waiting, "main form"));
        Assert.Contains("手机号不变", kept.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(kept);
    }

    [Fact]
    public async Task Another_enterprise_has_no_code_for_the_driver()
    {
        var (railway, other) = (await Railway.New(app), await Railway.New(app));
        var (_, railId) = await railway.Driver();
        using var manager = await Browser.AsToken(app, other.Employer);
        Assert.Equal(
            HttpStatusCode.NotFound, (await manager.Open($"/employer/drivers/{railId}/phone-recovery")).Status);
    }

    [Fact]
    public async Task An_officer_who_has_seen_person_and_card_asks_a_second_one()
    {
        var certificate = await app.Certificate();
        var client = await app.NewAccount();
        await app.BindRealName(client, "测试员", (string)certificate["certificateNumber"]!);
        var person = (string)(await client.Get(HttpSteps.Api + "/me"))["realName"]!["personId"]!;
        using var officer = await Browser.AsToken(app, await Officer("41"));
        var path = $"/desk/persons/{person}/phone";
        Assert.Contains((await officer.Open("/desk/persons/" + person)).Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href") == path);
        var form = await officer.Open(path);
        PageRules.Check(form);
        var phone = NextPhone();
        var unsaid = await officer.Step(form, "send", [("phone", phone)]);
        Assert.NotEmpty(unsaid.Document.QuerySelectorAll("#errors a[href='#reason']"));
        Assert.Equal(phone, unsaid.Document.QuerySelector("#phone")!.GetAttribute("value"));
        var sent = await officer.Step(unsaid, "send", [("reason", "本人持身份证到场")]);
        PageRules.Check(sent);
        var asked = await officer.Follow(await officer.Step(sent, "ask", [("codeNew", await CodeOf(phone))]));
        Assert.Contains("更换丢失的手机号", asked.Text, StringComparison.Ordinal);
        using var foreign = await Browser.AsToken(app, await Officer("53"));
        Assert.Equal(HttpStatusCode.Forbidden, (await foreign.Open(path)).Status);
    }

    private Task<HttpClient> Officer(string authority) => app.Opened(new Account(
        "", "officer." + Guid.NewGuid().ToString("N")[..12], null, Roles.Officer, authority, Desks.Road, null,
        MustChangePassword: false, Disabled: false));

    private static string NextPhone() => $"1360004{Interlocked.Increment(ref _phones)}";

    private async Task<string> CodeOf(string phone)
    {
        using var client = app.Anonymous();
        var codes = (await client.Get("/dev/codes"))["items"]!.AsArray();
        return (string)codes.First(code => (string)code!["phone"]! == phone)!["code"]!;
    }
}

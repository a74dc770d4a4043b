using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using OtpNet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: everybody sees where the own account is signed in, and ends what is not theirs.</summary>
[Collection(Shared.Name)]
public sealed class AccountTests(RegistryApp app)
{
    [Fact]
    public async Task A_session_on_another_device_is_ended_and_this_one_goes_on()
    {
        using var other = await Browser.As(app, "driver.4");
        using var browser = await Browser.As(app, "driver.4");
        var page = await browser.Open("/account");
        PageRules.Check(page);
        var forms = page.Document.QuerySelectorAll("form[action^='/account/sessions/']:not([action$='sessions/end'])");
        Assert.NotEmpty(forms);
        foreach (var form in forms)
            await browser.Submit(page, $"form[action='{form.GetAttribute("action")}']");
        Assert.Equal(HttpStatusCode.SeeOther, (await other.Open("/account")).Status);
        var after = await browser.Open("/account");
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Single(after.Document.QuerySelectorAll("ul:first-of-type .chip.good"));
    }

    [Fact]
    public async Task Signing_out_here_leaves_the_other_device_signed_in()
    {
        using var other = await Browser.As(app, "driver.4");
        using var browser = await Browser.As(app, "driver.4");
        await browser.Submit("/account", "form[action='/sign-out']");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Open("/account")).Status);
    }

    [Fact]
    public async Task A_session_of_somebody_else_cannot_be_ended()
    {
        using var browser = await Browser.As(app, "driver.4");
        var token = await browser.Token("/account");
        Assert.Equal(HttpStatusCode.NotFound,
            (await browser.Post("/account/sessions/S-OTHER/end", [new("token", token)])).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await browser.Post("/account/devices/D-OTHER/forget", [new("token", token)])).Status);
    }
}

/// <summary>Goal: where a second factor is demanded, it is enrolled on a page before anything else.</summary>
public sealed class SecondFactorPageTests(RequiredApp app) : IClassFixture<RequiredApp>
{
    [Fact]
    public async Task An_officer_is_led_to_the_enrolment_scans_types_and_keeps_the_recovery_codes()
    {
        using var browser = await Browser.As(app, "officer.henan");
        var lead = await browser.Follow(await browser.Open("/account"));
        Assert.Equal("动态口令", lead.Read("h1"));
        PageRules.Check(lead);
        var begun = await browser.Submit(lead, "main form");
        PageRules.Check(begun);
        var modules = begun.Document.QuerySelector("svg.qr path")!.GetAttribute("d")!;
        Assert.StartsWith("M", modules, StringComparison.Ordinal);
        var wrong = await browser.Submit(begun, "main form", ("code", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.NotEmpty(wrong.Read("#code-fault")); // The code to be scanned is still there.
        PageRules.Check(wrong);
        var secret = wrong.Document.QuerySelector("[name=secret]")!.GetAttribute("value")!;
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
        var kept = await browser.Submit(wrong, "main form", ("code", code));
        Assert.Equal(10, kept.Document.QuerySelectorAll("ol code").Length);
        PageRules.Check(kept);
        var after = await browser.Open("/account/second-factor");
        Assert.Equal("已启用", after.Read("main .chip"));
        Assert.Empty(after.Document.QuerySelectorAll("form[action$='/remove']")); // The role demands it.
        PageRules.Check(after);

        app.Later = TimeSpan.FromMinutes(11);
        var asked = await browser.Submit(after, "form[action$='/recovery-codes']");
        Assert.Equal(HttpStatusCode.Forbidden, asked.Status);
        Assert.Equal("再次确认身份", asked.Read("h1"));
        PageRules.Check(asked);
        var no = await browser.Submit(asked, "main form", ("proof.totp", "000000"));
        Assert.NotEmpty(no.Read("#errors"));
        PageRules.Check(no);
        app.Later = TimeSpan.Zero;
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: a session lives in a cookie that only our own pages use, and ends when its reader says so.</summary>
[Collection(Shared.Name)]
public sealed class SignInTests(RegistryApp app)
{
    private const string StaffForm = "form[action='/sign-in/staff']";

    [Fact]
    public async Task The_session_is_a_cookie_that_no_script_and_no_other_site_uses()
    {
        using var browser = new Browser(app);
        var entered = await browser.Submit("/sign-in/staff", StaffForm,
            ("userName", "driver.1"), ("password", RegistryApp.Password));
        var cookie = Assert.Single(entered.Answer.Headers.GetValues("Set-Cookie"),
            text => text.StartsWith("registry=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal); // Development is plain HTTP.
    }

    [Fact]
    public async Task The_API_does_not_know_the_cookie()
    {
        using var browser = await Browser.As(app, "driver.1");
        using var answer = await browser.Client.GetAsync("/api/v1/me");
        await answer.Problem(401, "NOT_SIGNED_IN");
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_name_and_never_the_password()
    {
        using var browser = new Browser(app, "en");
        var page = await browser.Submit("/sign-in/staff", StaffForm, ("userName", "nobody.here"), ("password", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("nobody.here", page.Document.QuerySelector("#userName")!.GetAttribute("value"));
        var password = page.Document.QuerySelector("#password")!;
        Assert.Null(password.GetAttribute("value"));
        Assert.Equal(("password", "current-password"),
            (password.GetAttribute("type"), password.GetAttribute("autocomplete"))); // Hidden, and filled by managers.
        Assert.StartsWith("Error: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("The user name or the password is wrong.", page.Read("#errors"), StringComparison.Ordinal);
        PageRules.Check(page);
    }

    [Fact]
    public async Task An_empty_field_is_named_at_the_field_and_above_the_heading()
    {
        using var browser = new Browser(app);
        var page = await browser.Submit("/sign-in/staff", StaffForm, ("userName", ""), ("password", ""));
        Assert.Equal("请填写用户名。", page.Read("#userName-fault"));
        Assert.Equal("#userName", page.Document.QuerySelector("#errors a")!.GetAttribute("href"));
        Assert.Equal("true", page.Document.QuerySelector("#userName")!.GetAttribute("aria-invalid"));
        PageRules.Check(page);
    }

    [Theory]
    [InlineData("/password", "/password")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/")]
    public async Task After_signing_in_the_reader_is_sent_to_our_own_pages_alone(string back, string where)
    {
        using var browser = new Browser(app);
        var form = await browser.Open("/sign-in/staff");
        var sent = await browser.Submit(form, StaffForm,
            ("userName", "driver.1"), ("password", RegistryApp.Password), ("back", back));
        Assert.Equal(where, sent.Answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_phone_signs_in_by_its_code_and_gets_an_account_when_it_has_none()
    {
        using var browser = new Browser(app, "en");
        var phone = $"139{Random.Shared.Next(10_000_000, 99_999_999)}";
        var asked = await browser.Submit("/sign-in", "main form", ("phone", phone));
        Assert.Equal(phone, asked.Document.QuerySelector("#phone")!.GetAttribute("value"));
        PageRules.Check(asked);

        var unread = await browser.Submit(asked, "main form", ("phone", phone), ("code", "000000"));
        Assert.StartsWith("Please read and agree", unread.Read("#agreed-fault"), StringComparison.Ordinal);
        var wrong = await browser.Submit(unread, "main form", ("code", "nonsense"), ("agreed", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.NotEmpty(wrong.Read("#errors"));
        Assert.Equal("nonsense", wrong.Document.QuerySelector("#code")!.GetAttribute("value"));
        PageRules.Check(wrong);

        var codes = await app.Services.GetRequiredService<IRegistry>().Accounts.LastCodes();
        var right = await browser.Submit(wrong, "main form",
            ("code", codes.First(code => code.Phone == phone).Code), ("agreed", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, right.Status);
        Assert.Equal("Holder", (await browser.Open("/account")).Document.QuerySelectorAll("dd")[^1].TextContent);
    }

    /// <summary>Whoever has a business has to have a generator (decisions 2), and signs in by phone.</summary>
    [Fact]
    public async Task H9_a_holder_with_a_generator_is_asked_for_its_code_by_the_page()
    {
        var phone = $"139{Random.Shared.Next(10_000_000, 99_999_999)}";
        using var first = new Browser(app);
        var opened = await first.Submit(await Asked(first), "main form", ("code", await Code()), ("agreed", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, opened.Status);
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization =
            new("Bearer", first.Cookies.GetCookies(app.Address)["registry"]!.Value);
        var begun = await client.Done(HttpSteps.Api + "/me/authenticators/totp");
        var enrolled = await client.Done(HttpSteps.Api + "/me/authenticators/totp/confirm",
            new { code = Generators.CodeNow((string)begun["secret"]!) });

        using var second = new Browser(app);
        var halted = await second.Submit(await Asked(second), "main form", ("code", await Code()), ("agreed", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, halted.Status);
        PageRules.Check(halted);
        var entered = await second.Submit(halted, "main form", ("code", await Code()), ("agreed", "yes"),
            ("totp", (string)enrolled["recoveryCodes"]![0]!));
        Assert.Equal(HttpStatusCode.SeeOther, entered.Status);
        Assert.Equal(HttpStatusCode.OK, (await second.Open("/account")).Status);

        Task<PageSeen> Asked(Browser browser) => browser.Submit("/sign-in", "main form", ("phone", phone));
        async Task<string> Code() => (await app.Services.GetRequiredService<IRegistry>().Accounts.LastCodes())
            .First(code => code.Phone == phone).Code;
    }

    [Fact]
    public async Task Signing_out_ends_the_session_in_the_registry_too()
    {
        using var browser = await Browser.As(app, "driver.5");
        var token = browser.Cookies.GetCookies(app.Address)["registry"]!.Value;
        var sent = await browser.Post("/sign-out", [new("token", await browser.Token("/password"))]);
        Assert.Contains("storage", Assert.Single(sent.Answer.Headers.GetValues("Clear-Site-Data")),
            StringComparison.Ordinal);
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync("/api/v1/me");
        await answer.Problem(401, "SESSION_ENDED");
    }

    [Fact]
    public async Task A_new_password_that_was_typed_twice_differently_is_not_taken()
    {
        using var browser = await Browser.As(app, "driver.1");
        var page = await browser.Submit("/password", "form[action='/password']",
            ("oldPassword", RegistryApp.Password), ("newPassword", "another Long one 1"), ("again", "another"));
        Assert.Equal("两次填写的新密码不一致。", page.Read("#again-fault"));
    }
}

/// <summary>What the cookie is like where there is TLS.</summary>
public sealed class SecureCookieTests(ProductionApp app) : IClassFixture<ProductionApp>
{
    [Fact]
    public async Task Outside_Development_a_cookie_is_secure_and_its_name_says_so()
    {
        using var browser = new Browser(app);
        using var answer = await browser.Client.GetAsync("/sign-in/staff");
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-visit=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie.ToLowerInvariant(), StringComparison.Ordinal);
    }
}

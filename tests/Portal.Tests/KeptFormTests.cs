using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: nobody loses what was typed because a session ended meanwhile. Method: forms are begun, the session is ended
/// elsewhere, and they are handed in; whoever signs in goes on where the form was.
/// </summary>
[Collection(Shared.Name)]
public sealed class KeptFormTests(RegistryApp app)
{
    private const string Typed = "张三，住建设路 1 号";
    private static readonly (string, string) _own = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task A_long_form_goes_on_after_the_session_has_ended()
    {
        using var browser = await Browser.As(app, "driver.1");
        var path = $"/my/certificates/{await app.CertificateOf("driver.1")}/apply/certificate.renewal";
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        await EndSession(browser);

        var asked = await browser.Step(details, "materials",
            [("phone", "13800138000"), ("delivery", "post"), ("delivery.address", Typed)]);
        Assert.Equal(HttpStatusCode.Forbidden, asked.Status);
        Assert.Contains("填写的内容都还在", asked.Read("main .note"), StringComparison.Ordinal);
        PageRules.Check(asked);
        var other = await Press(browser, asked, "form[action='/sign-in/staff']", ("show", "yes"));
        var wrong = await Press(browser, other, "form[action='/sign-in/staff']:not(:has([name=show]))",
            ("userName", "driver.1"), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var entered = await Press(browser, wrong, "form[action='/sign-in/staff']:not(:has([name=show]))",
            ("userName", "driver.1"), ("password", RegistryApp.Password));
        Assert.Equal(HttpStatusCode.OK, entered.Status);
        PageRules.Check(entered);

        var materials = await Press(browser, entered, $"form[action='{path}']");
        Assert.Equal(HttpStatusCode.OK, materials.Status);
        Assert.Equal("上传材料", materials.Read("h1"));
        Assert.Equal(Typed, ValueOf(materials, "delivery.address"));
    }

    [Fact]
    public async Task A_form_with_files_is_kept_without_them_and_says_so()
    {
        using var browser = await Browser.As(app, "driver.1");
        var path = $"/my/certificates/{await app.CertificateOf("driver.1")}/apply/certificate.renewal";
        var details = await browser.Step(await browser.Open(path), "begin", [("read", "yes")]);
        var materials = await browser.Step(details, "materials", [("phone", "13800138000"), ("delivery", "pickUp")]);
        await EndSession(browser);
        var asked = await browser.Step(materials, "check", files: ["portraitPhoto"]);
        Assert.Contains("文件到时需要重新选择", asked.Read("main .note"), StringComparison.Ordinal);
        Assert.Equal(("13800138000", "check"), (ValueOf(asked, "kept.phone"), ValueOf(asked, "kept.step")));
    }

    /// <summary>Every form of the program that is for accounts, but for those with secrets.</summary>
    [Fact]
    public async Task Every_form_is_kept_but_for_those_with_secrets()
    {
        using var browser = await Browser.As(app, "driver.1");
        var token = await browser.Token("/account");
        await EndSession(browser);
        var faults = new List<string>();
        foreach (var (path, access) in Forms())
        {
            var asked = await browser.Post(path, [new("token", token), new("typed", Typed), new("actsFor", "P-1")]);
            var isKept = asked.Status == HttpStatusCode.Forbidden && ValueOf(asked, "keptPath") == path
                && ValueOf(asked, "kept.typed") == Typed && ValueOf(asked, "kept.actsFor") == "P-1";
            if (isKept == access.WithOldPassword) faults.Add($"{path}: {asked.Status}");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_form_that_is_not_known_to_be_ours_is_not_kept()
    {
        using var stranger = new Browser(app);
        KeyValuePair<string, string>[] typed = [new("token", "x"), new("typed", Typed)];
        Assert.Equal(HttpStatusCode.SeeOther, (await stranger.Post("/account/notices", typed)).Status);
        foreach (var site in (string[])["cross-site", "same-site", "none"])
            Assert.Equal(HttpStatusCode.SeeOther,
                (await stranger.Post("/account/notices", typed, ("Sec-Fetch-Site", site))).Status);
        // The cookie ends with its session: then the browser's word is all there is.
        Assert.Equal(Typed, ValueOf(await stranger.Post("/account/notices", typed, _own), "kept.typed"));
    }

    [Fact]
    public async Task A_form_of_an_earlier_session_is_asked_about_and_not_carried_out()
    {
        using var browser = await Browser.As(app, "driver.2");
        var token = await browser.Token("/account");
        await EndSession(browser);
        await browser.Submit("/sign-in/staff", "form[action='/sign-in/staff']",
            ("userName", "driver.2"), ("password", RegistryApp.Password));
        KeyValuePair<string, string>[] typed = [new("token", token), new("key", "k"), new("typed", Typed)];
        Assert.Equal("此页面已失效", (await browser.Post("/account/notices", typed)).Read("h1"));
        var asked = await browser.Post("/account/notices", typed, _own);
        Assert.Equal((HttpStatusCode.Forbidden, Typed), (asked.Status, ValueOf(asked, "typed")));
        Assert.NotEqual(token, ValueOf(asked, "token"));
        PageRules.Check(asked);
        var secret = await browser.Post("/password", [.. typed, new("oldPassword", "x")], _own);
        Assert.Equal("此页面已失效", secret.Read("h1"));
    }

    [Fact]
    public async Task Proofs_are_never_kept_and_what_is_too_large_is_not_either()
    {
        using var stranger = new Browser(app);
        var asked = await stranger.Post("/account/notices",
            [new("typed", Typed), new("proof.password", "secret"), new("token", "t")], _own);
        Assert.DoesNotContain("secret", asked.Text, StringComparison.Ordinal);
        var many = Enumerable.Range(0, 250).Select(n => new KeyValuePair<string, string>("n" + n, "x"));
        Assert.Equal(HttpStatusCode.SeeOther, (await stranger.Post("/account/notices", many, _own)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await stranger.Post("/account/notices",
            Enumerable.Range(0, 7).Select(n => new KeyValuePair<string, string>("n" + n, new string('x', 7_000))),
            _own)).Status);
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_answered()
    {
        using var stranger = new Browser(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/my/real-name");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Content = new StringContent("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf");
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var answer = await stranger.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private List<(string Path, PageAccess Access)> Forms() =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let access = endpoint.Metadata.GetMetadata<PageAccess>()
           where access is { NeedsAccount: true }
               && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")
           let pieces = endpoint.RoutePattern.RawText!.Trim('/').Split('/')
           let filled = pieces.Select(piece => piece[0] != '{' ? piece : piece.Contains(':') ? "1" : "x")
           select ("/" + string.Join('/', filled), access),
    ];

    private async Task EndSession(Browser browser)
    {
        using var elsewhere = new Browser(app);
        elsewhere.Cookies.Add(app.Address, browser.Cookies.GetCookies(app.Address)["registry"]!);
        var sent = await elsewhere.Post("/sign-out", [new("token", await elsewhere.Token("/account"))]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
    }

    /// <summary>Hands in a form as it stands, with what is typed or pressed.</summary>
    private static async Task<PageSeen> Press(
        Browser browser, PageSeen page, string form, params (string Name, string Value)[] typed)
    {
        var element = Assert.Single(page.Document.QuerySelectorAll(form));
        var fields = element.QuerySelectorAll("input")
            .Where(input => input.GetAttribute("type") is not ("checkbox" or "radio")
                && !typed.Any(one => one.Name == input.GetAttribute("name")))
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return await browser.Post(element.GetAttribute("action")!,
            fields.Concat(typed.Select(one => KeyValuePair.Create(one.Name, one.Value))));
    }

    private static string? ValueOf(PageSeen page, string name) =>
        page.Document.QuerySelector($"form [name='{name}']")?.GetAttribute("value");
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>
/// Goal: what is tried beside the front door of a registry in Production opens nothing either. Method: as
/// <see cref="ProductionAttackTests"/>: the built program as a process, attacked from outside; names are the rows of
/// docs/threats.md.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
[Collection(OneProduction.Name)]
public sealed class ProductionSideDoorTests(ProductionRegistry registry)
{
    private const string SessionCookie = "__Host-registry", VisitCookie = "__Host-visit", Staff = "/sign-in/staff";

    /// <summary>Somebody looked over a shoulder, or a proxy in between sends the same once more.</summary>
    [Fact]
    public async Task T10_of_eight_sign_ins_with_one_code_at_once_one_gets_in_and_none_afterwards()
    {
        var officer = await registry.AnOfficer("53");
        var (userName, password, totp) = registry.SignInOf(officer);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Try()));
        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await Try());

        async Task<HttpStatusCode> Try()
        {
            using var somewhere = Visitor.At(registry.Url);
            using var answer = await somewhere.Http.Post(
                HttpSteps.Api + "/sessions", new { userName, password, totp });
            return answer.StatusCode;
        }
    }

    /// <summary>A cookie that somebody else has put into the browser is not the session that begins.</summary>
    [Fact]
    public async Task T5_a_session_that_a_browser_brings_along_is_not_the_one_that_begins()
    {
        var officer = await registry.AnOfficer("53");
        var (name, password, code) = registry.SignInOf(officer);
        using var browser = Visitor.At(registry.Url);
        const string planted = "planted-by-somebody-else-planted-by-somebody";
        var form = await Form(browser, $"{SessionCookie}={planted}");
        using var entered = await Enter(browser, form, name, password, code, $"{SessionCookie}={planted}");
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        var session = CookieOf(entered, SessionCookie);
        Assert.NotEqual(planted, session);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(planted));
        Assert.Equal(HttpStatusCode.OK, await StatusWith(session));

        async Task<HttpStatusCode> StatusWith(string token)
        {
            using var thief = Visitor.At(registry.Url).With(token);
            using var answer = await thief.Http.GetAsync(HttpSteps.Api + "/me");
            return answer.StatusCode;
        }
    }

    /// <summary>A page elsewhere signs its reader in to the attacker's account, to read what is typed there.</summary>
    [Fact]
    public async Task T5_another_sites_form_signs_nobody_in()
    {
        var officer = await registry.AnOfficer("53");
        var (name, password, code) = registry.SignInOf(officer);
        using var browser = Visitor.At(registry.Url);
        var form = await Form(browser, "");
        var visit = $"{VisitCookie}={form.Visit}";
        foreach (var (header, value) in ((string, string)[])[("Origin", "https://evil.example"),
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")])
        {
            using var refused = await Enter(browser, form, name, password, code, visit, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        foreach (var token in (string[])["", "AAAA", form.Token[..^4] + "AAAA"])
        {
            using var refused = await Enter(browser, form with { Token = token }, name, password, code, visit);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        using (var without = await Enter(browser, form, name, password, code, "")) // Somebody else's form.
            Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        using var own = await Enter(browser, form, name, password, code, visit);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode); // The code was not used up by what was refused.
    }

    /// <summary>Two accounts file for one person, and two officers decide at the same instant.</summary>
    [Fact]
    public async Task T1_T4_of_two_bindings_of_one_person_decided_at_once_one_is_bound()
    {
        var number = registry.Number();
        await registry.Officer.Done(
            "/certificates", ProductionRegistry.Certificate(number), HttpStatusCode.Created);
        var filed = new List<(Visitor Person, string Id)>();
        for (var i = 0; i < 2; i++)
        {
            var (person, _) = await registry.APerson();
            var filing = await person.Done("/me/real-name",
                await ProductionRegistry.Filing(person, number), HttpStatusCode.Accepted);
            filed.Add((person, (string)filing["id"]!));
        }
        foreach (var (_, id) in filed)
            await ProductionRegistry.Eventually(async () => (string?)(await registry.Second.Get(
                $"/applications/{id}"))["identity"]?["check"] is not ("asked" or "queued"));
        var answers = await Task.WhenAll(filed.Zip([registry.Officer, registry.Second]).Select(one =>
            one.Second.Http.Post($"{HttpSteps.Api}/applications/{one.First.Id}/approve", "{}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).Problem(409, "ALREADY_BOUND");
        foreach (var answer in answers) answer.Dispose();
        await ProductionRegistry.Eventually(async () => (await Task.WhenAll(
            filed.Select(one => one.Person.Get("/me")))).Count(me => me["realName"] is not null) == 1);
    }

    /// <summary>Lines of a log are read by programs and by terminals.</summary>
    [Fact]
    public async Task T8_what_strangers_send_writes_no_line_of_the_log_and_turns_no_terminal()
    {
        using var stranger = Visitor.At(registry.Url);
        const string forged = "\r\n{\"EventId\":4504,\"FORGED\":1}\u001b[2J";
        foreach (var body in (object[])[new { userName = "x" + forged, password = "y" + forged },
            new { requestId = forged, code = forged }])
            using (await stranger.Http.Post(HttpSteps.Api + "/sessions", body)) { }
        using (await stranger.Http.Post(HttpSteps.Api + "/verification-codes", new { phone = forged })) { }
        using (await stranger.Http.GetAsync("/api/v1/" + Uri.EscapeDataString(forged))) { }
        using (await stranger.Http.GetAsync("/v/" + Uri.EscapeDataString(forged))) { }
        using (await stranger.Http.Post(HttpSteps.Api + "/sessions", "{}",
            ("User-Agent", "a\u001b[2J"), ("Idempotency-Key", "k\u001b[2J"), ("X-Forwarded-For", "\u001b[2J"))) { }
        using (await stranger.Http.PostAsync(Staff, new FormUrlEncodedContent([new("userName", forged)]))) { }
        await stranger.Http.GetAsync("/healthz");
        var lines = registry.Log.Split('\n').Select(line => line.Trim('\r')).Where(line => line.Length > 0).ToArray();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            Assert.DoesNotContain('\u001b', line);
            Assert.IsType<JsonObject>(JsonNode.Parse(line));
            Assert.DoesNotContain("\"FORGED\":", line, StringComparison.Ordinal);
        }
    }

    /// <summary>Names that lead elsewhere, and content that is another thing than it says.</summary>
    [Fact]
    public async Task T15_names_and_double_faced_files_bring_nothing_to_a_desk()
    {
        var (person, _) = await registry.APerson();
        foreach (var name in (string[])["/etc/passwd", "a\u202egnp.exe", "CON", ".htaccess"])
            using (var foreign = await person.Http.Upload(ProductionRegistry.Card(), "identityFront", name))
                await foreign.Problem(415, "MEDIA_TYPE");
        foreach (var name in (string[])["../../etc/cron.d/x.png", "..\\..\\x.png", "CON.png",
            new string('n', 400) + ".png"])
        {
            using var kept = await person.Http.Upload(ProductionRegistry.Card(), "identityFront", name);
            await kept.Is(HttpStatusCode.Created);
            await IsServedAs(person, (string)(await kept.Json())["id"]!);
        }
        foreach (var content in (byte[][])[Of("<svg xmlns='http://www.w3.org/2000/svg' onload='m()'/>"),
            Of("<!doctype html><script>m()</script>"), Of("GIF89a/*"), [0x50, 0x4B, 3, 4], Of("%PDF-1.7\n<script>"),
            [.. Of("\u0089PNG\r\n\u001a\n"), .. Of("<script>")], []])
        {
            using var refused = await person.Http.Upload(content, "identityFront", "a.png");
            Assert.Contains((int)refused.StatusCode, (int[])[400, 415, 422]);
        }
        // A picture with an archive and a page behind it is served as the picture alone.
        using var both = await person.Http.Upload(
            [.. ProductionRegistry.Card(), 0x50, 0x4B, 3, 4, .. Of("<script>m()</script>")], "identityFront", "a.png");
        if (both.StatusCode != HttpStatusCode.Created) return;
        var served = await person.Http.GetByteArrayAsync(
            $"{HttpSteps.Api}/documents/{(await both.Json())["id"]}");
        Assert.DoesNotContain("<script>", Encoding.Latin1.GetString(served), StringComparison.Ordinal);

        static byte[] Of(string text) => Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Names with characters that no client library sends.</summary>
    [Fact]
    public async Task T15_a_name_that_no_client_sends_leads_nowhere_and_changes_nothing_on_a_desk()
    {
        var (person, _) = await registry.APerson();
        foreach (var (name, status) in ((string, int)[])[("x.png\u0000.html", 415), ("a\u202eb.png", 201),
            (".png", 415), ("a\u0007\u001b[2J.png", 201), ("a\"; filename=\"b.html", 415), ("..%2f..%2fx.png", 201)])
        {
            var (answered, body) = await RawUpload.Send(person, registry.Url, ProductionRegistry.Card(), name);
            Assert.True(answered == status, $"{name}: {answered} {body?.ToJsonString()}");
            if (status == 201) await IsServedAs(person, (string)body!["id"]!);
        }
    }

    /// <summary>As a picture to be stored, under a name that is a name.</summary>
    private static async Task IsServedAs(Visitor person, string id)
    {
        using var read = await person.Http.GetAsync($"{HttpSteps.Api}/documents/{id}");
        var shown = read.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", shown.DispositionType);
        Assert.Equal("image/png", read.Content.Headers.ContentType!.MediaType);
        foreach (var text in new[] { shown.FileName, shown.FileNameStar }.OfType<string>())
            Assert.DoesNotMatch("[/\\\\\\u0000-\\u001f\\u202e]|^\"?[.]", text);
    }

    private static async Task<(string Token, string Visit)> Form(Visitor browser, string cookie)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, Staff);
        asked.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var page = await browser.Http.SendAsync(asked);
        var token = Regex.Match(await page.Content.ReadAsStringAsync(), "name=\"token\" value=\"([^\"]+)\"");
        return (token.Groups[1].Value, cookie.Length > 0 ? "" : CookieOf(page, VisitCookie));
    }

    private static async Task<HttpResponseMessage> Enter(
        Visitor browser, (string Token, string Visit) form, string name, string password, string code, string cookie,
        params (string Name, string Value)[] headers)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, Staff)
        {
            Content = new FormUrlEncodedContent([new("token", form.Token), new("key", Guid.NewGuid().ToString("N")),
                new("userName", name), new("password", password), new("totp", code)]),
        };
        post.Headers.TryAddWithoutValidation("Cookie", cookie);
        foreach (var (header, value) in headers) post.Headers.TryAddWithoutValidation(header, value);
        return await browser.Http.SendAsync(post);
    }

    private static string CookieOf(HttpResponseMessage answer, string name) => Regex.Match(
        string.Join('\n', answer.Headers.GetValues("Set-Cookie")), $"{Regex.Escape(name)}=([^;]+);").Groups[1].Value;
}

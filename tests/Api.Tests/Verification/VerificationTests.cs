using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>Checks at the roadside over HTTP: by strangers, with anything at all, as JSON and as a page.</summary>
[Collection(Shared.Name)]
public sealed class VerificationTests(RegistryApp app)
{
    private IRegistry Registry => app.Services.GetRequiredService<IRegistry>();

    [Fact]
    public async Task A_stranger_scans_a_certificate()
    {
        var (id, token) = await Token();
        using var stranger = app.Anonymous();
        using var answer = await stranger.GetAsync($"{HttpSteps.Api}/verify/{token}");
        await answer.Is(HttpStatusCode.OK);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var verdict = await answer.Json();
        Assert.Equal("valid", (string)verdict["result"]!);
        Assert.True(verdict.AsObject().ContainsKey("reason") && verdict["reason"] is null);
        Assert.StartsWith(id[1..], ((string)verdict["subject"]!["document"]!)[1..], StringComparison.Ordinal);
        Assert.Contains("*", (string)verdict["subject"]!["holder"]!, StringComparison.Ordinal);
        Assert.Contains("*", (string)verdict["subject"]!["number"]!, StringComparison.Ordinal);
        Assert.Equal("2026-02-13T09:00:00+08:00", (string)verdict["asOf"]!);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("a.b.c")]
    [InlineData("%E6%9C%89%E6%95%88")]
    [InlineData("..%2f..%2fetc")]
    public async Task Anything_else_is_unknown_and_no_error(string token)
    {
        using var stranger = app.Anonymous();
        var verdict = await stranger.Get($"{HttpSteps.Api}/verify/{token}");
        Assert.Equal(("unknown", "malformed"), ((string)verdict["result"]!, (string)verdict["reason"]!));
        using var page = await stranger.GetAsync("/v/" + token);
        Assert.Contains("class=\"ask\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_text_is_unknown_too()
    {
        using var stranger = app.Anonymous();
        Assert.Equal(
            "unknown", (string)(await stranger.Get($"{HttpSteps.Api}/verify/{new string('A', 4000)}"))["result"]!);
    }

    [Theory]
    [InlineData("zh-CN", "有效", "车牌号")]
    [InlineData("en", "Valid", "Number plate")]
    public async Task The_page_says_it_in_a_word_a_symbol_and_a_colour_without_scripts(
        string language, string word, string label)
    {
        var fleet = await Fleet.New(app);
        var vehicle = await fleet.Vehicle();
        var token = (await Registry.Verification.TokenFor((string)vehicle["id"]!))!.Token;
        using var stranger = app.Anonymous();
        stranger.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await stranger.GetAsync("/v/" + token);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            $"<header class=\"good\"><div><b aria-hidden=\"true\"><i>✓</i></b><div><h1>{word}</h1>",
            page, StringComparison.Ordinal);
        var plate = (string)vehicle["plate"]!;
        if (language == "en") plate = $"<bdi lang=\"zh\">{plate}</bdi>"; // Read out as Chinese.
        Assert.Contains($"<dt>{label}</dt><dd>{plate}</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            "http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        var begin = page.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length;
        var style = page[begin..page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_look_up_gives_the_verdict_that_a_scan_would_give()
    {
        var fleet = await Fleet.New(app);
        var plate = (string)(await fleet.Vehicle())["plate"]!;
        var found =
            await (await app.As("enforcement.yunnan")).Done(HttpSteps.Api + "/lookup", new { reason = "路检", plate });
        Assert.Equal("valid", (string)found["items"]![0]!["verdict"]!["result"]!);
        Assert.Null(found["items"]![0]!["trip"]);
    }

    [Fact]
    public async Task The_screen_of_a_driver_the_scan_of_it_and_the_look_up_of_the_plate_say_the_same()
    {
        var c = await Charter.New(app);
        var filed = await c.Filed();
        var id = (string)filed["id"]!;
        await c.Carrier.Done($"{HttpSteps.Api}/trips/{id}/issue", new { });
        await c.Drivers[0].Done($"{HttpSteps.Api}/trips/{id}/receive", new { });
        var screen = await c.Drivers[0].Get($"{HttpSteps.Api}/trips/{id}/display");
        var proof = screen["proof"]!;
        var shown = ((string)screen["qr"]!).Split("/v/")[1];
        Assert.NotEqual((string)screen["token"]!, shown);
        using var stranger = app.Anonymous();
        var verdict = await stranger.Get($"{HttpSteps.Api}/verify/{shown}");
        Assert.Equal("notStarted", (string)verdict["result"]!);
        Assert.Equal(
            ((string)proof["code"]!, true),
            ((string)verdict["display"]!["code"]!, (bool)verdict["display"]!["fresh"]!));
        Assert.Contains((string)proof["code"]!, await stranger.GetStringAsync("/v/" + shown), StringComparison.Ordinal);
        var plate = (string)filed["vehicle"]!["plate"]!;
        var found =
            await (await app.As("enforcement.yunnan")).Done(HttpSteps.Api + "/lookup", new { reason = "路检", plate });
        Assert.Equal("notStarted", (string)found["items"]![0]!["trip"]!["result"]!);
        Assert.Equal(plate, (string)found["items"]![0]!["trip"]!["subject"]!["plate"]!);
    }

    [Fact]
    public async Task A_JOSE_library_that_knows_nothing_of_us_accepts_the_token_and_no_other()
    {
        if (JoseLibrary.Missing is { } missing) Assert.Skip(missing);
        var (id, token) = await Token();
        var keys = new Uri(app.Address, "/.well-known/jwks.json");
        var said = await JoseLibrary.Check(keys, token, Registry.Now);
        Assert.True((bool)said["valid"]!, said.ToJsonString());
        Assert.Equal($"{id}.1", (string)said["payload"]!["sub"]!);
        Assert.Equal("ES256", (string)said["header"]!["alg"]!);

        var changed = token[..^5] + (token[^5] == 'A' ? 'B' : 'A') + token[^4..];
        Assert.Equal(
            "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
            (string)(await JoseLibrary.Check(keys, changed, Registry.Now))["code"]!);
        var late = DateTimeOffset.FromUnixTimeSeconds((long)said["payload"]!["exp"]!);
        Assert.Equal("ERR_JWT_EXPIRED", (string)(await JoseLibrary.Check(keys, token, late))["code"]!);
    }

    [Fact]
    public async Task The_keys_are_published_with_how_long_they_may_be_kept()
    {
        using var stranger = app.Anonymous();
        using var answer = await stranger.GetAsync("/.well-known/jwks.json");
        Assert.Equal(
            (true, TimeSpan.FromMinutes(5)),
            (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge!.Value));
        var key = (await answer.Json())["keys"]![0]!.AsObject();
        Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"],
            key.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ("EC", "P-256", "ES256", "sig"),
            ((string)key["kty"]!, (string)key["crv"]!, (string)key["alg"]!, (string)key["use"]!));
    }

    [Fact]
    public async Task The_administrator_rotates_and_retires_and_a_list_without_a_root_is_refused()
    {
        var admin = await app.As("admin");
        var (_, token) = await Token();
        using var stranger = app.Anonymous();
        var ring = await admin.Done(HttpSteps.Api + "/admin/keys/rotate");
        var keys = ring["keys"]!.AsArray();
        Assert.DoesNotContain("sealed", ring.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.True((bool)keys[^1]!["signs"]!);
        Assert.Equal("valid", (string)(await stranger.Get($"{HttpSteps.Api}/verify/{token}"))["result"]!);
        await admin.Refused($"{HttpSteps.Api}/admin/keys/{(string)keys[^1]!["kid"]!}/retire",
            409,
            "WRONG_STATE",
            new { reason = "换钥" });
        await admin.Refused($"{HttpSteps.Api}/admin/keys/zz/retire", 404, "NOT_FOUND", new { reason = "换钥" });
        await admin.Refused($"{HttpSteps.Api}/admin/keys/1/retire", 400, "MALFORMED", new { reason = "" });
        Assert.Equal(keys.Count, (await admin.Get(HttpSteps.Api + "/admin/keys"))["keys"]!.AsArray().Count);
        await (await app.As("officer.yunnan")).Refused(HttpSteps.Api + "/admin/keys/rotate", 403, "NOT_ALLOWED");

        var problem = await admin.Refused(HttpSteps.Api + "/trust-lists", 400, "MALFORMED", new { list = "a.b.c" });
        Assert.NotNull(problem["errors"]!["list"]);
        using var none = await admin.GetAsync(HttpSteps.Api + "/trust-lists");
        await none.Problem(404, "NOT_FOUND");
    }

    private async Task<(string Id, string Token)> Token()
    {
        var id = (string)(await app.Certificate(validFrom: "2024-03-01"))["id"]!;
        return (id, (await Registry.Verification.TokenFor(id))!.Token);
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whoever tries by pages what they may not is found in the audit as over the API (docs/threats.md T1, T8, T14).
/// Method: pages and forms that are refused, and what the auditor finds of them.
/// </summary>
[Collection(Shared.Name)]
public sealed class RefusedPageTests(RegistryApp app)
{
    [Fact]
    public async Task T8_a_hidden_record_and_another_roles_page_are_counted_by_account()
    {
        using var client = await app.NewHolder();
        using var browser = await Browser.AsToken(app, client);
        var foreign = await app.CertificateOf("driver.2");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/my/certificates/" + foreign)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/admin/accounts")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/no-such-page")).Status); // Of nobody.
        var tries = await Tries(by: (string)(await client.Get(HttpSteps.Api + "/me"))["id"]!);
        Assert.Equal(["NOT_ALLOWED GET /admin/accounts", "NOT_FOUND GET /my/certificates/{id}"],
            tries.Keys.Order(StringComparer.Ordinal));
        Assert.All(tries.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task T1_a_proof_of_identity_that_is_not_taken_is_counted()
    {
        using var client = await app.NewAccount();
        using var browser = await Browser.AsToken(app, client);
        var page = await browser.Open("/my/real-name");
        var again = await browser.Step(page, "send", [("name", "测试员"), ("identityNumber", Cases.CitizenNumber())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        var tries = await Tries(by: (string)(await client.Get(HttpSteps.Api + "/me"))["id"]!);
        Assert.Equal("MALFORMED POST /my/real-name", Assert.Single(tries).Key);
    }

    [Fact]
    public async Task T14_a_wrong_password_and_a_form_of_another_site_are_counted_by_network()
    {
        const string Wrong = "NOT_SIGNED_IN POST /sign-in/staff", Foreign = "NOT_ALLOWED POST /sign-in/staff";
        var before = await Tries();
        using var browser = new Browser(app);
        var name = "nobody." + Guid.NewGuid().ToString("N")[..8];
        await browser.Submit("/sign-in/staff", "form[action='/sign-in/staff']", ("userName", name), ("password", "x"));
        await browser.Post("/sign-in/staff", new Dictionary<string, string> { ["userName"] = name });
        var after = await Tries();
        foreach (var kind in (string[])[Wrong, Foreign])
            Assert.True(after.GetValueOrDefault(kind) > before.GetValueOrDefault(kind), kind);
    }

    /// <summary>How often was refused, by "CODE operation": of an account, or of everybody.</summary>
    private async Task<Dictionary<string, int>> Tries(string? by = null)
    {
        var auditor = await app.As("auditor");
        // Pages alone: what the same account was refused over the API, such as agreements, stands there as well.
        var lines = await auditor.Done(
            HttpSteps.Api + "/admin/audit/search?limit=200", new { by, what = "refused" });
        return lines["items"]!.AsArray().SelectMany(line => line!["counts"]!.AsObject())
            .Where(one => one.Key.Contains('/', StringComparison.Ordinal))
            .GroupBy(one => one.Key, one => (int)one.Value!).ToDictionary(one => one.Key, one => one.Sum());
    }
}

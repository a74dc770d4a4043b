using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whoever tries by pages what they may not is found in the audit as over the API (docs/threats.md T14).
/// Method: pages and forms that are refused, and what the auditor finds of them.
/// </summary>
[Collection(Shared.Name)]
public sealed class RefusedPageTests(RegistryApp app)
{
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

    /// <summary>How often was refused, by "CODE operation".</summary>
    private async Task<Dictionary<string, int>> Tries()
    {
        var auditor = await app.As("auditor");
        var lines = await auditor.Done(
            HttpSteps.Api + "/admin/audit/search?limit=200", new { what = "refused" });
        return lines["items"]!.AsArray().SelectMany(line => line!["counts"]!.AsObject())
            .GroupBy(one => one.Key, one => (int)one.Value!).ToDictionary(one => one.Key, one => one.Sum());
    }
}

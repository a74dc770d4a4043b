using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>A registry whose clock a test of retention moves over years.</summary>
public sealed class RetentionApp() : RegistryApp("Development", Clock);

/// <summary>
/// Goal: what its time says goes, and nothing else (decisions 7). Method: an application that is withdrawn, one that is
/// refused and one that goes on, a proof of identity that is refused, and the clock moved past each time.
/// </summary>
public sealed class RetentionTests(RetentionApp app) : IClassFixture<RetentionApp>
{
    [Fact]
    public async Task What_was_handed_in_goes_when_its_time_is_over_and_what_is_needed_stays()
    {
        var officer = await app.As("officer.henan");
        var (first, _, withdrawn) = await app.Renewal();
        await first.Done($"{HttpSteps.Api}/applications/{withdrawn}/withdraw");
        var (second, _, goesOn) = await app.Renewal();
        var (third, _, refused) = await app.Renewal();
        await officer.Done($"{HttpSteps.Api}/applications/{refused}/not-accept", new { reasons = new[] { "材料不符" } });
        using var filer = await app.NewAccount();
        var filing = await filer.Done(
            HttpSteps.Api + "/me/real-name", await filer.Filing("留存测试", Cases.CitizenNumber()),
            HttpStatusCode.Accepted);
        await officer.Done(
            $"{HttpSteps.Api}/applications/{filing["id"]}/refuse", new { reasons = new[] { "人证不符" } });

        var named = (string)(await App(second, goesOn))["materials"]![0]!["documentId"]!;
        using var kept = await second.DeleteAsync(new Uri($"{HttpSteps.Api}/documents/{named}", UriKind.Relative));
        await kept.Problem(409, "WRONG_STATE");

        await MoveTo("2026-08-12T09:00:00+08:00"); // 180 days: none is over.
        await Has(filer, filing, true);
        await MoveTo("2026-08-14T09:00:00+08:00");
        await Has(filer, filing, false);
        await Has(first, await App(first, withdrawn), true);
        await MoveTo("2027-02-13T09:00:00+08:00"); // The anniversary belongs to the year.
        await Has(first, await App(first, withdrawn), true);
        await MoveTo("2027-02-15T09:00:00+08:00");
        await Has(first, await App(first, withdrawn), false);
        await Has(third, await App(third, refused), false);
        await Has(second, await App(second, goesOn), true);

        var admin = await app.As("admin");
        var rules = (await admin.Get(HttpSteps.Api + "/admin/retention"))["items"]!.AsArray();
        var materials = rules.Single(one => (string)one!["kind"]! == "refusedMaterials")!;
        Assert.Equal(1, (int)materials["years"]!);
        Assert.True((int)materials["erasedInAll"]! >= 2, materials.ToJsonString());
        Assert.StartsWith("2027-02-15", (string)materials["lastRunAt"]!, StringComparison.Ordinal);
        Assert.All(rules, one => Assert.NotEmpty((string)one!["law"]!));
        var auditor = await app.As("auditor");
        var lines = await auditor.Done(
            HttpSteps.Api + "/admin/audit/search", new { what = "retention.carriedOut" });
        Assert.Contains(
            lines["items"]!.AsArray(), one => (string)one!["criteria"]!["kind"]! == "identityPictures");
    }

    private static Task<JsonNode> App(HttpClient client, string id) =>
        client.Get($"{HttpSteps.Api}/applications/{id}");

    private async Task MoveTo(string instant)
    {
        using var client = app.Anonymous();
        await client.Done("/dev/clock", new { to = instant });
    }

    private static async Task Has(HttpClient client, JsonNode application, bool there)
    {
        var materials = application["materials"]!.AsArray();
        Assert.NotEmpty(materials);
        foreach (var material in materials)
        {
            using var answer = await client.GetAsync(
                new Uri($"{HttpSteps.Api}/documents/{material!["documentId"]}", UriKind.Relative));
            Assert.Equal(there ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}

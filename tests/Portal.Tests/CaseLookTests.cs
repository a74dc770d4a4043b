using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: the audit says who looked at whom, and no more often than somebody did (docs/adr/0179): a case is one read,
/// whatever belongs to its page, and each material that is opened is one more. Method: an officer opens pages as a
/// browser does, and everything that is on record of it is about a case, a document or a page.
/// </summary>
public sealed class CaseLookTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task One_look_at_a_case_is_one_read_and_a_material_that_is_opened_one_more()
    {
        var (_, _, application) = await app.Renewal();
        var before = (await Reads()).Length;
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        for (var looks = 0; looks < 2; looks++)
        {
            var page = await browser.Open("/desk/cases/" + application);
            foreach (var picture in page.Document.QuerySelectorAll(".thumbs img"))
                await Loaded(browser, picture.GetAttribute("src")!);
        }
        var looked = Assert.Single(await Reads(before));
        Assert.Equal(("GET /desk/cases/{id}", application),
            ((string)looked["what"]!, (string)Assert.Single(looked["about"]!.AsArray())!));
        await Loaded(browser, $"/desk/cases/{application}/m/1");
        await Loaded(browser, $"/desk/cases/{application}/m/1");
        Assert.Equal("getDocument", (string)(await Reads(before))[0]["what"]!);
        Assert.Equal(2, (await Reads(before)).Length);
    }

    [Fact]
    public async Task A_small_picture_that_is_asked_for_by_itself_is_a_read_of_its_case()
    {
        var (_, _, application) = await app.Renewal();
        var before = (await Reads()).Length;
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        for (var n = 1; n <= 4; n++) await Loaded(browser, $"/desk/cases/{application}/m/{n}/small");
        Assert.Equal(application, (string)Assert.Single(await Reads(before))["about"]![0]!);
    }

    [Theory]
    [InlineData(StaffPageTable.Officer, "/desk/register/certificate", "/desk/statistics/due.csv", "/desk")]
    [InlineData(StaffPageTable.Centre, "/desk/rail-register/session", "/desk/statistics/flow.csv", "/desk/exams")]
    public async Task What_is_on_record_is_about_somebody_or_a_page_and_never_about_a_word_or_a_number(
        string account, params string[] paths)
    {
        var before = (await Reads()).Length;
        using var browser = await Browser.As(app, account);
        foreach (var path in paths) Assert.Equal(HttpStatusCode.OK, (await browser.Open(path)).Status);
        var reads = await Reads(before);
        Assert.Equal(paths.Length, reads.Length);
        Assert.All(reads.SelectMany(one => one["about"]!.AsArray()),
            about => Assert.StartsWith("GET /", (string)about!, StringComparison.Ordinal));
    }

    private static async Task Loaded(Browser browser, string path)
    {
        using var file = await browser.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    /// <summary>Reads of others' data after so many, newest first.</summary>
    private async Task<System.Text.Json.Nodes.JsonNode[]> Reads(int before = 0)
    {
        var auditor = await app.As("auditor");
        var found = await auditor.Done(HttpSteps.Api + "/admin/audit/search?limit=200", new { });
        return [.. found["items"]!.AsArray().Where(one => (string)one!["class"]! == "personal"
            && ((string)one["what"]! == "getDocument" || ((string)one["what"]!).StartsWith(
                "GET /", StringComparison.Ordinal))).SkipLast(before)!];
    }
}

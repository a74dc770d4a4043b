using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: in a queue of more cases than a page looks at, nobody reads that nothing is left. Method: colleagues have
/// taken more of the most urgent cases than one reading of the queue has.
/// </summary>
public sealed class LongQueueTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const int Many = 56;

    [Fact]
    public async Task Who_takes_the_next_case_gets_it_behind_all_that_colleagues_have_taken()
    {
        var cases = await Filed(Many);
        var colleague = await app.As("officer.yunnan.2");
        foreach (var id in cases[..^1]) await colleague.Done($"{HttpSteps.Api}/applications/{id}/claim");
        using var browser = await Browser.As(app, StaffPageTable.CharterOfficer);
        var taken = await browser.Submit("/desk?service=vehicle.annualReview", "form[action='/desk/next']");
        Assert.Equal($"/desk/cases/{cases[^1]}?service=vehicle.annualReview",
            taken.Answer.Headers.Location!.ToString());
        foreach (var language in (string[])["zh-CN", "en"])
        {
            using var reader = await Browser.Inside(app, "officer.yunnan.2", language);
            PageSizeTests.IsSmall((await reader.Open("/desk")).Text);
            // All of one's own, page by page, each once.
            var (own, path) = (new List<string>(), "/desk?mine=1");
            for (var pages = 0; path is not null; pages++)
            {
                Assert.True(pages < 5, "no end");
                var page = await reader.Open(path);
                PageRules.Check(page);
                PageSizeTests.IsSmall(page.Text);
                own.AddRange(page.Document.QuerySelectorAll("main td a.big").Select(one => one.GetAttribute("href")!));
                path = page.Document.QuerySelector("main p > a.btn.second")?.GetAttribute("href");
            }
            Assert.Equal(cases[..^1].Select(id => "/desk/cases/" + id).Order(), own.Order());
        }
        var first = await browser.Open($"/desk/cases/{cases[0]}?service=vehicle.annualReview");
        Assert.Contains("共 50 件以上", first.Read(".crumb"), StringComparison.Ordinal);
        PageRules.Check(first);
    }

    /// <summary>The queue, the most urgent first, after so many annual reviews of new vehicles.</summary>
    private async Task<string[]> Filed(int count)
    {
        var (carrier, desk) = (await app.As(StaffPageTable.Carrier), await app.As(StaffPageTable.CharterOfficer));
        var own = (await carrier.Get(HttpSteps.Api + "/operators?mine=true"))["items"]![0]!;
        var licence = await carrier.Uploaded("vehicleLicenceFront");
        for (var n = 0; n < count; n++)
        {
            var vehicle = await desk.Done(HttpSteps.Api + "/vehicles", new
            {
                creditCode = (string)own["creditCode"]!, kind = "generalFreight",
                plate = FormattableString.Invariant($"云C{10_000 + n}"), plateColour = "yellow",
                vin = Vins.Of(700_000 + n), certificateNumber = FormattableString.Invariant($"5301{88_000_000 + n}"),
                authority = "530100", validFrom = "2023-03-01", reviewedOn = "2025-03-01",
            }, HttpStatusCode.Created);
            await carrier.Done($"{HttpSteps.Api}/vehicles/{(string)vehicle["id"]!}/applications", new
            {
                service = "vehicle.annualReview",
                form = new { contactName = "李示范", contactPhone = "13800000000", declared = true },
                materials = (object[])[new { kind = "vehicleLicenceFront", documentId = licence }],
            }, HttpStatusCode.Created);
        }
        var queue = await desk.Get(HttpSteps.Api + "/applications?queue=true&service=vehicle.annualReview&limit=200");
        return [.. queue["items"]!.AsArray().Select(one => (string)one!["id"]!)];
    }
}

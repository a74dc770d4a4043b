using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: several cases are accepted at once, and only those that an officer has looked at and whose checks are met.
/// </summary>
[Collection(Shared.Name)]
public sealed class BulkAcceptTests(RegistryApp app)
{
    [Fact]
    public async Task Cases_whose_materials_were_seen_are_accepted_together_and_each_has_its_receipt()
    {
        var (_, _, first) = await app.Renewal();
        var (_, _, second) = await app.Renewal();
        var (_, _, unseen) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        foreach (var id in (string[])[first, second])
            for (var n = 1; n <= 4; n++)
                using (await browser.Client.GetAsync($"/desk/cases/{id}/m/{n}")) { }
        var officer = await app.As(StaffPageTable.Officer);
        await Seen(officer, first);
        await Seen(officer, second);
        var page = await PageWith(browser, first);
        PageRules.Check(page);
        await PageWith(browser, second);
        Assert.Empty(page.Document.QuerySelectorAll($"input[name=case][value='{unseen}']"));
        var token = page.Document.QuerySelector("main input[name=token]")!.GetAttribute("value")!;
        var key = page.Document.QuerySelector("main input[name=key]")!.GetAttribute("value")!;
        var sent = await browser.Post("/desk/bulk",
        [
            new("token", token), new("key", key), new("case", first), new("case", unseen),
            new("version." + first, page.Document.QuerySelector($"[name='version.{first}']")!.GetAttribute("value")!),
        ]);
        PageRules.Check(sent);
        var receipts = sent.Read("main [role=status]");
        Assert.Contains("已受理 1 件", receipts, StringComparison.Ordinal);
        Assert.Contains("材料还没有看完", receipts, StringComparison.Ordinal);
        Assert.Equal("accepted", await StatusOf(officer, first));
        Assert.Equal("submitted", await StatusOf(officer, second));
        Assert.Equal("submitted", await StatusOf(officer, unseen));
    }

    [Fact]
    public async Task A_case_that_changed_since_it_was_seen_is_not_accepted()
    {
        var (_, _, id) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        for (var n = 1; n <= 4; n++)
            using (await browser.Client.GetAsync($"/desk/cases/{id}/m/{n}")) { }
        var officer = await app.As(StaffPageTable.Officer);
        await Seen(officer, id);
        var page = await PageWith(browser, id);
        var version = page.Document.QuerySelector($"[name='version.{id}']")!.GetAttribute("value")!;
        await officer.Done($"{HttpSteps.Api}/applications/{id}/claim");
        var sent = await browser.Post("/desk/bulk",
        [
            new("token", page.Document.QuerySelector("main input[name=token]")!.GetAttribute("value")!),
            new("key", Guid.NewGuid().ToString("N")), new("case", id), new("version." + id, version),
        ]);
        Assert.Contains("已受理 0 件", sent.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Equal("submitted", await StatusOf(officer, id));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_says_the_second_time_what_it_did_the_first()
    {
        var (_, _, id) = await app.Renewal();
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        for (var n = 1; n <= 4; n++)
            using (await browser.Client.GetAsync($"/desk/cases/{id}/m/{n}")) { }
        var officer = await app.As(StaffPageTable.Officer);
        await Seen(officer, id);
        var page = await PageWith(browser, id);
        KeyValuePair<string, string>[] form =
        [
            new("token", page.Document.QuerySelector("main input[name=token]")!.GetAttribute("value")!),
            new("key", page.Document.QuerySelector("main input[name=key]")!.GetAttribute("value")!), new("case", id),
            new("version." + id, page.Document.QuerySelector($"[name='version.{id}']")!.GetAttribute("value")!),
        ];
        var first = (await browser.Post("/desk/bulk", form)).Read("main [role=status]");
        Assert.Contains("已受理 1 件", first, StringComparison.Ordinal);
        Assert.Equal(first, (await browser.Post("/desk/bulk", form)).Read("main [role=status]"));
        form[1] = new("key", Guid.NewGuid().ToString("N")); // Another form, of the same case.
        var other = (await browser.Post("/desk/bulk", form)).Read("main [role=status]");
        Assert.Contains("已受理 0 件", other, StringComparison.Ordinal);
        Assert.Contains("✕", other, StringComparison.Ordinal);
    }

    /// <summary>The page of the list that has the case among those that are ready.</summary>
    private static async Task<PageSeen> PageWith(Browser browser, string id)
    {
        var page = await browser.Open("/desk/bulk");
        while (page.Document.QuerySelector($"input[name=case][value='{id}']") is null)
            page = await browser.Open(
                page.Document.QuerySelector("main a[href*='cursor=']")!.GetAttribute("href")!);
        return page;
    }

    private static async Task<string> StatusOf(HttpClient officer, string id) =>
        (string)(await officer.Get($"{HttpSteps.Api}/applications/{id}"))["status"]!;

    /// <summary>Waits until the audit has what was looked at.</summary>
    private static async Task Seen(HttpClient officer, string id)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var materials = (await officer.Get($"{HttpSteps.Api}/applications/{id}"))["materials"]!.AsArray();
            if (materials.All(one => one!["seenBy"]!.AsArray().Count > 0)) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("the audit does not have what was looked at");
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: the exam centre takes in a driver of an older register, and mends what is wrong.</summary>
[Collection(Shared.Name)]
public sealed class RailRecordTests(RegistryApp app)
{
    [Fact]
    public async Task A_driver_with_an_older_licence_is_registered_and_the_record_corrected_by_two()
    {
        using var centre = await Browser.As(app, StaffPageTable.Centre);
        const string form = "main form";
        (string, string)[] typed =
        [
            ("name", "张老"), ("identityNumber", Cases.CitizenNumber()), ("validFrom", "2020-04-01"),
            ("validTo", "2026-03-31"),
        ];
        var wrong = await centre.Submit("/desk/rail-register/driver", form, [.. typed, ("classes", "J5 X9")]);
        Assert.Contains("X9", wrong.Read("#classes-fault"), StringComparison.Ordinal);
        Assert.Equal("张老", wrong.Document.QuerySelector("#name")!.GetAttribute("value"));
        PageRules.Check(wrong);
        var made = await centre.Submit(wrong, form, [.. typed, ("classes", "J5")]);
        var record = await centre.Follow(made);
        PageRules.Check(record);
        Assert.Contains("J5", record.Read("main .facts"), StringComparison.Ordinal);

        var path = made.Answer.Headers.Location!.ToString();
        var number = "RL-" + Guid.NewGuid().ToString("N")[..12].ToUpperInvariant();
        var unsaid = await centre.Submit(path + "/correct", form, ("number", number), ("classes", "J6"));
        Assert.NotEmpty(unsaid.Document.QuerySelectorAll("#errors a[href='#reason']"));
        Assert.Equal("J6", unsaid.Document.QuerySelector("#classes")!.GetAttribute("value"));
        PageRules.Check(unsaid);
        await centre.Follow(await centre.Submit(
            unsaid, form, ("number", number), ("classes", "J6"), ("reason", "录入错误")));
        Assert.Contains("录入错误", (await centre.Open("/desk/approvals")).Text, StringComparison.Ordinal);
    }
}

/// <summary>Goal: everybody sees the own uploads, and removes those that nothing names.</summary>
[Collection(Shared.Name)]
public sealed class OwnDocumentTests(RegistryApp app)
{
    [Fact]
    public async Task An_upload_that_nothing_names_is_removed_and_one_that_is_handed_in_stays()
    {
        var (holder, _, _) = await app.Renewal();
        var spare = await holder.Uploaded("portraitPhoto");
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/account/documents");
        PageRules.Check(page);
        using (var picture = await browser.Client.GetAsync("/account/documents/" + spare))
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        var left = await browser.Follow(
            await browser.Submit(page, $"form[action='/account/documents/{spare}/remove']"));
        Assert.DoesNotContain(spare, left.Text, StringComparison.Ordinal);
        var used = left.Document.QuerySelectorAll("form[action$='/remove']")[0].GetAttribute("action")!;
        var kept = await browser.Submit(left, $"form[action='{used}']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kept.Status);
        Assert.NotNull(kept.Document.QuerySelector("#errors"));
        PageRules.Check(kept);
        using var stranger = await Browser.As(app, "driver.1");
        Assert.Equal(HttpStatusCode.NotFound,
            (await stranger.Open("/account/documents/" + used.Split('/')[3])).Status);
    }
}

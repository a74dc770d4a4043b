using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: what an officer records at the roadside is read by those whom it concerns, who object to it and read the
/// answer; nothing typed or uploaded is lost on the way.
/// </summary>
[Collection(Shared.Name)]
public sealed class ContestTests(RegistryApp app)
{
    [Fact]
    public async Task An_officer_records_what_was_found_and_hands_the_driver_a_slip()
    {
        var c = await Charter.New(app);
        var plate = (string)(await c.Carrier.Get($"{HttpSteps.Api}/vehicles/{c.VehicleId}"))["plate"]!;
        using var browser = await Browser.Inside(app, "enforcement.yunnan");
        var found = await browser.Submit("/road", "form[action='/road']", ("plate", plate), ("purpose", "RoadCheck"));
        var form = await browser.Submit(found, "form[action='/road/findings/new']", ("step", "begin"));
        Assert.Equal(plate, form.Document.QuerySelector("#plate")!.GetAttribute("value"));
        PageRules.Check(form);

        var again = await browser.Step(form, "send", [("finding", "DriverDiffers"), ("note", " ")], ["documentIds"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.NotEmpty(again.Document.QuerySelectorAll("#errors a[href='#note']"));
        Assert.Single(again.Document.QuerySelectorAll("input[type=hidden][name=documentIds]")); // Uploaded once.
        Assert.NotNull(again.Document.QuerySelector("#finding-DriverDiffers[checked]"));
        PageRules.Check(again);

        var record = await browser.Follow(await browser.Step(again, "send", [("note", "驾驶员与凭证不符")]));
        Assert.Contains("已记录", record.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Contains("驾驶员与凭证不符", record.Read("main .facts"), StringComparison.Ordinal);
        PageRules.Check(record);
        var path = record.Answer.RequestMessage!.RequestUri!.AbsolutePath;
        var slip = await browser.Open(path + "/slip.pdf");
        Assert.Equal("application/pdf", slip.Answer.Content.Headers.ContentType!.MediaType);
        using var picture = await browser.Client.GetAsync(path + "/d/1");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains(plate, (await browser.Open("/road/findings")).Read("main .list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_names_what_it_lacks()
    {
        using var browser = await Browser.Inside(app, "enforcement.yunnan", "en");
        var page = await browser.Step(await browser.Open("/road/findings/new"), "send", [("note", "seen")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        foreach (var field in (string[])["finding", "plate"])
            Assert.NotEmpty(page.Document.QuerySelectorAll($"#errors a[href='#{field}']"));
        PageRules.Check(page);
    }

    [Fact]
    public async Task Carrier_and_driver_read_it_the_carrier_objects_and_the_desk_answers()
    {
        var c = await Charter.New(app);
        var (trip, _) = await c.TripIn("received");
        var display = await c.Drivers[0].Get($"{Charter.Trips}/{trip}/display");
        var enforcement = await app.As("enforcement.yunnan");
        var id = (string)(await enforcement.Done(HttpSteps.Api + "/roadside-findings", new
        {
            token = (string)display["qr"]!, finding = "contractMissing", note = "未随车携带合同",
        }, HttpStatusCode.Created))["id"]!;

        using var driver = await Browser.AsToken(app, c.Drivers[0]);
        Assert.Contains("未携带包车合同", (await driver.Open("/my/findings")).Read("main .list"), StringComparison.Ordinal);
        var read = await driver.Open("/my/findings/" + id);
        PageRules.Check(read);
        Assert.Contains(read.Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href") == "/my/objections?about=" + id);
        using var stranger = await Browser.As(app, "driver.1");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open("/my/findings/" + id)).Status);

        using var carrier = await Browser.AsToken(app, c.Carrier);
        PageRules.Check(await carrier.Open("/fleet/findings"));
        PageRules.Check(await carrier.Open("/fleet/findings/" + id));
        var form = await carrier.Open("/fleet/objections?about=" + id);
        Assert.Contains("路检记录", form.Read("main section"), StringComparison.Ordinal);
        var again = await carrier.Step(form, "send", [("text", " ")], ["documentIds"]);
        Assert.NotEmpty(again.Document.QuerySelectorAll("#errors a[href='#text']"));
        var filed = await carrier.Follow(await carrier.Step(again, "send", [("text", "合同在车上，见照片")]));
        Assert.Contains("合同在车上，见照片", filed.Read("main .list"), StringComparison.Ordinal);
        PageRules.Check(filed);

        using var officer = await Browser.AsToken(app, c.Officer);
        Assert.Contains("合同在车上，见照片",
            (await officer.Open("/desk/objections")).Read("main .list"), StringComparison.Ordinal);
        PageRules.Check(await officer.Open("/desk/findings/" + id));
        var objection = (string)(await c.Carrier.Get(HttpSteps.Api + "/objections?mine=true"))["items"]![0]!["id"]!;
        var case1 = await officer.Open("/desk/objections/" + objection);
        Assert.Contains("还有", case1.Read("main .chip"), StringComparison.Ordinal);
        PageRules.Check(case1);
        using (var proof = await officer.Client.GetAsync($"/desk/objections/{objection}/d/1"))
            Assert.Equal("image/png", proof.Content.Headers.ContentType!.MediaType);
        const string act = "main form";
        var answer = $"/desk/objections/{objection}/answer";
        var without = await officer.Submit(answer, act, ("text", "照片看不清"));
        Assert.NotEmpty(without.Document.QuerySelectorAll("#errors a[href='#upheld']"));
        Assert.Contains("照片看不清", without.Read("#text"), StringComparison.Ordinal);
        PageRules.Check(without);
        var answered = await officer.Follow(
            await officer.Submit(without, act, ("upheld", "notUpheld"), ("text", "照片看不清")));
        Assert.Contains("异议不成立", answered.Read("main .row .chip"), StringComparison.Ordinal);
        Assert.Contains(
            "照片看不清", (await carrier.Open("/fleet/objections")).Read("main .list"), StringComparison.Ordinal);
    }
}

using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a licence on its holder's screen has a code and digits that change, and nothing to show when it is worth
/// nothing; and everybody has what the registry holds about them.
/// </summary>
[Collection(Shared.Name)]
public sealed class ShowTests(RegistryApp app)
{
    [Fact]
    public async Task A_certificate_is_shown_with_digits_that_an_officer_compares_until_it_is_cancelled()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var path = $"/my/certificates/{id}/show";
        Assert.Contains((await browser.Open("/my/certificates/" + id)).Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href") == path);
        var shown = await browser.Open(path);
        PageRules.Check(shown);
        Assert.Contains("有效", shown.Read("h1"), StringComparison.Ordinal);
        Assert.Matches("^[0-9]{6}$", shown.Read("#digits").Replace(" ", "", StringComparison.Ordinal));
        var slots = await Slots(browser, $"/my/certificates/{id}/proof");
        var slot = Assert.Single(slots)!;
        Assert.Matches("^[0-9]{6}$", (string)slot["code"]!);
        Assert.InRange((int)slot["left"]!, 0, 30_000);
        using var stranger = await Browser.As(app, "driver.1");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(path)).Status);

        await (await app.As("officer.henan")).Done(
            $"{HttpSteps.Api}/certificates/{id}/cancel", new { ground = "authority", reason = "测试" });
        var over = await browser.Open(path);
        PageRules.Check(over);
        Assert.StartsWith("✕", over.Read("h1"), StringComparison.Ordinal);
        Assert.Null(over.Document.QuerySelector("#qr"));
        using var gone = await browser.Client.GetAsync($"/my/certificates/{id}/proof");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_vehicle_and_a_railway_licence_are_shown_as_well()
    {
        var carrier = await app.As("operator.demo");
        var bus = (await carrier.Get(HttpSteps.Api + "/vehicles?mine=true"))["items"]![0]!;
        using var fleet = await Browser.AsToken(app, carrier, "en");
        var shown = await fleet.Open($"/fleet/vehicles/{bus["id"]}/show");
        PageRules.Check(shown);
        Assert.Equal((string)bus["plate"]!, shown.Read("main .plate"));
        Assert.Single(await Slots(fleet, $"/fleet/vehicles/{bus["id"]}/proof"));

        var (driver, railId) = await (await Railway.New(app)).Driver();
        using var rail = await Browser.AsToken(app, driver);
        PageRules.Check(await rail.Open("/my/rail"));
        var licence = await rail.Open($"/my/rail/{railId}/show");
        PageRules.Check(licence);
        Assert.Contains("J5", licence.Read("dl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phone_that_received_a_trip_gets_codes_ahead_and_another_one_does_not()
    {
        var c = await Charter.New(app);
        var id = (string)(await c.Filed())["id"]!;
        await c.Carrier.Done($"{HttpSteps.Api}/trips/{id}/issue", new { });
        using var phone = await Browser.AsToken(app, c.Drivers[0]);
        await phone.Follow(await phone.Submit("/my/trips/" + id, "form[action$='/receive']"));
        var ahead = await Slots(phone, $"/my/trips/{id}/proof");
        Assert.Equal(10, ahead.Count);
        Assert.Equal(10, ahead.Select(slot => (string)slot!["path"]!).Distinct().Count());
        Assert.All(ahead.Zip(ahead.Skip(1)), pair => Assert.InRange(
            (int)pair.Second!["left"]! - (int)pair.First!["left"]!, 29_000, 31_000));

        using var other = app.Anonymous();
        var session = await other.Done(HttpSteps.Api + "/sessions", new
        {
            userName = (string)(await c.Drivers[0].Get(HttpSteps.Api + "/me"))["userName"]!,
            password = RegistryApp.OwnPassword,
        });
        other.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        using var second = await Browser.AsToken(app, other);
        Assert.Single(await Slots(second, $"/my/trips/{id}/proof"));
        // What is saved for when there is no signal names the plate: other provinces know it by that.
        var display = await c.Drivers[0].Get($"{HttpSteps.Api}/trips/{id}/display");
        var said = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(((string)display["token"]!).Split('.')[1]));
        Assert.Contains(
            $"\"p\":\"{display["trip"]!["vehicle"]!["plate"]}\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_has_what_is_held_about_them_as_one_file()
    {
        var (holder, id) = await app.Holder();
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/account/export");
        PageRules.Check(page);
        var file = await browser.Submit(page, "main form");
        Assert.Equal("application/json", file.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains($"\"{id}\"", file.Text, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(file.Text)!["certificates"]);
    }

    private static async Task<JsonArray> Slots(Browser browser, string path)
    {
        using var answer = await browser.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["slots"]!.AsArray();
    }
}

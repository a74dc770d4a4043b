using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Licences to carry: as a card, on a screen, and what a stranger reads off them.</summary>
[Collection(Shared.Name)]
public sealed class CardTests(RegistryApp app)
{
    [Theory]
    [InlineData("")]
    [InlineData("?layout=phone")]
    [InlineData("?layout=a4")]
    public async Task A_holder_has_the_certificate_as_a_card_in_every_format(string layout)
    {
        var (driver, id) = await Certificate();
        foreach (var (ending, type) in new[]
        {
            ("pdf", "application/pdf"), ("svg", "image/svg+xml"), ("png", "image/png"),
        })
        {
            using var card = await driver.GetAsync($"{HttpSteps.Api}/certificates/{id}/card.{ending}{layout}");
            await card.Is(HttpStatusCode.OK);
            Assert.Equal(type, card.Content.Headers.ContentType!.MediaType);
        }
        using var wrong = await driver.GetAsync($"{HttpSteps.Api}/certificates/{id}/card.svg?layout=a3");
        await wrong.Problem(400, "MALFORMED");
        using var other = await (await app.NewAccount()).GetAsync($"{HttpSteps.Api}/certificates/{id}/card.svg");
        Assert.Contains((int)other.StatusCode, new[] { 403, 404 });
    }

    [Fact]
    public async Task The_screen_of_a_holder_and_its_scan_say_the_same()
    {
        var (driver, id) = await Certificate();
        var screen = await driver.Get($"{HttpSteps.Api}/certificates/{id}/display");
        Assert.Equal(("valid", "practitionerCertificate", id),
            ((string)screen["state"]!, (string)screen["credential"]!, (string)screen["certificate"]!["id"]!));
        using var stranger = app.Anonymous();
        var verdict = await stranger.Get(
            $"{HttpSteps.Api}/verify/{((string)screen["qr"]!).Split("/v/")[1]}");
        Assert.Equal(("valid", true, (string)screen["proof"]!["code"]!), ((string)verdict["result"]!,
            (bool)verdict["display"]!["fresh"]!, (string)verdict["display"]!["code"]!));
        await (await app.As("officer.yunnan")).Done($"{HttpSteps.Api}/certificates/{id}/cancel",
            new { ground = "authority", reason = "不再符合条件" });
        var after = await driver.Get($"{HttpSteps.Api}/certificates/{id}/display");
        Assert.Equal("revoked", (string)after["state"]!);
        Assert.Null(after["token"]);
        using var card = await driver.GetAsync($"{HttpSteps.Api}/certificates/{id}/card.pdf");
        await card.Problem(422, "CERT_CANCELLED");
    }

    [Fact]
    public async Task A_carrier_shows_the_certificate_of_a_vehicle()
    {
        var fleet = await Fleet.New(app);
        var id = (string)(await fleet.Vehicle())["id"]!;
        var svg = await fleet.Operator.GetStringAsync(
            new Uri($"{HttpSteps.Api}/vehicles/{id}/card.svg", UriKind.Relative));
        Assert.Contains("中华人民共和国道路运输证", svg, StringComparison.Ordinal);
        var screen = await fleet.Operator.Get($"{HttpSteps.Api}/vehicles/{id}/display");
        Assert.Equal("vehicleCertificate", (string)screen["credential"]!);
        Assert.NotNull(screen["proof"]);
    }

    [Fact]
    public async Task A_plate_on_paper_prints_and_its_code_says_that_the_paper_counts()
    {
        var c = await Charter.New(app);
        var (id, _) = await c.TripIn("paper");
        var svg = await c.Carrier.GetStringAsync(
            new Uri($"{Charter.Trips}/{id}/certificate.svg", UriKind.Relative));
        Assert.Contains("省际包车客运标志牌 ", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("（电子）", svg, StringComparison.Ordinal);
        var token = svg.Split("/v/")[1].Split('<')[0].Trim();
        using var stranger = app.Anonymous();
        Assert.Equal("paperOnly", (string)(await stranger.Get($"{HttpSteps.Api}/verify/{token}"))["result"]!);
    }

    private async Task<(HttpClient Driver, string Id)> Certificate()
    {
        var c = await Charter.New(app);
        var driver = c.Drivers[0];
        return (driver, (string)(await driver.Get($"{HttpSteps.Api}/certificates?mine=true"))["items"]![0]!["id"]!);
    }
}

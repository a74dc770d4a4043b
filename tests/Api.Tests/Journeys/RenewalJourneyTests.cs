using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Journeys;

/// <summary>
/// Goal: the whole way, as people go it. Method: a program of its own, since its clock is moved: a holder renews from
/// sign-in to the new document, and another one forgets to.
/// </summary>
public sealed class RenewalJourneyTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task One_renews_in_time_and_one_forgets()
    {
        var holder = await app.As("driver.1");
        var officer = await app.As("officer.henan");
        var certificate = await app.CertificateOf("driver.1");
        var forgotten = await app.CertificateOf("driver.2");

        var application = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { serviceUnit = "郑州宏达货运有限公司" },
            materials = await holder.RenewalMaterials(), delivery = "pickUp",
        }, HttpStatusCode.Created);
        var desk = $"{HttpSteps.Api}/applications/{application["id"]}";
        Assert.Equal("2026-02-24", (string)application["acceptBy"]!);

        await officer.Done(desk + "/claim");
        var accepted = await officer.Done(desk + "/accept");
        Assert.Equal("2026-02-25", (string)accepted["decideBy"]!);
        await holder.Refused(desk + "/withdraw", 409, "ALREADY_ACCEPTED");
        Assert.Equal("approved", (string)(await officer.Done(desk + "/approve"))["status"]!);
        var renewed = await holder.Get($"{HttpSteps.Api}/certificates/{certificate}");
        Assert.Equal("2032-02-29", ValidTo(renewed)); // Filed in time: six years from 2026-03-01; 2032 is a leap year.
        Assert.Equal("valid", (string)renewed["status"]!);
        var ready = await officer.Done(desk + "/ready");
        Assert.Equal("2026-03-13", (string)ready["pickUpBy"]!);
        Assert.Equal("delivered", (string)(await officer.Done(desk + "/deliver"))["status"]!);

        await Moves("2026-02-28T23:59:59+08:00");
        Assert.Equal("valid", await Status("driver.1", certificate));
        await Moves("2026-08-20T00:00:00+08:00");
        Assert.Equal("expired", await Status("driver.2", forgotten));
        await Moves("2026-12-01T00:00:00+08:00");
        Assert.Equal("cancelled", await Status("driver.2", forgotten));
        var lapsed = await (await app.As("driver.2")).Get($"{HttpSteps.Api}/certificates/{forgotten}");
        Assert.Equal("lapsed", (string)lapsed["statusReason"]!);
        Assert.Equal("valid", await Status("driver.1", certificate));
        await (await app.As("driver.2")).Refused(
            $"{HttpSteps.Api}/certificates/{forgotten}/applications",
            422,
            "CERT_CANCELLED",
            new { service = "certificate.renewal", form = new { } });
        var notices = await (await app.As("driver.2")).Get(HttpSteps.Api + "/me/notices");
        Assert.Contains(notices["items"]!.AsArray(), notice => (string)notice!["kind"]! == "cancelled");

        await app.Anonymous().Refused(
            "/dev/clock", 400, "MALFORMED", new { to = "2026-01-01T00:00:00+08:00" }); // Never back.
        await app.Anonymous().Refused(
            "/dev/clock", 400, "MALFORMED", new { to = "2027-01-01T00:00:00" });       // No offset.
    }

    private static string ValidTo(JsonNode certificate) => (string)certificate["validTo"]!;

    private async Task Moves(string to)
    {
        var moved = await app.Anonymous().Done("/dev/clock", new { to });
        Assert.Equal(DateTimeOffset.Parse(to, null), (DateTimeOffset)moved["now"]!);
    }

    private async Task<string> Status(string driver, string certificate) =>
        (string)(await (await app.As(driver)).Get($"{HttpSteps.Api}/certificates/{certificate}"))["status"]!;
}

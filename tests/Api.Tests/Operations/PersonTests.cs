using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: facts about a person reach every certificate at once, and a correction undoes exactly what they caused.
/// </summary>
[Collection(Shared.Name)]
public sealed class PersonTests(RegistryApp app)
{
    [Fact]
    public async Task A_death_cancels_and_its_correction_restores()
    {
        var certificate = await app.Certificate();
        var (id, person) = ((string)certificate["id"]!, (string)certificate["holder"]!["id"]!);
        var officer = await app.As("officer.henan");
        var recorded = await officer.Done($"{HttpSteps.Api}/persons/{person}/death", new { on = "2026-02-12" });
        var fact = (string)recorded["death"]!["id"]!;
        var after = await officer.Get($"{HttpSteps.Api}/certificates/{id}");
        Assert.Equal("cancelled", (string)after["status"]!);
        Assert.Equal("death", (string)after["statusReason"]!);
        await officer.Refused(
            $"{HttpSteps.Api}/persons/{person}/facts/{fact}/correct", 400, "MALFORMED", new { reason = "" });
        await officer.Done($"{HttpSteps.Api}/persons/{person}/facts/{fact}/correct", new { reason = "同名误登" });
        await officer.Refused(
            $"{HttpSteps.Api}/persons/{person}/facts/{fact}/correct", 404, "NOT_FOUND", new { reason = "again" });
        var status = "";
        for (var tries = 0; tries < 100
            && status != "valid"; tries++, await Task.Delay(50)) // A consequence: soon, not at once.
            status = (string)(await officer.Get($"{HttpSteps.Api}/certificates/{id}"))["status"]!;
        Assert.Equal("valid", status);
    }

    [Fact]
    public async Task A_revoked_driving_licence_ends_a_drivers_certificate()
    {
        var certificate = await app.Certificate();
        var person = (string)certificate["holder"]!["id"]!;
        var officer = await app.As("officer.henan");
        await officer.Done($"{HttpSteps.Api}/persons/{person}/driving-licence",
            """{"state":"revoked","class":"A2","on":"2026-02-10"}""");
        var after = await officer.Get($"{HttpSteps.Api}/certificates/{certificate["id"]}");
        Assert.Equal("drivingLicenceLost", (string)after["statusReason"]!);
    }

    [Fact]
    public async Task An_identity_change_shows_on_the_certificate()
    {
        var certificate = await app.Certificate();
        var person = (string)certificate["holder"]!["id"]!;
        var officer = await app.As("officer.henan");
        var asked = await officer.Done($"{HttpSteps.Api}/persons/{person}/identity-change",
            new
            {
                name = "新名字",
                identityKind = "citizenId",
                identityNumber = (string)certificate["certificateNumber"]!,
            }, System.Net.HttpStatusCode.Accepted);
        await (await app.As("officer.henan.2")).Done($"{HttpSteps.Api}/approvals/{asked["approvalId"]}/confirm");
        Assert.Equal(
            "新名字",
            (string)(await officer.Get($"{HttpSteps.Api}/certificates/{certificate["id"]}"))["holder"]!["name"]!);
    }

    [Theory]
    [InlineData("death", """{"on":"2026-02-14"}""", "on")]
    [InlineData("death", """{"on":"1900-01-01"}""", "on")]
    [InlineData("driving-licence", """{"state":"lost","on":"2026-02-10"}""", "state")]
    [InlineData("driving-licence", """{"state":"valid","class":"A-2","on":"2026-02-10"}""", "class")]
    public async Task What_cannot_be_is_malformed(string what, string body, string field)
    {
        var certificate = await app.Certificate();
        var path = $"{HttpSteps.Api}/persons/{certificate["holder"]!["id"]}/{what}";
        Assert.NotNull((await (await app.As("officer.henan")).Refused(path, 400, "MALFORMED", body))["errors"]![field]);
    }

    [Theory]
    [InlineData("death", """{"on":"2026-02-12"}""")]
    [InlineData("driving-licence", """{"state":"suspended","on":"2026-02-12"}""")]
    [InlineData("identity-change", """{"name":"X","identityNumber":"11010519491231002X"}""")]
    [InlineData("facts/P-0.f1/correct", """{"reason":"x"}""")]
    public async Task Facts_are_for_officers_of_the_authority(string what, string body)
    {
        var certificate = await app.Certificate();
        var person = (string)certificate["holder"]!["id"]!;
        await (await app.As("officer.yunnan")).Refused(
            $"{HttpSteps.Api}/persons/{person}/{what}", 403, "OTHER_AUTHORITY", body);
        await (await app.As("driver.1")).Refused($"{HttpSteps.Api}/persons/{person}/{what}", 403, "NOT_ALLOWED", body);
        await (await app.As("officer.henan")).Refused(
            $"{HttpSteps.Api}/persons/P-0000000000000000/{what}", 404, "NOT_FOUND", body);
        await (await app.As("officer.henan")).Refused(
            $"{HttpSteps.Api}/persons/{certificate["id"]}/{what}", 404, "NOT_FOUND", body);
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: who may read and register certificates, and what the authority does with them, per operation.
/// </summary>
[Collection(Shared.Name)]
public sealed class CertificateTests(RegistryApp app)
{
    private const string Certificates = HttpSteps.Api + "/certificates";

    [Fact]
    public async Task A_holder_sees_the_own_certificate_with_the_number_masked()
    {
        var holder = await app.As("driver.1");
        var certificate = await holder.Get($"{Certificates}/{await app.CertificateOf("driver.1")}");
        Assert.Equal("freightDriver", (string)certificate["kind"]!);
        Assert.Equal("valid", (string)certificate["status"]!);
        Assert.Equal("4101************15", (string)certificate["holder"]!["identityNumber"]!);
        Assert.Equal("2026-02-28", (string)certificate["validTo"]!);
        Assert.Equal("2026-01-29", (string)certificate["renewal"]!["opensOn"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/history")]
    [InlineData("/timeline")]
    public async Task Reading_is_for_the_holder_and_the_authority(string what)
    {
        var path = $"{Certificates}/{await app.CertificateOf("driver.1")}{what}";
        await Refuses("driver.2", path, 404, "NOT_FOUND");
        await Refuses("officer.yunnan", path, 403, "OTHER_AUTHORITY");
        await Refuses("admin", path, 403, "NOT_ALLOWED");
        await Refuses("enforcement.yunnan", path, 403, "NOT_ALLOWED");
        await (await app.As("officer.henan")).Get(path);
        await (await app.As("driver.1")).Get(path);
    }

    [Theory]
    [InlineData("Q-0000000000000000")]
    [InlineData("P-0000000000000000")]
    [InlineData("q-lower")]
    [InlineData("410185198206150015")]
    [InlineData("..%2F..")]
    public async Task What_is_no_certificate_is_not_found(string id) =>
        await Refuses("officer.henan", $"{Certificates}/{id}", 404, "NOT_FOUND");

    [Fact]
    public async Task The_list_is_paged_and_only_the_own()
    {
        var (holder, id) = await app.Holder();
        var list = await holder.Get(Certificates + "?mine=true&limit=1");
        Assert.Equal(id, (string)list["items"]![0]!["id"]!);
        Assert.True(list.AsObject().ContainsKey("next"));
        Assert.Null(list["next"]);
        await Refused(holder, Certificates, 400, "mine");
        await Refused(holder, Certificates + "?mine=perhaps", 400, "mine");
        await Refused(holder, Certificates + "?mine=true&limit=0", 400, "limit");
        await Refused(holder, Certificates + "?mine=true&limit=201", 400, "limit");
        await Refused(holder, Certificates + "?mine=true&cursor=Q-X", 400, "cursor");
        using var stranger = await app.NewAccount();
        using var answer = await stranger.GetAsync(new Uri(Certificates + "?mine=true", UriKind.Relative));
        await answer.Problem(403, "REAL_NAME_REQUIRED");
    }

    [Fact]
    public async Task The_history_says_who_when_and_by_which_rules_and_hides_phones()
    {
        var (holder, id) = await app.Holder();
        await holder.Done($"{Certificates}/{id}/applications", new
        {
            service = "certificate.renewal",
            form = new { phone = "13812345678" },
            materials = await holder.RenewalMaterials(),
        }, HttpStatusCode.Created);
        var history = await holder.Get($"{Certificates}/{id}/history?limit=1");
        var first = history["items"]![0]!;
        Assert.Equal("certificate.registered", (string)first["type"]!);
        Assert.Equal("http", (string)first["channel"]!);
        Assert.EndsWith("+08:00", (string)first["at"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)first["ruleVersion"]!);
        var second = await holder.Get($"{Certificates}/{id}/history?cursor={history["next"]}");
        var text = second.ToJsonString();
        Assert.Contains("application.submitted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", text, StringComparison.Ordinal);
        Assert.Contains("138****5678", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_is_created_and_has_an_address()
    {
        var officer = await app.As("officer.henan");
        using var answer = await officer.Post(Certificates, Cases.Row().ToJsonString());
        await answer.Is(HttpStatusCode.Created);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        var there = await officer.Get(answer.Headers.Location!.ToString());
        Assert.Equal((string)(await answer.Json())["id"]!, (string)there["id"]!);
    }

    [Fact]
    public async Task A_registration_names_every_fault_by_its_path()
    {
        var officer = await app.As("officer.henan");
        var row = Cases.Row(validFrom: "2026-02-14"); // Tomorrow.
        var problem = await officer.Refused(Certificates, 400, "MALFORMED", row.ToJsonString());
        Assert.NotNull(problem["errors"]!["validFrom"]);
        row = Cases.Row();
        row["holder"]!["identityNumber"] = "410185198506151230";
        problem = await officer.Refused(Certificates, 400, "IDENTIFIER_INVALID", row.ToJsonString());
        Assert.NotNull(problem["errors"]!["holder.identityNumber"]);
        await officer.Refused(Certificates, 403, "OTHER_AUTHORITY", Cases.Row(authority: "530100").ToJsonString());
        var known = Cases.Row();
        await officer.Done(Certificates, known.ToJsonString(), HttpStatusCode.Created);
        await officer.Refused(Certificates, 409, "DUPLICATE", known.ToJsonString());
        known["holder"]!["name"] = "另一人";
        problem = await officer.Refused(Certificates, 422, "IDENTITY_CHECK_FAILED", known.ToJsonString());
        Assert.NotNull(problem["errors"]!["holder.name"]);
    }

    [Theory]
    [InlineData("violations", """{"points":3,"on":"2026-02-10"}""")]
    [InlineData("education", """{"hours":18,"on":"2026-02-10"}""")]
    [InlineData("cancel", """{"ground":"authority","reason":"测试"}""")]
    public async Task What_the_authority_does_is_its_own(string what, string body)
    {
        var id = (string)(await app.Certificate())["id"]!;
        var path = $"{Certificates}/{id}/{what}";
        await (await app.As("officer.yunnan")).Refused(path, 403, "OTHER_AUTHORITY", body);
        await (await app.As("driver.1")).Refused(path, 403, "NOT_ALLOWED", body);
        await (await app.As("admin")).Refused(path, 403, "NOT_ALLOWED", body);
        var officer = await app.As("officer.henan");
        await officer.Refused($"{Certificates}/Q-0000000000000000/{what}", 404, "NOT_FOUND", body);
        await officer.Done(path, body);
    }

    [Fact]
    public async Task A_cancelled_certificate_says_so_and_takes_nothing_more()
    {
        var id = (string)(await app.Certificate())["id"]!;
        var officer = await app.As("officer.henan");
        var cancelled = await officer.Done($"{Certificates}/{id}/cancel", new { ground = "authority", reason = "测试" });
        Assert.Equal("cancelled", (string)cancelled["status"]!);
        Assert.Equal("authority", (string)cancelled["statusReason"]!);
        await officer.Done(
            $"{Certificates}/{id}/cancel", new { ground = "authority", reason = "again" }); // The same answer again.
        await officer.Refused(
            $"{Certificates}/{id}/violations", 422, "CERT_CANCELLED", new { points = 3, on = "2026-02-10" });
    }

    [Fact]
    public async Task Reassessment_needs_a_closed_cycle_and_a_kind_that_is_assessed()
    {
        var officer = await app.As("officer.henan");
        var id = (string)(await app.Certificate())["id"]!;
        await officer.Refused(
            $"{Certificates}/{id}/reassess", 409, "WRONG_STATE", new { cycle = 90, grade = "A", reason = "x" });
        await officer.Done($"{Certificates}/{id}/reassess", new { cycle = 1, grade = "AA", reason = "复核" });
        var escort = (string)(await app.Certificate("dangerousGoodsEscort"))["id"]!;
        await officer.Refused($"{Certificates}/{escort}/reassess",
            422,
            "KIND_NOT_COVERED",
            new { cycle = 1, grade = "AA", reason = "x" });
    }

    private async Task Refuses(string account, string path, int status, string code)
    {
        using var answer = await (await app.As(account)).GetAsync(new Uri(path, UriKind.Relative));
        await answer.Problem(status, code);
    }

    private static async Task Refused(HttpClient client, string path, int status, string field)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.NotNull((await answer.Problem(status, "MALFORMED"))["errors"]![field]);
    }
}

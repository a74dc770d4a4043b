using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>
/// Goal: the auditor sees who did what to whose data (T8, T10, H8). Method: each class of routes is walked by an
/// account of its own, and the auditor looks for exactly the records that the class promises.
/// </summary>
[Collection(Shared.Name)]
public sealed class AuditTests(RegistryApp app)
{
    [Theory]
    [InlineData("")]
    [InlineData("/history")]
    [InlineData("/timeline")]
    public async Task T8_H8_a_read_of_another_s_data_leaves_one_record_in_five_minutes(string part)
    {
        var id = (string)(await app.Certificate())["id"]!;
        var (officer, account) = await app.NewOfficer();
        for (var i = 0; i < 3; i++) await officer.Get($"{HttpSteps.Api}/certificates/{id}{part}");

        var record = Assert.Single(await app.Audited(new { by = account }));
        Assert.Equal("personal", (string)record["class"]!);
        Assert.Contains(id, record["about"]!.AsArray().Select(one => (string)one!));
        Assert.Equal("127.0.0.1", (string)record["network"]!);
        Assert.Equal(64, ((string)record["hash"]!).Length);
    }

    [Fact]
    public async Task T8_H8_who_looked_at_a_person_is_found_by_the_person()
    {
        var certificate = await app.Certificate();
        var (officer, account) = await app.NewOfficer();
        await officer.Get($"{HttpSteps.Api}/certificates/{certificate["id"]}");

        var found = await app.Audited(new { about = (string)certificate["holder"]!["id"]!, by = account });
        Assert.Equal("getCertificate", (string)Assert.Single(found)["what"]!);
    }

    [Fact]
    public async Task The_owner_s_reads_leave_nothing()
    {
        var driver = await app.As("driver.1");
        var certificate = (string)(await driver.Get($"{HttpSteps.Api}/certificates?mine=true"))["items"]![0]!["id"]!;
        var me = (string)(await driver.Get($"{HttpSteps.Api}/me"))["id"]!;
        var before = (await app.Audited(new { by = me })).Length;
        foreach (var path in new[]
        {
            $"/certificates/{certificate}", $"/certificates/{certificate}/history", "/me", "/me/notices",
            "/applications?mine=true", "/services", "/trips/current", "/me/documents",
        })
            await driver.Get(HttpSteps.Api + path);
        Assert.Equal(before, (await app.Audited(new { by = me })).Length);
    }

    [Fact]
    public async Task T8_H8_each_search_and_look_up_is_recorded_with_what_was_asked_and_found_and_no_number()
    {
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        var (officer, account) = await app.NewOfficer();
        for (var i = 0; i < 2; i++)
            await officer.Done($"{HttpSteps.Api}/search", new { kind = "certificate", identityNumber = number });
        var (enforcement, other) = await app.Newcomer(Roles.Enforcement, "41");
        await enforcement.Done($"{HttpSteps.Api}/lookup",
            new { certificateNumber = number, reason = "路检; by=nobody; lookup" });

        var searches = await app.Audited(new { by = account, what = "search" });
        Assert.Equal(2, searches.Length);
        var lookup = Assert.Single(await app.Audited(new { by = other, what = "lookup" }));
        Assert.All([.. searches, lookup], record =>
        {
            Assert.Contains((string)certificate["id"]!, record["about"]!.AsArray().Select(one => (string)one!));
            Assert.DoesNotContain(number, record.ToJsonString(), StringComparison.Ordinal);
        });
        // What was typed stays one member, whatever stands in it.
        Assert.Equal("路检; by=nobody; lookup", (string)lookup["criteria"]!["reason"]!);
    }

    [Fact]
    public async Task T10_H8_an_act_stands_there_with_its_refusal_and_each_time()
    {
        var (admin, account) = await app.Newcomer(Roles.Administrator);
        var officer = await admin.Done($"{HttpSteps.Api}/accounts/officers",
            new { userName = "a" + Guid.NewGuid().ToString("N")[..10], authority = "41", system = new[] { "road" } },
            HttpStatusCode.Created);
        await admin.Refused($"{HttpSteps.Api}/accounts/officers", 409, "DUPLICATE",
            new { userName = (string)officer["userName"]!, authority = "42", system = new[] { "road" } });
        await admin.Done($"{HttpSteps.Api}/admin/rules/reload", new { });

        var acts = await app.Audited(new { by = account });
        Assert.Equal(["reloadRules", "openOfficerAccount", "openOfficerAccount"], acts.Select(a => (string)a["what"]!));
        Assert.All(acts, act => Assert.Equal("act", (string)act["class"]!));
        Assert.Equal("DUPLICATE", (string?)acts[1]["refusal"]);
        Assert.Contains((string)officer["id"]!, acts[2]["about"]!.AsArray().Select(one => (string)one!));
    }

    [Fact]
    public async Task T10_a_sign_in_is_recorded_by_whom_it_let_in_and_without_a_secret()
    {
        var (_, account) = await app.NewOfficer();
        var auditor = await app.As("auditor");
        var found = await auditor.Done($"{HttpSteps.Api}/admin/audit/search", new { by = account, what = "signIn" });
        var record = Assert.Single(found["items"]!.AsArray())!;
        Assert.Null(record["criteria"]);
    }

    [Fact]
    public async Task T14_a_flood_of_refusals_is_one_line_a_minute_with_their_number()
    {
        var (officer, account) = await app.NewOfficer();
        var hidden = (string)(await app.Certificate())["id"]!;
        for (var i = 0; i < 150; i++)
        {
            using var denied = await officer.GetAsync(new Uri($"{HttpSteps.Api}/admin/parked", UriKind.Relative));
            await denied.Is(HttpStatusCode.Forbidden);
        }
        var (foreign, other) = await app.NewOfficer("53");
        using (var none = await foreign.GetAsync(new Uri($"{HttpSteps.Api}/certificates/{hidden}", UriKind.Relative)))
            Assert.True(none.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden);

        var lines = await app.Audited(new { by = account });
        Assert.InRange(lines.Length, 1, 2); // A minute may end meanwhile.
        Assert.Equal(150, lines.Sum(line => (int)line["count"]!));
        Assert.All(lines, line => Assert.Equal("refused", (string)line["class"]!));
        Assert.Equal("NOT_ALLOWED listParked",
            Assert.Single(lines[0]["counts"]!.AsObject().Select(one => one.Key)));
        Assert.Equal(1, (int)Assert.Single(await app.Audited(new { by = other }))["count"]!);
    }

    [Fact]
    public async Task T8_the_audit_is_the_auditor_s_alone_and_searching_it_is_an_act()
    {
        foreach (var account in new[] { "driver.1", "officer.henan", "admin", "centre", "nra", "enforcement.yunnan" })
            await (await app.As(account)).Refused($"{HttpSteps.Api}/admin/audit/search", 403, "NOT_ALLOWED", new { });
        var marker = "Q-" + Guid.NewGuid().ToString("N");
        Assert.Empty(await app.Audited(new { about = marker }));
        var found = await app.Audited(new { what = "searchAudit" });
        Assert.Contains(found, one => (string?)one["criteria"]?["about"] == marker);
    }

    [Theory]
    [InlineData("""{"about":""}""")]
    [InlineData("""{"from":"2026-02-13T09:00:00+08:00","to":"2026-02-12T09:00:00+08:00"}""")]
    [InlineData("""{"from":"yesterday"}""")]
    [InlineData("""{"who":"a1"}""")]
    public async Task What_cannot_be_searched_for_is_malformed(string body)
    {
        var auditor = await app.As("auditor");
        using var answer = await auditor.Post($"{HttpSteps.Api}/admin/audit/search", body);
        await answer.Is(HttpStatusCode.BadRequest);
    }
}

using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: search and look-up inside their reach, numbers for those who run it, and nobody's number in the log.
/// </summary>
[Collection(Shared.Name)]
public sealed class OperationsTests(RegistryApp app)
{
    [Fact]
    public async Task A_search_stays_inside_the_officers_reach()
    {
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        var body = new { kind = "freightDriver", identityNumber = number };
        var found = await (await app.As("officer.henan")).Done(HttpSteps.Api + "/search", body);
        Assert.Equal((string)certificate["id"]!, (string)found["items"]![0]!["id"]!);
        Assert.Empty(
            (await (await app.As("officer.yunnan")).Done(HttpSteps.Api + "/search", body))["items"]!.AsArray());
        var expiring = await (await app.As("officer.henan")).Done(HttpSteps.Api + "/search?limit=200",
            new { kind = "certificate", name = "测试", expiring = new { from = "2026-02-28", to = "2026-02-28" } });
        Assert.Contains((string)certificate["id"]!, expiring.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"certificate"}""", "$")]
    [InlineData("""{"kind":"boat","name":"x"}""", "kind")]
    [InlineData("""{"name":"x"}""", "kind")]
    [InlineData("""{"kind":"certificate","expiring":"soon"}""", "expiring")]
    [InlineData("""{"kind":"certificate","expiring":{"from":"2026-02-30"}}""", "expiring.from")]
    [InlineData("""{"kind":"certificate","expiring":{"from":"2026-03-02","to":"2026-03-01"}}""", "expiring")]
    public async Task A_search_that_says_nothing_is_malformed(string body, string field)
    {
        var officer = await app.As("officer.henan");
        var problem = await officer.Refused(HttpSteps.Api + "/search", 400, "MALFORMED", body);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task Enforcement_looks_up_by_number_and_says_why()
    {
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        var enforcement = await app.As("enforcement.yunnan");
        var found = await enforcement.Done(HttpSteps.Api + "/lookup", new
        {
            identityNumber = number, reason = "核查", purpose = "case", caseNumber = "案2026-1",
        });
        var view = found["items"]![0]!;
        Assert.Equal("valid", (string)view["status"]!);
        Assert.Contains("*", (string)view["holder"]!["identityNumber"]!, StringComparison.Ordinal);
        Assert.Null(view["openApplication"]);
        await enforcement.Refused(HttpSteps.Api + "/lookup", 400, "MALFORMED", new { identityNumber = number });
        await enforcement.Refused(HttpSteps.Api + "/lookup", 400, "MALFORMED", new { reason = "路检" });
        await enforcement.Refused(
            HttpSteps.Api + "/lookup", 400, "MALFORMED", new { identityNumber = number, reason = " " });
    }

    /// <summary>Full width, lower case, spaces (rules.md H.23).</summary>
    [Fact]
    public async Task A_number_is_searched_and_looked_up_in_any_usual_writing()
    {
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        string[] writings =
        [
            $" {number[..6]} {number[6..14]} {number[14..]}", number.ToLowerInvariant(),
            string.Concat(number.Select(c => (char)(c + 0xFEE0))),
        ];
        var (officer, enforcement) = (await app.As("officer.henan"), await app.As("enforcement.yunnan"));
        foreach (var written in writings)
        {
            foreach (object body in (object[])[
                new { kind = "certificate", identityNumber = written },
                new { kind = "certificate", certificateNumber = written }])
                Assert.Equal((string)certificate["id"]!, (string)Assert.Single(
                    (await officer.Done(HttpSteps.Api + "/search", body))["items"]!.AsArray())!["id"]!);
            foreach (object body in (object[])[
                new { reason = "核查", purpose = "case", caseNumber = "C-1", identityNumber = written },
                new { reason = "核查", purpose = "case", caseNumber = "C-1", certificateNumber = written }])
                Assert.Equal((string)certificate["id"]!, (string)Assert.Single(
                    (await enforcement.Done(HttpSteps.Api + "/lookup", body))["items"]!.AsArray())!["id"]!);
        }
    }

    [Fact]
    public async Task Nobodys_number_is_in_the_log()
    {
        var (holder, certificate, id) = await app.Renewal();
        var number = (string)(await holder.Get(HttpSteps.Api + "/me"))["realName"]!["identityNumber"]!;
        await (await app.As("officer.henan")).Done(
            HttpSteps.Api + "/search", new { kind = "certificate", identityNumber = number });
        await (await app.As("officer.henan")).Done($"{HttpSteps.Api}/applications/{id}/accept");
        Assert.NotEmpty(app.Log);
        Assert.DoesNotContain(app.Log, line => line.Contains(number, StringComparison.Ordinal));
        Assert.NotEmpty(certificate);
    }

    [Fact]
    public async Task Statistics_are_of_the_own_reach_and_the_administrator_sees_all()
    {
        var henan = await (await app.As("officer.henan")).Get(HttpSteps.Api + "/statistics");
        Assert.All(
            henan["certificates"]!.AsArray(),
            row => Assert.StartsWith("41", (string)row!["authority"]!, StringComparison.Ordinal));
        var all = await (await app.As("admin")).Get(HttpSteps.Api + "/statistics");
        Assert.Contains(
            all["certificates"]!.AsArray(),
            row => !((string)row!["authority"]!).StartsWith("41", StringComparison.Ordinal));
        Assert.Equal("2026-02-13", (string)all["asOf"]!);
        var forecast = await (await app.As("admin")).Get(HttpSteps.Api + "/statistics/forecast?days=30");
        Assert.Contains(forecast["items"]!.AsArray(), row => (string)row!["name"]! == "expiry");
        Assert.Equal(
            "2026-05-14", (string)(await (await app.As("admin")).Get(HttpSteps.Api + "/statistics/forecast"))["to"]!);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("367")]
    [InlineData("many")]
    public async Task A_forecast_is_of_1_to_366_days(string days)
    {
        using var answer = await (await app.As("admin")).GetAsync(
            new Uri(HttpSteps.Api + "/statistics/forecast?days=" + days, UriKind.Relative));
        Assert.NotNull((await answer.Problem(400, "MALFORMED"))["errors"]!["days"]);
    }

    [Fact]
    public async Task The_administrator_sees_what_waits_and_loads_calendars_and_rules()
    {
        var admin = await app.As("admin");
        Assert.Empty((await admin.Get(HttpSteps.Api + "/admin/parked"))["items"]!.AsArray());
        await admin.Refused(HttpSteps.Api + "/admin/parked/deadline:Q-1/retry", 404, "NOT_FOUND");
        var notices = await admin.Get(HttpSteps.Api + "/admin/notices?limit=1");
        Assert.Null(notices["items"]![0]!["values"]);
        Assert.Empty((await admin.Get(HttpSteps.Api + "/admin/notices?failed=true"))["items"]!.AsArray());
        Assert.NotEmpty((string)(await admin.Done(HttpSteps.Api + "/admin/rules/reload"))["version"]!);
        var loaded = await admin.Done(
            HttpSteps.Api + "/admin/calendar", """{"2031":{"holidays":["2031-01-01"],"workdays":[]}}""");
        Assert.Contains(2031, loaded["years"]!.AsArray().Select(year => (int)year!));
        Assert.True((bool)loaded["complete"]!);
        var refused = await admin.Refused(HttpSteps.Api + "/admin/calendar",
            400,
            "MALFORMED",
            """{"2032":{"holidays":["2032-02-30"],"workdays":[]}}""");
        Assert.NotNull(refused["errors"]!["calendar"]);
    }

    /// <summary>H.19: what a year or rules would move is said before they are in use.</summary>
    [Fact]
    public async Task A_calendar_or_rules_that_are_only_tried_move_nothing()
    {
        var admin = await app.As("admin");
        var tried = await admin.Done(
            HttpSteps.Api + "/admin/calendar?dryRun=true", """{"2034":{"holidays":["2034-01-02"],"workdays":[]}}""");
        Assert.DoesNotContain(2034, tried["years"]!.AsArray().Select(year => (int)year!));
        Assert.True((long)tried["moved"]! >= 0);
        Assert.True((bool)tried["complete"]!);
        var rules = await admin.Done(HttpSteps.Api + "/admin/rules/reload?dryRun=true");
        Assert.Equal(0, (long)rules["moved"]!);
        await admin.Refused(HttpSteps.Api + "/admin/rules/reload?dryRun=perhaps", 400, "MALFORMED");
    }

    [Fact]
    public async Task Health_readiness_and_metrics_answer_without_a_token()
    {
        Assert.Equal("alive", (string)(await app.Anonymous().Get("/healthz"))["status"]!);
        Assert.Equal("ready", (string)(await app.Anonymous().Get("/readyz"))["status"]!);
        using var answer = await app.Anonymous().GetAsync(new Uri("/metrics", UriKind.Relative));
        await answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        foreach (var gauge in new[]
        {
            "registry_deadlines_overdue", "registry_parked", "registry_outbox_pending", "registry_notices_pending",
            "registry_notices_failed",
        })
            Assert.Contains($"\n{gauge} ", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_count{method=\"GET\",route=\"/readyz\",status=\"200\"}",
            text,
            StringComparison.Ordinal);
    }
}

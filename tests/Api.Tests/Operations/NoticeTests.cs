using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>What each account was notified of, in its language, and by which channels it wants to be.</summary>
public sealed class NoticeTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Notices = HttpSteps.Api + "/me/notices", Choices = HttpSteps.Api + "/me/notice-choices";

    [Fact]
    public async Task A_notice_has_a_text_in_the_caller_s_language_and_is_read_once()
    {
        var driver = await app.As("driver.1");
        var first = (await driver.Get(Notices + "?kind=renewalOpens"))["items"]![0]!;
        Assert.Contains("（含当日）前申请", (string)first["text"]!, StringComparison.Ordinal);
        Assert.Null(first["readAt"]);
        using var english = new HttpRequestMessage(HttpMethod.Get, Notices + "?kind=renewalOpens");
        english.Headers.TryAddWithoutValidation("Accept-Language", "en");
        using var answer = await driver.SendAsync(english);
        Assert.StartsWith(
            "Your certificate (", (string)(await answer.Json())["items"]![0]!["text"]!, StringComparison.Ordinal);

        var path = $"{Notices}/{first["id"]}/read";
        var read = (string)(await driver.Done(path))["readAt"]!;
        Assert.Equal(read, (string)(await driver.Done(path))["readAt"]!);
        Assert.DoesNotContain((await driver.Get(Notices + "?unread=true"))["items"]!.AsArray(),
            one => (long)one!["id"]! == (long)first["id"]!);
        await (await app.As("driver.2")).Refused(path, 404, "NOT_FOUND");
        await driver.Refused($"{Notices}/x/read", 404, "NOT_FOUND");
        using var unknown = await driver.GetAsync(Notices + "?kind=nothing");
        await unknown.Problem(400, "MALFORMED");
    }

    [Theory]
    [InlineData("officer.henan")]
    [InlineData("centre")]
    [InlineData("nra")]
    [InlineData("admin")]
    [InlineData("auditor")]
    [InlineData("operator.demo")]
    [InlineData("employer.demo")]
    [InlineData("driver.new")]
    public async Task Every_account_has_its_list(string account) =>
        Assert.NotNull((await (await app.As(account)).Get(Notices))["items"]);

    [Fact]
    public async Task An_employer_and_its_unit_are_notified_of_what_waits_for_them_and_nobody_else_is()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver(unit: "u1");
        await Applied(driver, id, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" },
            "healthReport", "railPhoto", "video");

        foreach (var account in (HttpClient[])[railway.Unit, railway.Employer])
        {
            var notice = Assert.Single((await account.Get(Notices + "?kind=rail.toReview"))["items"]!.AsArray())!;
            Assert.Contains("张测试", (string)notice["text"]!, StringComparison.Ordinal);
            Assert.Contains("等待初审", (string)notice["text"]!, StringComparison.Ordinal);
        }
        var stranger = await Railway.New(app);
        Assert.Empty((await stranger.Employer.Get(Notices + "?kind=rail.toReview"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Choices_are_kept_and_what_law_or_security_demand_stays()
    {
        var driver = await app.As("driver.3");
        var shown = await driver.Get(Choices);
        Assert.All(shown["items"]!.AsArray(), item => Assert.True((bool)item!["sms"]! && (bool)item["webhook"]!));
        var reminders = shown["items"]!.AsArray().Single(item => (string)item!["topic"]! == "reminder")!;
        reminders["sms"] = false;
        var body = new JsonObject { ["items"] = shown["items"]!.DeepClone() };

        using var put = await driver.PutAsync(Choices, Json(body)); // What was shown may be sent back.
        await put.Is(System.Net.HttpStatusCode.OK);

        Assert.False((bool)(await driver.Get(Choices))["items"]!.AsArray()
            .Single(item => (string)item!["topic"]! == "reminder")!["sms"]!);
        Assert.True((bool)(await (await app.As("driver.1")).Get(Choices))["items"]!.AsArray()
            .Single(item => (string)item!["topic"]! == "reminder")!["sms"]!);
        using var no = await driver.PutAsync(Choices, Json(new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["topic"] = "security", ["sms"] = false }),
        }));
        Assert.NotNull((await no.Problem(400, "MALFORMED"))["errors"]!["items[0].sms"]);
    }

    private static StringContent Json(JsonNode body) =>
        new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
}

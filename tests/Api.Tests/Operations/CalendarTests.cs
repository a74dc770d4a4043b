using System.Net;
using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>A calendar that phones subscribe to, and an enterprise's dates in one list.</summary>
public sealed class CalendarTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Calendar = HttpSteps.Api + "/me/calendar";

    [Fact]
    public async Task An_address_is_a_secret_that_opens_the_last_days_and_nothing_else()
    {
        var driver = await app.As("driver.1");
        var path = (string)(await driver.Done(Calendar))["path"]!;
        Assert.Matches("^/calendar/[A-Za-z0-9_-]{32}\\.ics$", path);
        using var phone = app.Anonymous();
        using var answer = await phone.GetAsync(path);
        await answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains("SUMMARY:从业资格证换发：", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotMatch("豫|云[A-Z]|[0-9]{15}|张|王|[QVRPO]-[0-9A-Z]{16}", text);
        var uids = text.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).ToList();
        Assert.Equal(uids.Count, uids.Distinct().Count());
        Assert.Equal(text, await phone.GetStringAsync(path)); // As it was: nothing has changed.

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var known = await phone.SendAsync(again);
        await known.Is(HttpStatusCode.NotModified);
        using var since = new HttpRequestMessage(HttpMethod.Get, path);
        since.Headers.IfModifiedSince = answer.Content.Headers.LastModified;
        using var unchanged = await phone.SendAsync(since);
        await unchanged.Is(HttpStatusCode.NotModified);
        Assert.DoesNotContain(app.Log, line => line.Contains(path[10..42], StringComparison.Ordinal));
    }

    /// <summary>An address that somebody is sent to is never below a host that a request only names.</summary>
    [Fact]
    public async Task T13_the_whole_address_is_below_this_registry_whatever_host_the_request_names()
    {
        var driver = await app.As("driver.3");
        using var request = new HttpRequestMessage(HttpMethod.Post, Calendar);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await driver.SendAsync(request);
        await answer.Is(HttpStatusCode.OK);
        var made = await answer.Json();
        Assert.Equal("http://127.0.0.1:5080" + (string)made["path"]!, (string)made["url"]!);
    }

    /// <summary>Whoever held a session for a moment could read on by the address that it made.</summary>
    [Theory]
    [InlineData("/me/sessions/revoke-all")]
    [InlineData("/me/not-me")]
    public async Task T5_an_address_that_a_stolen_session_has_made_ends_with_it(string act)
    {
        using var stolen = await app.NewHolder();
        var path = (string)(await stolen.Done(Calendar))["path"]!;
        using var phone = app.Anonymous();
        await phone.GetStringAsync(path);
        using (var said = await stolen.Post(HttpSteps.Api + act, new { })) await said.Is(HttpStatusCode.NoContent);
        using var gone = await phone.GetAsync(path);
        await gone.Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task A_renewed_address_ends_the_one_before_and_an_ended_one_is_not_there()
    {
        var driver = await app.As("driver.2");
        using var phone = app.Anonymous();
        var first = (string)(await driver.Done(Calendar))["path"]!;
        var second = (string)(await driver.Done(Calendar, new { action = "renew" }))["path"]!;
        using var gone = await phone.GetAsync(first);
        await gone.Problem(404, "NOT_FOUND");
        await phone.GetStringAsync(second);
        Assert.Null((await driver.Done(Calendar, new { action = "end" }))["path"]);
        using var ended = await phone.GetAsync(second);
        await ended.Problem(404, "NOT_FOUND");
        using var never = await phone.GetAsync("/calendar/abc.ics");
        await never.Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task The_last_day_of_an_assessment_in_time_is_among_them_though_late_ones_are_taken()
    {
        var driver = await app.As("driver.3");
        var certificate =
            (await driver.Get(HttpSteps.Api + "/certificates?mine=true&kind=passengerDriver"))["items"]![0]!;
        var closes = (string)certificate["assessment"]!["windowCloses"]!;
        var path = (string)(await driver.Done(Calendar))["path"]!;
        using var phone = app.Anonymous();
        var text = await phone.GetStringAsync(path);
        Assert.Contains($"DTSTART;VALUE=DATE:{closes.Replace("-", "", StringComparison.Ordinal)}\r\n", text,
            StringComparison.Ordinal);
        Assert.Contains("SUMMARY:诚信考核申请：按期申请的最后一天", text, StringComparison.Ordinal);
        var due = (await driver.Get(HttpSteps.Api + "/me/due?days=366"))["items"]!.AsArray();
        var entry = Assert.Single(due, item => (string)item!["name"]! == "assessmentCloses")!;
        Assert.Equal((closes, "certificate.assessment"), ((string)entry["on"]!, (string)entry["service"]!));
    }

    [Fact]
    public async Task An_enterprise_sees_its_dates_in_one_list()
    {
        var carrier = await app.As("operator.demo");
        var all = (await carrier.Get(HttpSteps.Api + "/me/due?days=366"))["items"]!.AsArray();
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(item => (string)item!["on"]!).Order(), all.Select(item => (string)item!["on"]!));
        Assert.Contains(all, item => item!["about"] is not null);
        var soon = (await carrier.Get(HttpSteps.Api + "/me/due?days=1"))["items"]!.AsArray();
        Assert.All(soon, item => Assert.InRange((int)item!["daysLeft"]!, 0, 1));
        using var wrong = await carrier.GetAsync(HttpSteps.Api + "/me/due?days=x");
        await wrong.Problem(400, "MALFORMED");
    }
}

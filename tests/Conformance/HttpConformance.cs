using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>
/// Goal: to a client there is one registry, whichever host runs it, in however many processes. Method: one list of
/// cases over HTTP on real processes; each request goes to another front, with a token that any of them gave.
/// </summary>
public abstract partial class HttpConformance<TSubject>(TSubject subject) : IClassFixture<TSubject>
    where TSubject : HttpSubject
{
    private const string Password = "Registry-Demo-2026";
    private static int _front, _numbers = 100;

    [Fact]
    public async Task A_renewal_goes_its_way_from_the_application_to_the_delivery()
    {
        Here();
        var (holder, officer) = (await SignedIn("driver.1"), await SignedIn("officer.henan"));
        var certificate = (string)(await holder().Get(HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        var materials = new List<object>();
        string[] kinds = ["drivingLicence", "certificateInfoPage", "certificateViolationPage", "portraitPhoto"];
        foreach (var kind in kinds)
            materials.Add(new { kind, documentId = await holder().Uploaded(kind) });
        var wish = new
        {
            service = "certificate.renewal", form = new { serviceUnit = "郑州宏达货运有限公司" }, materials,
            delivery = "pickUp",
        };

        using var first = await holder().Post(path, wish, ("Idempotency-Key", "renewal-1"));
        await first.Is(HttpStatusCode.Created);
        var application = await first.Json();
        using var again = await holder().Post(path, wish, ("Idempotency-Key", "renewal-1"));
        Assert.Equal(application.ToJsonString(), (await again.Json()).ToJsonString());
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        using var other = await holder().Post(path,
            new { wish.service, form = new { serviceUnit = "另一家货运有限公司" }, wish.materials, wish.delivery },
            ("Idempotency-Key", "renewal-1"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (string)(await other.Json())["code"]!);

        var desk = $"{HttpSteps.Api}/applications/{application["id"]}";
        await officer().Done(desk + "/claim");
        await officer().Done(desk + "/accept");
        await holder().Refused(desk + "/withdraw", 409, "ALREADY_ACCEPTED");
        Assert.Equal("approved", (string)(await officer().Done(desk + "/approve"))["status"]!);
        await officer().Done(desk + "/ready");
        Assert.Equal("delivered", (string)(await officer().Done(desk + "/deliver"))["status"]!);
        for (var front = 0; front < subject.Fronts; front++)
            Assert.Equal(
                "valid", (string)(await holder().Get($"{HttpSteps.Api}/certificates/{certificate}"))["status"]!);
        await Chained(officer, $"/certificates/{certificate}");
        await HasNotices(holder);
    }

    [Fact]
    public async Task A_registration_is_answered_again_reserved_and_refused_by_stable_codes()
    {
        Here();
        var officer = await SignedIn("officer.henan");
        var row = Row();
        (string, string) key = ("Idempotency-Key", $"register-{row["certificateNumber"]}");
        using var first = await officer().Post(HttpSteps.Api + "/certificates", row.ToJsonString(), key);
        await first.Is(HttpStatusCode.Created);
        using var again = await officer().Post(HttpSteps.Api + "/certificates", row.ToJsonString(), key);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await officer().Refused(HttpSteps.Api + "/certificates", 409, "DUPLICATE", row.ToJsonString());

        var path = $"/certificates/{(await first.Json())["id"]}";
        var point = new { points = 1, on = Day(subject.Today), note = "conformance" };
        using var seen = await officer().GetAsync(HttpSteps.Api + path);
        (string, string) match = ("If-Match", seen.Headers.ETag!.ToString());
        using var done = await officer().Post(HttpSteps.Api + path + "/violations", point, match);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        await officer().Refused(HttpSteps.Api + path + "/violations", 412, "STALE_VERSION", point, match);
        using var future = await officer().Post(
            HttpSteps.Api + path + "/violations", new { points = 1, on = Day(subject.Today.AddDays(9)), note = "?" });
        Assert.InRange((int)future.StatusCode, 400, 422);
        using var nobody = await officer().GetAsync(HttpSteps.Api + "/certificates/Q-NOBODY");
        await nobody.Problem(404, "NOT_FOUND");
        using var stranger = await Client().GetAsync(HttpSteps.Api + path);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        await Chained(officer, path);
    }

    [Fact]
    public async Task A_session_that_ends_at_one_front_is_over_at_all()
    {
        Here();
        var token = await Token("driver.2");
        for (var front = 0; front < subject.Fronts; front++) await With(token).Get(HttpSteps.Api + "/me");
        using var end = await With(token).Post(HttpSteps.Api + "/me/sessions/revoke-all");
        Assert.True(end.IsSuccessStatusCode, $"{end.StatusCode}");
        var started = TimeProvider.System.GetTimestamp();
        for (var front = 0; front < subject.Fronts;)
        {
            using var answer = await With(token, front).GetAsync(HttpSteps.Api + "/me");
            if (answer.StatusCode == HttpStatusCode.Unauthorized) front++;
            // Another silo may remember a session for 5 s (docs/adr/0010).
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "the session lives on");
        }
    }

    private void Here()
    {
        if (subject.Missing is { } missing) Assert.Skip(missing);
    }

    private int Next() => Interlocked.Increment(ref _front) % subject.Fronts;

    private HttpClient Client(int? front = null) => subject.Client(front ?? Next());

    private HttpClient With(string token, int? front = null)
    {
        var client = Client(front);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<string> Token(string user) =>
        (string)(await Client().Done(
            HttpSteps.Api + "/sessions", new { userName = user, password = Password }))["token"]!;

    private async Task<Func<HttpClient>> SignedIn(string user)
    {
        var token = await Token(user);
        return () => With(token);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A freight driver of Henan, young, whose certificate is a year old.</summary>
    private JsonObject Row()
    {
        var number = CitizenNumbers.Of("410185", "19900615", Interlocked.Increment(ref _numbers));
        var issued = Day(subject.Today.AddDays(-365));
        return new JsonObject
        {
            ["certificateNumber"] = number, ["kind"] = "freightDriver", ["authority"] = "410100",
            ["firstIssuedOn"] = issued, ["validFrom"] = issued,
            ["holder"] = new JsonObject { ["name"] = "测试员", ["identityNumber"] = number },
        };
    }

    /// <summary>Each event of the history is the next one, and says the chain's hash.</summary>
    private static async Task Chained(Func<HttpClient> officer, string path)
    {
        var items = (await officer().Get($"{HttpSteps.Api}{path}/history?limit=200"))["items"]!.AsArray();
        Assert.NotEmpty(items);
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(entry => (int)entry!["version"]!));
        Assert.All(items, entry => Assert.Equal(64, ((string)entry!["hash"]!).Length));
    }

    private static async Task HasNotices(Func<HttpClient> holder) =>
        Assert.NotEmpty((await holder().Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray());
}

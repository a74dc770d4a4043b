using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Cases of days and calendars that went wrong in other registers (o02, o13, p12, p48), each in a registry of its own,
/// as its clock goes on.
/// </summary>
public sealed class CalendarCaseTests : IAsyncLifetime
{
    private const string Api = HttpSteps.Api;
    private readonly RegistryApp _app = new();

    /// <summary>Also once an application waits to be picked up, and when it was picked up.</summary>
    [Fact]
    public async Task O02_no_entry_of_a_holders_calendar_has_an_inner_name()
    {
        var (holder, _, id) = await _app.Renewal();
        var officer = await _app.As("officer.henan");
        foreach (var step in (string[])["", "accept", "approve", "ready", "deliver"])
        {
            if (step.Length > 0) await officer.Done($"{Api}/applications/{id}/{step}");
            var titles = (await Calendar(holder)).Split("\r\n")
                .Where(line => line.StartsWith("SUMMARY", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(titles);
            Assert.All(titles, title => Assert.DoesNotMatch("[a-z]", title.Split(':', 2)[1]));
        }
    }

    [Fact]
    public async Task O13_on_the_day_that_the_calendar_names_a_supplement_is_still_answered()
    {
        var (holder, _, id) = await _app.Renewal();
        var one = $"{Api}/applications/{id}";
        await (await _app.As("officer.henan")).Done(
            one + "/supplement", new { materials = new[] { "portraitPhoto" }, message = "照片不清晰" });
        var last = (string)(await holder.Get(one))["supplement"]!["answerBy"]!;
        var named = Days(await Calendar(holder), ".supplement.");
        Assert.Equal([last.Replace("-", "", StringComparison.Ordinal)], named);
        await Clock($"{last}T09:00:00+08:00");
        var answered = await holder.Done(one + "/supplement-answer", new
        {
            materials = new[] { new { kind = "portraitPhoto", documentId = await holder.Uploaded("portraitPhoto") } },
        });
        Assert.Equal("submitted", (string)answered["status"]!);
    }

    [Fact]
    public async Task P12_an_expiry_stands_on_the_last_valid_day()
    {
        var (road, rail) = (await _app.As("driver.2"), await _app.As("driver.5"));
        foreach (var (holder, list) in new[] { (road, "certificates"), (rail, "rail-licences") })
        {
            var text = await Calendar(holder);
            foreach (var document in (await holder.Get($"{Api}/{list}?mine=true"))["items"]!.AsArray())
                if (Days(text, $"{document!["id"]}.expiry.") is [var day])
                    Assert.Equal(((string)document["validTo"]!).Replace("-", "", StringComparison.Ordinal), day);
        }
        Assert.NotEmpty(Days(await Calendar(rail), ".expiry."));
    }

    /// <summary>The State Council has moved days off before, also when the year had begun.</summary>
    [Fact]
    public async Task P48_a_day_that_becomes_a_day_off_moves_the_limits_that_run_over_it()
    {
        var admin = await _app.As("admin");
        await Clock("2026-12-29T10:00:00+08:00");
        var holder = await _app.As("driver.4");
        var certificate = (await holder.Get(Api + "/certificates?mine=true"))["items"]!.AsArray()
            .First(one => (string)one!["status"]! == "valid")!;
        var materials = new List<object>();
        foreach (var kind in (string[])["drivingLicence", "portraitPhoto"])
            materials.Add(new { kind, documentId = await holder.Uploaded(kind) });
        var filed = await holder.Done($"{Api}/certificates/{certificate["id"]}/applications", new
        {
            service = "certificate.reissue", form = new { reason = "lost" }, materials, delivery = "pickUp",
        }, HttpStatusCode.Created);
        Assert.Equal("2026-12-31", (string)filed["acceptBy"]!);
        var known = JsonNode.Parse(await File.ReadAllTextAsync(CalendarFile))!["2026"]!.AsObject();
        known["holidays"]!.AsArray().Add("2026-12-31");
        string[] next = ["2027-01-01", "2027-01-02", "2027-01-03"];
        await admin.Done($"{Api}/admin/calendar", new JsonObject
        {
            ["2026"] = known.DeepClone(),
            ["2027"] = new JsonObject
            {
                ["holidays"] = new JsonArray([.. next.Select(day => JsonValue.Create(day))]),
                ["workdays"] = new JsonArray(),
            },
        }.ToJsonString());
        var one = $"{Api}/applications/{filed["id"]}";
        Assert.Equal("2027-01-04", (string)(await holder.Get(one))["acceptBy"]!);
        await Clock("2027-01-01T00:00:00+08:00");
        Assert.NotEqual(true, (bool?)(await holder.Get(one))["overdue"]);
        await Clock("2027-01-05T00:00:00+08:00");
        Assert.True((bool)(await holder.Get(one))["overdue"]!);
    }

    /// <summary>An employer finds a case among its drivers and reports it too late (seed 002 L82).</summary>
    [Fact]
    public async Task A_report_that_was_missed_reaches_the_administration_the_employer_and_the_licence()
    {
        var railway = await Railway.New(_app);
        var (_, id) = await railway.Driver();
        await railway.Employer.Done($"{Railway.Employers}/{railway.EmployerId}/reports",
            new { railLicenceId = id, ground = "fraudOrBribery", discoveredOn = "2026-02-01", reported = false },
            HttpStatusCode.Created);
        await Clock("2026-03-03T23:59:59+08:00");
        Assert.DoesNotContain("rail.reportMissed", await Kinds(railway.Nra));
        await Clock("2026-03-04T00:00:00+08:00");
        Assert.Contains("rail.reportMissed", await Kinds(railway.Nra));
        Assert.Contains("rail.reportMissed", await Kinds(railway.Employer));
        var finding = (await railway.Nra.Get($"{Railway.Licences}/{id}"))["findings"]![0]!;
        Assert.True((bool)finding["missed"]!);

        static async Task<string[]> Kinds(HttpClient reader) =>
        [
            .. (await reader.Get(Api + "/me/notices?limit=200"))["items"]!.AsArray()
                .Select(one => (string)one!["kind"]!),
        ];
    }

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The shipped years, as the registry reads them.</summary>
    private static string CalendarFile => Path.Combine(Sources(), "src/Domain/Calendar/cn-calendar.json");

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansRegistry.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private static Task<string> Calendar(HttpClient holder) => holder.GetStringAsync(Api + "/me/deadlines.ics");

    /// <summary>The days of the entries whose UID has this part.</summary>
    private static string[] Days(string calendar, string part) =>
    [
        .. calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("BEGIN:VEVENT").Skip(1)
            .Where(one => one.Contains(part, StringComparison.Ordinal))
            .Select(one => one.Split("DTSTART;VALUE=DATE:")[1][..8]),
    ];

    private async Task Clock(string to) => await _app.Anonymous().Done("/dev/clock", new { to });
}

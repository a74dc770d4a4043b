using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: lists filter by what their screens show, a desk hands out its work, and figures count all of it.
/// </summary>
[Collection(Shared.Name)]
public sealed class ListTests(RegistryApp app)
{
    private const string Applications = HttpSteps.Api + "/applications";

    [Fact]
    public async Task A_holders_applications_are_filtered_by_status_and_service()
    {
        var (holder, _, id) = await app.Renewal();
        await holder.Done($"{Applications}/{id}/withdraw", new { });
        Assert.Equal([id], await Ids(holder, $"{Applications}?mine=true&status=withdrawn"));
        Assert.Empty(await Ids(holder, $"{Applications}?mine=true&status=approved"));
        Assert.Equal([id], await Ids(holder, $"{Applications}?mine=true&service=certificate.renewal"));
        Assert.Empty(await Ids(holder, $"{Applications}?mine=true&service=certificate.reissue"));
        Assert.Empty(await Ids(holder, $"{Applications}?mine=true&overdue=true"));
        await (await holder.GetAsync($"{Applications}?mine=true&status=gone")).Problem(400, "MALFORMED");
    }

    [Fact]
    public async Task An_operators_vehicles_are_filtered_by_plate_in_any_writing_and_by_state()
    {
        var fleet = await Fleet.New(app);
        var (one, two) = (await fleet.Vehicle(), await fleet.Vehicle());
        var (plate, path) = ((string)one["plate"]!, HttpSteps.Api + "/vehicles?mine=true");
        string[] writings = [plate, plate.ToLowerInvariant(), $" {plate[..2]} {plate[2..]}"];
        foreach (var writing in writings)
            Assert.Equal([(string)one["id"]!],
                await Ids(fleet.Operator, $"{path}&plate={Uri.EscapeDataString(writing)}"));
        Assert.Equal(2, (await Ids(fleet.Operator, $"{path}&status=valid&operatingStatus=operating")).Length);
        Assert.Empty(await Ids(fleet.Operator, $"{path}&status=cancelled"));
        Assert.Equal(2, (await Ids(fleet.Operator, $"{path}&kind=generalFreight")).Length);
        Assert.Empty(await Ids(fleet.Operator, $"{path}&kind=passenger"));
        await (await fleet.Operator.GetAsync($"{path}&status=lost")).Problem(400, "MALFORMED");
        Assert.NotEqual((string)one["id"]!, (string)two["id"]!);
    }

    [Fact]
    public async Task Trips_are_filtered_by_state_medium_plate_and_day_and_counted_by_what_their_plates_are_on()
    {
        var c = await Charter.New(app);
        var before = (long)(await Figures(c))["media"]!["paper"]!;
        var (issued, _) = await c.TripIn("issued");
        var trips = HttpSteps.Api + "/trips";
        var path = trips + "?mine=true";
        var trip = await c.Carrier.Get($"{trips}/{issued}");
        var day = ((string)trip["departsAt"]!)[..10];
        var plate = Uri.EscapeDataString((string)trip["vehicle"]!["plate"]!);
        string[] filters = ["status=issued", "medium=electronic", $"plate={plate}", $"from={day}&to={day}"];
        foreach (var filter in filters)
        {
            Assert.Contains(issued, await Ids(c.Carrier, $"{path}&{filter}"));
            Assert.Contains(issued, await Ids(c.Drivers[0], $"{path}&{filter}"));
        }
        foreach (var filter in (string[])["status=refused", "medium=paper", "plate=%E4%BA%91A00000", "to=2020-01-01"])
            Assert.Empty(await Ids(c.Carrier, $"{path}&{filter}"));
        await (await c.Carrier.GetAsync($"{path}&from=yesterday")).Problem(400, "MALFORMED");
        await c.Carrier.Done($"{trips}/{issued}/paper", new { });
        Assert.Equal(before + 1, (long)(await Figures(c))["media"]!["paper"]!);
    }

    [Fact]
    public async Task Two_officers_who_ask_for_the_next_case_never_get_the_same_one()
    {
        var waiting = new HashSet<string>();
        for (var i = 0; i < 4; i++) waiting.Add((await app.Renewal()).ApplicationId);
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        var path = Applications + "/claim-next";
        var body = new { service = "certificate.renewal" };
        var queue = await one.Get($"{Applications}?queue=true&service=certificate.renewal&limit=1");
        Assert.True((long)queue["total"]! >= waiting.Count);
        Assert.NotNull((string?)queue["items"]![0]!["applicantName"]);
        var claimed = new List<string>();
        while (!waiting.IsSubsetOf(claimed))
        {
            var answers = await Task.WhenAll(one.Post(path, body), two.Post(path, body));
            Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            foreach (var answer in answers)
            {
                using (answer)
                {
                    if (answer.StatusCode == HttpStatusCode.NoContent) continue; // The other one had the last.
                    await answer.Is(HttpStatusCode.OK);
                    claimed.Add((string)(await answer.Json())["id"]!);
                }
            }
        }
        Assert.Equal(claimed.Distinct(), claimed);
        await (await (await app.As("driver.1")).Post(path, body)).Problem(403, "NOT_ALLOWED");
        await one.Refused(path, 400, "MALFORMED", new { service = "gossip" });
        foreach (var id in claimed)
        {
            await one.Post($"{Applications}/{id}/release", new { });
            await two.Post($"{Applications}/{id}/release", new { });
        }
    }

    [Fact]
    public async Task The_same_request_for_the_next_case_has_the_same_answer()
    {
        await app.Renewal();
        await app.Renewal();
        var officer = await app.As("officer.henan");
        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Applications + "/claim-next")
            {
                Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "claim-next-once");
            using var answer = await officer.SendAsync(request);
            await answer.Is(HttpStatusCode.OK);
            ids.Add((string)(await answer.Json())["id"]!);
        }
        Assert.Equal(ids[0], ids[1]);
        await officer.Post($"{Applications}/{ids[0]}/release", new { });
    }

    [Fact]
    public async Task Figures_of_a_week_say_what_was_handed_in_what_became_of_it_and_what_was_asked_for()
    {
        var (_, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var position = (long)(await officer.Get($"{Applications}/{id}"))["position"]!;
        Assert.InRange(position, 1, 1000);
        await officer.Done($"{Applications}/{id}/supplement",
            new { message = "照片底色不符", materials = new[] { "portraitPhoto" } });
        var path = HttpSteps.Api + "/statistics";
        var figures = await officer.Get($"{path}?from=2026-02-09&to=2026-02-15");
        Assert.Equal(("2026-02-09", "2026-02-15"), ((string)figures["from"]!, (string)figures["to"]!));
        var work = figures["work"]!.AsArray().Where(one => (string)one!["service"]! == "certificate.renewal").ToList();
        Assert.All(work, one => Assert.Equal("2026-02-09", (string)one!["week"]!));
        Assert.Contains(work, one => (string)one!["outcome"]! == "supplementRequested");
        Assert.All(figures["work"]!.AsArray(),
            one => Assert.StartsWith("41", (string)one!["authority"]!, StringComparison.Ordinal));
        Assert.Contains(figures["supplements"]!.AsArray(), one => (string?)one!["material"] == "portraitPhoto"
            && (string)one["reason"]! == "照片底色不符");
        Assert.NotEmpty(figures["vehicles"]!.AsArray());
        Assert.Empty((await officer.Get($"{path}?from=2025-01-01&to=2025-01-31"))["work"]!.AsArray());
        foreach (var bad in (string[])["from=2026-02-15&to=2026-02-09", "from=2024-01-01&to=2026-02-09", "to=soon"])
            await (await officer.GetAsync($"{path}?{bad}")).Problem(400, "MALFORMED");
        // What falls due is within the reach as well.
        var yunnan = await (await app.As("officer.yunnan")).Get($"{path}/forecast?days=366");
        var all = await (await app.As("admin")).Get($"{path}/forecast?days=366");
        Assert.True(Sum(yunnan) < Sum(all));

        static long Sum(JsonNode forecast) => forecast["items"]!.AsArray().Sum(one => (long)one!["count"]!);
    }

    private static async Task<JsonNode> Figures(Charter c) =>
        await c.Officer.Get(HttpSteps.Api + "/statistics?from=2026-02-01&to=2026-12-31");

    private static async Task<string[]> Ids(HttpClient client, string path) =>
        [.. (await client.Get(path))["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}

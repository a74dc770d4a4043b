using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// What time makes of trips, over HTTP: under way, over, and never driven (rules.md C.5, G.6 #105, #106).
/// </summary>
public sealed class TripHoursTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Under_way_nothing_is_taken_back_and_afterwards_nothing_is_done_any_more()
    {
        var c = await Charter.New(app);
        var received = await c.TripIn("received", At(10));
        var issued = await c.TripIn("issued", At(11));
        var paper = await c.TripIn("paper", At(12));
        var late = await c.TripIn("approved", At(13));
        var never = await c.TripIn("approved", At(14));

        await MoveTo(At(10));
        await Is(received,
            "display=inProgress issue=inProgress receive=inProgress paper=! amend=! cancel=! "
            + "approve=! refuse=! certificate=ok");
        Assert.Equal("inProgress", await c.Does("receive", received, c.Drivers[1]));
        Assert.Equal(received.Id, await FoundAtTheRoadside(c));
        await MoveTo(At(11).AddMinutes(30));
        await Is(issued, "display=! issue=issued amend=! cancel=! receive=inProgress display=inProgress paper=!");
        await MoveTo(At(12).AddMinutes(30));
        await Is(paper, "display=! issue=! receive=! paper=inProgress amend=! cancel=! certificate=ok");
        await MoveTo(At(13).AddMinutes(30));
        await Is(late, "display=! receive=! amend=! cancel=! issue=issued");

        await MoveTo(At(15));
        foreach (var (trip, status, screen, sheet) in new[]
        {
            (received, "ended", "ended", "ok"),
            (issued, "ended", "ended", "ok"),
            (paper, "ended", "!", "ok"),
            (late, "expired", "!", "ok"),
            (never, "expired", "!", "!"),
        })
        {
            await Is(trip,
                $"display={screen} certificate={sheet} issue=! paper=! receive=! amend=! cancel=! approve=! refuse=!");
            Assert.Equal(status, (string)(await c.Carrier.Get($"{Charter.Trips}/{trip.Id}"))["status"]!);
        }
        foreach (var list in new[] { "?toReceive=true", "/current" })
            foreach (var driver in c.Drivers)
                Assert.Empty((await driver.Get(Charter.Trips + list))["items"]!.AsArray());
        Assert.Equal(c.VehicleId, await FoundAtTheRoadside(c));
        Assert.Equal(5, (await c.Drivers[0].Get(Charter.Trips + "?mine=true"))["items"]!.AsArray().Count);

        async Task Is((string Id, System.Text.Json.Nodes.JsonObject Plan) trip, string row)
        {
            foreach (var (action, outcome) in TripScenario.Table(row))
                Assert.Equal((action, outcome), (action, await c.Does(action, trip)));
        }
    }

    /// <summary>What enforcement's finding by plate is about: the trip under way, or else the vehicle.</summary>
    private async Task<string> FoundAtTheRoadside(Charter c)
    {
        var plate = (string)(await c.Carrier.Get($"{HttpSteps.Api}/vehicles/{c.VehicleId}"))["plate"]!;
        var found = await (await app.As("enforcement.yunnan")).Done(HttpSteps.Api + "/roadside-findings",
            new { plate, finding = "notShown", note = "未出示" }, System.Net.HttpStatusCode.Created);
        return (string)found["about"]!;
    }

    private static DateTimeOffset At(int hour) => DateTimeOffset.Parse($"2026-02-13T{hour:D2}:00:00+08:00", null);

    private async Task MoveTo(DateTimeOffset to)
    {
        using var anybody = app.Anonymous();
        await anybody.Done("/dev/clock", new { to });
    }
}

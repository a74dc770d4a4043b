using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Every route of a trip in every state, by everybody, twice, stale and repeated (rules.md C.4, C.5). What the rows
/// mean: <see cref="TripScenario"/>.
/// </summary>
[Collection(Shared.Name)]
public sealed class TripStateTests(RegistryApp app)
{
    private const string Trips = Charter.Trips;

    [Theory]
    [InlineData("manualReview",
        "issue=! paper=! receive=! display=! amend=manualReview cancel=cancelled approve=approved "
        + "refuse=refused certificate=!")]
    [InlineData("refused",
        "issue=! paper=! receive=! display=! amend=! cancel=! approve=! refuse=~refused certificate=!")]
    [InlineData("approved",
        "issue=issued paper=issued receive=! display=! amend=approved cancel=cancelled approve=! refuse=! "
        + "certificate=!")]
    [InlineData("issued",
        "issue=~issued paper=issued receive=received display=! amend=approved cancel=cancelled approve=! "
        + "refuse=! certificate=ok")]
    [InlineData("received",
        "issue=~received paper=! receive=~received display=notStarted amend=approved cancel=cancelled "
        + "approve=! refuse=! certificate=ok")]
    [InlineData("paper",
        "issue=! paper=~issued receive=! display=! amend=approved cancel=cancelled approve=! refuse=! "
        + "certificate=ok")]
    [InlineData("cancelled",
        "issue=! paper=! receive=! display=! amend=! cancel=~cancelled approve=! refuse=! certificate=!")]
    public async Task In_each_state_each_route_does_what_the_life_cycle_says(string state, string expected)
    {
        var c = await Charter.New(app);
        foreach (var (action, outcome) in TripScenario.Table(expected))
        {
            var trip = await c.TripIn(state);
            var before = (int)(await c.Carrier.Get($"{Trips}/{trip.Id}"))["version"]!;
            Assert.Equal((action, outcome.TrimStart('~')), (action, await c.Does(action, trip)));
            var after = (int)(await c.Carrier.Get($"{Trips}/{trip.Id}"))["version"]!;
            Assert.Equal((action, TripScenario.LeavesItAsItIs(action, outcome)), (action, after == before));
        }
    }

    [Theory]
    [InlineData("issue",
        "carrier=issued driver=NOT_ALLOWED desk=NOT_ALLOWED otherCarrier=NOT_FOUND otherDriver=NOT_ALLOWED "
        + "otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("paper",
        "carrier=issued driver=NOT_ALLOWED desk=NOT_ALLOWED otherCarrier=NOT_FOUND otherDriver=NOT_ALLOWED "
        + "otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("receive",
        "driver=received second=received carrier=NOT_ALLOWED desk=NOT_ALLOWED otherCarrier=NOT_ALLOWED "
        + "otherDriver=NOT_FOUND otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("amend",
        "carrier=approved driver=NOT_ALLOWED desk=NOT_ALLOWED otherCarrier=NOT_FOUND otherDriver=NOT_ALLOWED "
        + "otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("cancel",
        "carrier=cancelled desk=cancelled driver=NOT_ALLOWED otherCarrier=NOT_FOUND otherDriver=NOT_ALLOWED "
        + "otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("approve",
        "desk=approved carrier=NOT_ALLOWED driver=NOT_ALLOWED otherCarrier=NOT_ALLOWED "
        + "otherDriver=NOT_ALLOWED otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("refuse",
        "desk=refused carrier=NOT_ALLOWED driver=NOT_ALLOWED otherCarrier=NOT_ALLOWED otherDriver=NOT_ALLOWED "
        + "otherDesk=NOT_ALLOWED enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("display",
        "driver=notStarted second=WRONG_STATE carrier=NOT_ALLOWED desk=NOT_ALLOWED otherCarrier=NOT_ALLOWED "
        + "otherDriver=NOT_FOUND enforcement=NOT_ALLOWED nobody=NOT_SIGNED_IN")]
    [InlineData("certificate",
        "carrier=ok driver=ok desk=ok otherCarrier=NOT_FOUND otherDriver=NOT_FOUND otherDesk=NOT_FOUND "
        + "nobody=NOT_SIGNED_IN")]
    public async Task Each_route_is_for_those_whose_business_it_is(string action, string expected)
    {
        var (c, other) = (await Charter.New(app), await Charter.New(app));
        var state = action switch
        {
            "receive" => "issued",
            "approve" or "refuse" => "manualReview",
            "display" or "certificate" => "received",
            _ => "approved",
        };
        foreach (var (who, outcome) in TripScenario.Table(expected))
        {
            var trip = await c.TripIn(state);
            var client = who switch
            {
                "carrier" => c.Carrier,
                "driver" => c.Drivers[0],
                "second" => c.Drivers[1],
                "desk" => c.Officer,
                "otherCarrier" => other.Carrier,
                "otherDriver" => other.Drivers[0],
                "otherDesk" => await app.As("officer.henan"),
                "enforcement" => await app.As("enforcement.yunnan"),
                _ => app.Anonymous(),
            };
            Assert.Equal((who, outcome), (who, await c.Does(action, trip, client)));
        }
    }

    [Theory]
    [InlineData("issue", "approved", false)]
    [InlineData("paper", "approved", false)]
    [InlineData("receive", "issued", false)]
    [InlineData("amend", "approved", true)]
    [InlineData("cancel", "approved", true)]
    [InlineData("approve", "manualReview", false)]
    [InlineData("refuse", "manualReview", true)]
    public async Task A_stale_version_is_refused_and_a_key_repeats_its_answer_and_takes_no_other_content(
        string action, string state, bool hasContent)
    {
        var c = await Charter.New(app);
        var trip = await c.TripIn(state);
        var (client, path, body) = (c.Right(action), $"{Trips}/{trip.Id}/{action}", TripScenario.Body(action, trip));
        using var stale = await client.Post(path, body, ("If-Match", "\"1\""));
        await stale.Problem(412, "STALE_VERSION");
        var version = $"\"{(int)(await c.Carrier.Get($"{Trips}/{trip.Id}"))["version"]!}\"";
        var key = $"{action}-{trip.Id}";
        using var first = await client.Post(path, body, ("If-Match", version), ("Idempotency-Key", key));
        using var again = await client.Post(path, body, ("If-Match", version), ("Idempotency-Key", key));
        await first.Is(HttpStatusCode.OK);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(
            (false, true),
            (first.Headers.Contains("Idempotency-Replayed"), again.Headers.Contains("Idempotency-Replayed")));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        if (hasContent)
        {
            var other = TripScenario.Body(action, trip, other: true);
            await client.Refused(path, 409, "IDEMPOTENCY_KEY_REUSED", other, ("Idempotency-Key", key));
        }
        // One key is one command to one trip: on another one it is another command.
        var next = await c.TripIn(state);
        using var elsewhere =
            await client.Post($"{Trips}/{next.Id}/{action}", TripScenario.Body(action, next), ("Idempotency-Key", key));
        Assert.True(
            elsewhere.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, elsewhere.StatusCode.ToString());
        if (elsewhere.StatusCode == HttpStatusCode.Conflict) await elsewhere.Problem(409, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task Each_driver_receives_alone_and_what_was_shown_before_an_amendment_or_a_cancellation_is_revoked()
    {
        var c = await Charter.New(app);
        var trip = await c.TripIn("received");
        var screen = await c.Drivers[0].Get($"{Trips}/{trip.Id}/display");
        await Verified("notStarted", null);
        await c.Drivers[1].Done($"{Trips}/{trip.Id}/receive", new { });
        Assert.Equal(Said(screen), Said(await c.Drivers[1].Get($"{Trips}/{trip.Id}/display")));

        await c.Carrier.Done($"{Trips}/{trip.Id}/amend", TripScenario.Body("amend", trip));
        await Verified("revoked", "replaced");
        foreach (var driver in c.Drivers)
        {
            using var none = await driver.GetAsync(new Uri($"{Trips}/{trip.Id}/display", UriKind.Relative));
            await none.Problem(409, "WRONG_STATE");
        }
        await c.Carrier.Done($"{Trips}/{trip.Id}/issue", new { });
        await c.Drivers[1].Done($"{Trips}/{trip.Id}/receive", new { });
        await Verified("revoked", "replaced");
        screen = await c.Drivers[1].Get($"{Trips}/{trip.Id}/display");
        await Verified("notStarted", null);
        await c.Carrier.Done($"{Trips}/{trip.Id}/cancel", new { reason = "客户取消" });
        await Verified("revoked", "cancelled");
        var after = await c.Drivers[1].Get($"{Trips}/{trip.Id}/display");
        Assert.Equal(("cancelled", true, true), ((string)after["state"]!, after["token"] is null, after["qr"] is null));

        async Task Verified(string result, string? reason)
        {
            using var stranger = app.Anonymous();
            var verdict = await stranger.Get($"{HttpSteps.Api}/verify/{(string)screen["token"]!}");
            Assert.Equal((result, reason), ((string)verdict["result"]!, (string?)verdict["reason"]));
        }
    }

    /// <summary>What a screen's token says; signed anew it has another signature each time.</summary>
    private static string Said(JsonNode screen) => ((string)screen["token"]!).Split('.')[1];
}

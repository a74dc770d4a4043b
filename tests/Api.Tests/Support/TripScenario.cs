using System.Net;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// What is done with trips, and rows that say what comes of it: <c>issue=issued cancel=! receive=~received</c>. After
/// "=" stands the trip's status, the state on the screen, "ok" for a sheet, or the code of the refusal; "!" is
/// WRONG_STATE; "~" says that it was so before.
/// </summary>
internal static class TripScenario
{
    private const string WrongState = "WRONG_STATE";
    private static int _hours;

    /// <summary>The cells of a row.</summary>
    public static IEnumerable<(string Left, string Right)> Table(string row) => row.Split(' ')
        .Select(cell => cell.Split('=')).Select(pair => (pair[0], pair[1] == "!" ? WrongState : pair[1]));

    /// <summary>True when nothing may have happened.</summary>
    public static bool LeavesItAsItIs(string action, string outcome) =>
        action is "display" or "certificate" || outcome == WrongState || outcome[0] == '~';

    /// <summary>Whose business it is.</summary>
    public static HttpClient Right(this Charter c, string action) => action switch
    {
        "receive" or "display" => c.Drivers[0],
        "approve" or "refuse" => c.Officer,
        _ => c.Carrier,
    };

    /// <summary>What is sent; <paramref name="other"/>: with another content.</summary>
    public static string Body(string action, (string Id, JsonObject Plan) trip, bool other = false)
    {
        if (action != "amend")
            return action switch
            {
                "cancel" => $$"""{"reason":"{{(other ? "其他" : "客户取消")}}"}""",
                "refuse" => $$"""{"reasons":["{{(other ? "其他" : "合同不清晰")}}"]}""",
                _ => "{}",
            };
        var plan = trip.Plan.DeepClone();
        plan["passengers"] = other ? 12 : 11;
        return plan.ToJsonString();
    }

    /// <summary>Does it; gives what a row says of it.</summary>
    public static async Task<string> Does(
        this Charter c, string action, (string Id, JsonObject Plan) trip, HttpClient? client = null)
    {
        client ??= c.Right(action);
        var path = $"{Charter.Trips}/{trip.Id}/{action}";
        using var answer = action switch
        {
            "display" => await client.GetAsync(new Uri(path, UriKind.Relative)),
            "certificate" => await client.GetAsync(new Uri(path + ".svg", UriKind.Relative)),
            _ => await client.Post(path, Body(action, trip)),
        };
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode) return action == "certificate"
            ? "ok"
            : (string)JsonNode.Parse(text)![action == "display" ? "state" : "status"]!;
        var code = (string)JsonNode.Parse(text)!["code"]!;
        await answer.Problem((int)answer.StatusCode, code);
        return code;
    }

    /// <summary>A new trip in a state; each in an hour of its own, as vehicle and drivers are the same.</summary>
    public static Task<(string Id, JsonObject Plan)> TripIn(this Charter c, string state) =>
        c.TripIn(
            state, DateTimeOffset.Parse("2026-03-02T08:00:00+08:00", null).AddHours(Interlocked.Increment(ref _hours)));

    /// <summary>The same, of one hour from an instant on.</summary>
    public static async Task<(string Id, JsonObject Plan)> TripIn(this Charter c, string state, DateTimeOffset departs)
    {
        var plan = c.Trip(t =>
        {
            (t["departsAt"], t["returnsAt"]) = (
                $"{departs:yyyy-MM-ddTHH:mm:sszzz}", $"{departs.AddHours(1):yyyy-MM-ddTHH:mm:sszzz}");
            if (state is "manualReview" or "refused") t["oneWayKm"] = 800.1;
        });
        var id = (string)(await c.Carrier.Done(Charter.Trips, plan.ToJsonString(), HttpStatusCode.Created))["id"]!;
        string[] steps = state switch
        {
            "refused" => ["refuse"],
            "issued" => ["issue"],
            "received" => ["issue", "receive"],
            "paper" => ["paper"],
            "cancelled" => ["cancel"],
            _ => [],
        };
        foreach (var step in steps) await c.Right(step).Done($"{Charter.Trips}/{id}/{step}", Body(step, (id, plan)));
        return (id, plan);
    }
}

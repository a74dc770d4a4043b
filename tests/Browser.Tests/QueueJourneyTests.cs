using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: an officer decides case after case by the keyboard alone and waits for nothing. Method: a queue of vehicles'
/// annual reviews is prepared by the API; each is decided with at most three keys and Enter, and the next one opens by
/// itself. Twenty cases in the test command, two hundred with REGISTRY_BROWSERS=all.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class QueueJourneyTests(SiloProcess silo, ITestOutputHelper output)
{
    private const int SoonMs = 300;
    private static readonly int _cases = SiloProcess.Everything ? 200 : 20;

    [Fact]
    public async Task A_queue_is_worked_by_keys_and_each_refusal_has_its_article_in_the_history()
    {
        SiloProcess.NeedsChromium();
        var cases = await Prepared();
        await using var officer = await Visitor.Inside(silo, "officer.yunnan", "zh-CN", 1280);
        await officer.Page.GotoAsync("/desk?service=vehicle.annualReview");
        await officer.Keys("n", "Enter");
        await officer.Arrives("/desk/cases/");
        var (waits, decided) = (new List<double>(), new HashSet<string>());
        while (decided.Count < cases.Count && await IdOf(officer) is { } id)
        {
            if (!cases.Contains(id)) break;
            Assert.True(decided.Add(id), id);
            await officer.Keys("n", "Space", "Enter"); // Not accepted: the reasons open, the first has the focus.
            await Expect(officer.Page.Locator(".undo")).ToBeVisibleAsync();
            var sent = Stopwatch.GetTimestamp();
            await officer.Keys("Enter"); // Once more: it goes now.
            await officer.Leaves(id);
            waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        Assert.Equal(cases.Order(), decided.Order());
        waits.Sort();
        var p95 = waits[(int)Math.Ceiling(waits.Count * .95) - 1];
        output.WriteLine(FormattableString.Invariant(
            $"next case: median {waits[waits.Count / 2]:0} ms, p95 {p95:0} ms of {waits.Count}"));
        if (SiloProcess.Everything) Assert.True(p95 <= SoonMs, FormattableString.Invariant($"p95 {p95:0} ms"));
        using var desk = await silo.Api("officer.yunnan");
        foreach (var id in cases)
        {
            var decision = await desk.Got("applications/" + id);
            Assert.Equal("notAccepted", (string)decision["status"]!);
            Assert.Contains("（依据：", (string)decision["reasons"]![0]!, StringComparison.Ordinal);
            var history = await desk.Got($"vehicles/{(string)decision["vehicleId"]!}/history");
            Assert.Contains("（依据：", history.ToJsonString(PlainJson), StringComparison.Ordinal);
        }
    }

    private static System.Text.Json.JsonSerializerOptions PlainJson { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static async Task<string?> IdOf(Visitor officer) =>
        (await officer.Where()).Split('/') is [_, "desk", "cases", var id] ? id : null;

    /// <summary>New vehicles of the demonstration's carrier, each with its review handed in.</summary>
    private async Task<HashSet<string>> Prepared()
    {
        using var carrier = await silo.Api("operator.demo");
        using var desk = await silo.Api("officer.yunnan");
        var own = (await carrier.Got("operators?mine=true"))["items"]![0]!;
        var licence = await StaffJourneyTests.Upload(carrier, "vehicleLicenceFront");
        var ids = new HashSet<string>();
        for (var n = 0; n < _cases; n++)
        {
            var vehicle = await desk.Sent("vehicles", new JsonObject
            {
                ["creditCode"] = (string)own["creditCode"]!, ["kind"] = "generalFreight",
                ["plate"] = FormattableString.Invariant($"云C{10_000 + n}"), ["plateColour"] = "yellow",
                ["vin"] = Api.Tests.Support.Vins.Of(700_000 + n),
                ["certificateNumber"] = FormattableString.Invariant($"5301{88_000_000 + n}"),
                ["authority"] = "530100", ["validFrom"] = "2023-03-01", ["reviewedOn"] = "2025-03-01",
            });
            ids.Add((string)(await carrier.Sent($"vehicles/{(string)vehicle["id"]!}/applications", new
            {
                service = "vehicle.annualReview",
                form = new { contactName = "李示范", contactPhone = "13800000000", declared = true },
                materials = (object[])[new { kind = "vehicleLicenceFront", documentId = licence }],
            }))["id"]!);
        }
        return ids;
    }
}

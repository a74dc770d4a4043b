using System.Diagnostics;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Conformance;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: one registry, two hosts. Method: an embedded registry on PostgreSQL whose law's clock stands months ago fills
/// the database and stops; three silos start on it today, so everything that fell due meanwhile is overdue and comes
/// back as reminders; then the embedded one goes on where they stopped. Certificates, their histories, a session's
/// token and the token of a QR code are the same in each.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class HandOverTests(ITestOutputHelper output)
{
    private const string EntitiesSql = "select string_agg(kind || '/' || key, ',' order by kind, key) from entity";
    private static readonly (string, string?) _secret =
        ("Registry__KeySecret", "the same secret in either host, as docs/operations.md says");

    [Fact]
    public async Task Silos_take_over_what_is_overdue_and_give_it_back()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var database = await PostgresServer.Shared.NewDatabase();
        using var scratch = new Scratch();
        string token, qr, certificate;
        JsonArray history;
        await using (var embedded = await LoneSilo.Start(scratch["a"], Overdue.LongAgo, database, _secret))
        {
            qr = await TokenOfAReceivedTrip(embedded);
            Assert.Equal("notStarted", (string)(await embedded.Http.Get($"{HttpSteps.Api}/verify/{qr}"))["result"]!);
            token = await embedded.SignIn("officer.henan");
            certificate = (await SiloCluster.Certificates(embedded.Http, 1)).Single();
            history = await History(embedded.Http, certificate);
            await embedded.Stop();
        }
        var entities = await Entities(database);
        var before = Convert.ToInt64(await PostgresServer.Run(database, SiloCluster.OverdueSql), null);
        Assert.True(before > 50, $"only {before} deadlines are overdue");

        await using var cluster = await SiloCluster.Start(database: database, more: _secret);
        var watch = Stopwatch.StartNew();
        await cluster.Idle();
        output.WriteLine(
            $"{before} overdue deadlines done by reminders on three silos in {watch.Elapsed.TotalSeconds:0.0} s");
        // The trip is long over: what counts is that its signature is still known.
        history = await GoesOn(cluster.Silos[1].Client(token), certificate, history, "at a silo");
        var verdict = (string)(await cluster.Silos[2].Client().Get($"{HttpSteps.Api}/verify/{qr}"))["result"]!;
        Assert.Equal("expired", verdict);
        await cluster.Check(null);

        await using var back = await LoneSilo.Start(scratch["b"], null, database, _secret);
        Assert.Equal(verdict, (string)(await back.Http.Get($"{HttpSteps.Api}/verify/{qr}"))["result"]!);
        back.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await GoesOn(back.Http, certificate, history, "embedded again");
        Assert.Empty(entities.Except(await Entities(database)));
    }

    /// <summary>What was in the history is there unchanged, and a command adds to it.</summary>
    private static async Task<JsonArray> GoesOn(HttpClient officer, string certificate, JsonArray before, string where)
    {
        var points = new { points = 1, on = SiloCluster.Today, note = where };
        await officer.Done($"{HttpSteps.Api}/certificates/{certificate}/violations", points);
        var after = await History(officer, certificate);
        Assert.True(after.Count > before.Count, $"nothing was added {where}");
        Assert.Equal(before.Select(Hash), after.Take(before.Count).Select(Hash));
        return after;
    }

    private static string Hash(JsonNode? entry) => (string)entry!["hash"]!;

    private static async Task<JsonArray> History(HttpClient officer, string certificate) =>
        (await officer.Get($"{HttpSteps.Api}/certificates/{certificate}/history?limit=200"))["items"]!.AsArray();

    private static async Task<string[]> Entities(string database) =>
        ((string)(await PostgresServer.Run(database, EntitiesSql))!).Split(',');

    /// <summary>The token in the QR code that the driver of a trip shows.</summary>
    private static async Task<string> TokenOfAReceivedTrip(LoneSilo registry)
    {
        await registry.SignIn("operator.demo");
        var (buses, drivers) = await DemonstrationTrips.Of(registry.Http);
        var departs = DateTimeOffset.Parse(Overdue.LongAgo, null).DateTime.AddDays(2);
        var plan = DemonstrationTrips.Plan(buses[0], drivers, departs, "HT-1").ToJsonString();
        using var filed = await registry.Http.Post(HttpSteps.Api + "/trips", plan);
        var trip = $"{HttpSteps.Api}/trips/{(string)(await filed.Json())["id"]!}";
        await registry.Http.Done(trip + "/issue", new { });
        await registry.SignIn("driver.3");
        await registry.Http.Done(trip + "/receive", new { });
        return (string)(await registry.Http.Get(trip + "/display"))["token"]!;
    }
}

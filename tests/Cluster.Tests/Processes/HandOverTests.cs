using System.Diagnostics;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;
using Xunit.Abstractions;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: one registry, two hosts. Method: an embedded registry on PostgreSQL whose law's clock stands months ago fills the
/// database and stops; three silos start on it today, so everything that fell due meanwhile is overdue and comes back as
/// reminders; then the embedded one goes on where they stopped.
/// </summary>
[Collection("real silos, one test at a time")]
public sealed class HandOverTests(ITestOutputHelper output)
{
    private const string LongAgo = "2026-02-13T09:00:00+08:00";

    private const string Overdue =
        "select count(*) from deadline where not parked and due_at <= registry_ticks(clock_timestamp())";

    [SkippableFact]
    public async Task Silos_take_over_what_is_overdue_and_give_it_back()
    {
        Skip.If(PostgresServer.Shared.Missing is not null, PostgresServer.Shared.Missing);
        var database = await PostgresServer.Shared.NewDatabase();
        using var scratch = new Scratch();
        string token;
        await using (var embedded = await Embedded(database, scratch["a"], LongAgo)) token = await SignedIn(embedded);
        var before = Convert.ToInt64(await PostgresServer.Run(database, Overdue), null);
        Assert.True(before > 50, $"only {before} deadlines are overdue");

        await using var cluster = await SiloCluster.Start(database: database);
        var watch = Stopwatch.StartNew();
        await cluster.Until(TimeSpan.FromMinutes(3), Overdue, 0);
        await cluster.Until(TimeSpan.FromSeconds(30), "select count(*) from outbox", 0);
        output.WriteLine($"{before} overdue deadlines done by reminders on three silos in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(0L, await PostgresServer.Run(database, "select count(*) from deadline where parked"));
        Assert.Equal(0L, await PostgresServer.Run(database,
            "select count(*) from (select kind, key, version, row_number() over (partition by kind, key order by version) as n from event) as e where version <> n"));
        Assert.Equal(0L, await PostgresServer.Run(database,
            "select count(*) from (select kind, key, type, command_id from event where command_id like 'deadline:%' group by 1, 2, 3, 4 having count(*) > 1) as twice where type not like 'certificate.cycle%'"));
        await cluster.Silos[1].Client(token).Get(Talk.Api + "/me"); // The embedded registry's token.
        foreach (var silo in cluster.Silos)
        {
            silo.Signal("TERM");
            await silo.Ended();
        }
        await using var back = await Embedded(database, scratch["b"], null);
        back.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await back.Get(Talk.Api + "/me");
    }

    private static async Task<EmbeddedProcess> Embedded(string database, string folder, string? clock)
    {
        var embedded = EmbeddedProcess.Start(database, folder, clock);
        await ApiProcess.Until(TimeSpan.FromMinutes(2), async () =>
        {
            if (embedded.HasExited) throw new InvalidOperationException("the embedded registry ended:\n" + embedded.Log);
            return (await embedded.GetAsync("/readyz")).IsSuccessStatusCode;
        });
        return embedded;
    }

    private static async Task<string> SignedIn(HttpClient http) =>
        (string)(await http.Done("/api/v1/sessions", new { userName = "officer.henan", password = SiloProcess.Password }))["token"]!;
}

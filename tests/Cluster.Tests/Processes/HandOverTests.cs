using System.Diagnostics;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;
using Xunit.Abstractions;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: one registry, two hosts. Method: an embedded registry on PostgreSQL whose law's clock stands months ago fills the
/// database and stops; three silos start on it today, so everything that fell due meanwhile is overdue and comes back as
/// reminders; then the embedded one goes on where they stopped.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class HandOverTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Silos_take_over_what_is_overdue_and_give_it_back()
    {
        Skip.If(PostgresServer.Shared.Missing is not null, PostgresServer.Shared.Missing);
        var database = await PostgresServer.Shared.NewDatabase();
        using var scratch = new Scratch();
        string token;
        await using (var embedded = await ApiProcess.Start(scratch["a"], Overdue.LongAgo, database))
        {
            token = await embedded.SignIn("officer.henan");
            await embedded.Stop();
        }
        var before = Convert.ToInt64(await PostgresServer.Run(database, SiloCluster.OverdueSql), null);
        Assert.True(before > 50, $"only {before} deadlines are overdue");

        await using var cluster = await SiloCluster.Start(database: database);
        var watch = Stopwatch.StartNew();
        await cluster.Idle();
        output.WriteLine($"{before} overdue deadlines done by reminders on three silos in {watch.Elapsed.TotalSeconds:0.0} s");
        await cluster.Silos[1].Client(token).Get(Talk.Api + "/me"); // The embedded registry's token.
        await cluster.Check(null);
        await using var back = await ApiProcess.Start(scratch["b"], null, database);
        back.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await back.Http.Get(Talk.Api + "/me");
    }
}

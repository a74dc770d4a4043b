using System.Diagnostics;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;
using Xunit.Abstractions;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: a silo that is cut off does no harm, whether it still reaches the database or nothing at all. Method: three real
/// silos in networks of their own (SiloNetwork); the third is cut off in silence while all three are under load.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class PartitionTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("the database alone")]
    [InlineData("nothing")]
    public async Task A_silo_is_cut_off_and_reaches(string what)
    {
        SiloCluster.OnlyInLongRuns();
        Skip.If(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        using var network = SiloNetwork.Make(3);
        Skip.If(network is null, "network namespaces need root and iproute2");
        var server = PostgresProcess.Start(PostgresProcess.FindPrograms()!, network: network.Hub);
        await using var cluster = new SiloCluster(server.ConnectionString, server);
        await cluster.Begin(true, Enumerable.Range(1, 3).Select<int, Func<SiloProcess>>(n => () => SiloProcess.StartAt(
            network.Address(n), network.In(n, "dotnet", Programs.PathOf("Silo")), cluster.Database, "Registry")));
        var ledger = await cluster.Load(secondsMost: 5);
        var given = TimeSpan.Zero;
        await ledger.Through(async () =>
        {
            network.Cut(3, 1);
            network.Cut(3, 2);
            if (what == "nothing") network.Cut(3, 0);
            var watch = Stopwatch.StartNew();
            await ApiProcess.Until(TimeSpan.FromSeconds(60), async () => await cluster.Alive() == 2);
            given = watch.Elapsed;
            await ledger.More(300);
            if (what == "nothing") network.Heal(3, 0);
            network.Heal(3, 1);
            network.Heal(3, 2);
            // Whoever was given up comes back as another silo or not at all: it must not go on as if nothing had been.
            await ApiProcess.Until(TimeSpan.FromSeconds(60), async () => cluster.Silos[2].HasExited || !await cluster.Silos[2].IsReady());
        });
        output.WriteLine($"a silo reached {what}: it was given up after {given.TotalSeconds:0.0} s; {ledger}");
        Assert.All(cluster.Silos.Take(2), silo => Assert.False(silo.HasExited, "a silo that was not cut off has ended"));
        if (!cluster.Silos[2].HasExited) cluster.Silos[2].Signal("KILL");
        await cluster.Silos[2].Ended();
        await cluster.Check(ledger);
    }
}

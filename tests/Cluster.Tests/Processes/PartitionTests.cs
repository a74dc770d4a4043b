using System.Diagnostics;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: a silo that is cut off does no harm, whether it still reaches the database or nothing at all. Method: three
/// real silos in networks of their own (SiloNetwork); the third is cut off in silence while all three are under load.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class PartitionTests(ITestOutputHelper output)
{
    /// <summary>
    /// The second silo sees both of two that do not see each other, and says so when it is asked to probe: then nobody
    /// need be given up. What cannot pass between the two is refused as not acknowledged and goes another way.
    /// </summary>
    [Fact]
    public async Task Two_silos_do_not_see_each_other_and_the_third_sees_both()
    {
        SiloCluster.OnlyInLongRuns();
        using var network = Network();
        await using var cluster = await Started(network);
        var ledger = await cluster.Load(maxSeconds: 15);
        await ledger.Through(async () =>
        {
            network.Cut(3, 1);
            var watch = Stopwatch.StartNew();
            await ledger.More(300);
            var left = TimeSpan.FromSeconds(20) - watch.Elapsed;
            if (left > TimeSpan.Zero) await Task.Delay(left); // That is the fault.
            network.Heal(3, 1);
        });
        output.WriteLine($"two silos of three apart for 20 s, {await cluster.Alive()} are members after: {ledger}");
        await cluster.Check(ledger);
    }

    [Theory]
    [InlineData("the database alone")]
    [InlineData("nothing")]
    public async Task A_silo_is_cut_off_and_reaches(string what)
    {
        SiloCluster.OnlyInLongRuns();
        using var network = Network();
        await using var cluster = await Started(network);
        var ledger = await cluster.Load(maxSeconds: 5);
        var given = TimeSpan.Zero;
        await ledger.Through(async () =>
        {
            network.Cut(3, 1);
            network.Cut(3, 2);
            if (what == "nothing") network.Cut(3, 0);
            var watch = Stopwatch.StartNew();
            await LoneSilo.Until(TimeSpan.FromSeconds(60), async () => await cluster.Alive() == 2);
            given = watch.Elapsed;
            await ledger.More(300);
            if (what == "nothing") network.Heal(3, 0);
            network.Heal(3, 1);
            network.Heal(3, 2);
            // Whoever was given up comes back as another silo or not at all: it must not go on as if nothing had been.
            await LoneSilo.Until(TimeSpan.FromSeconds(60), async () => cluster.Silos[2].HasExited
                || !await cluster.Silos[2].IsReady());
        });
        output.WriteLine($"a silo reached {what}: it was given up after {given.TotalSeconds:0.0} s; {ledger}");
        Assert.All(
            cluster.Silos.Take(2), silo => Assert.False(silo.HasExited, "a silo that was not cut off has ended"));
        if (!cluster.Silos[2].HasExited) cluster.Silos[2].Signal("KILL");
        await cluster.Silos[2].Ended();
        await cluster.Check(ledger);
    }

    private static SiloNetwork Network()
    {
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var network = SiloNetwork.Make(3);
        Assert.SkipWhen(network is null, "network namespaces need root and iproute2");
        return network;
    }

    private static async Task<SiloCluster> Started(SiloNetwork network)
    {
        var server = await Demonstration.Server(clock: null, secret: null, network: network.Hub);
        var cluster = new SiloCluster(server.ConnectionString, server);
        await cluster.Begin(false, Enumerable.Range(1, 3).Select<int, Func<SiloProcess>>(n => () => SiloProcess.StartAt(
            network.Address(n), network.In(n, "dotnet", Programs.PathOf("Silo")), cluster.Database, "Registry")));
        return cluster;
    }
}

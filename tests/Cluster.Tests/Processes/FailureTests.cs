using System.Diagnostics;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: what was acknowledged is there once, whatever becomes of a silo or of the database. Method: three real silos
/// under load; one is killed, stopped by SIGTERM, put to sleep or starved, or their server is; in the end the Checker
/// looks at the whole registry. All of them are long: every run of the tests has kills, crashes and ended connections
/// in its soak.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class FailureTests(ITestOutputHelper output)
{
    private const int Rounds = 3;
    private static readonly TimeSpan _moment = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("Registry", "KILL")]
    [InlineData("AdoNet", "KILL")]
    [InlineData("Registry", "TERM")]
    public async Task A_silo_goes_under_load(string provider, string signal)
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start(provider);
        var ledger = await cluster.Load();
        await ledger.Through(async () =>
        {
            cluster.Silos[2].Signal(signal);
            await cluster.Silos[2].Ended();
            await ledger.More(200);
            await cluster.Add(provider);
        });
        output.WriteLine($"{provider} {signal}: {ledger}");
        if (signal == "TERM") Assert.Equal(0, cluster.Silos[2].ExitCode);
        await cluster.Check(ledger);
    }

    [Theory]
    [InlineData("Registry", "stopped")]
    [InlineData("Registry", "crashed")]
    [InlineData("AdoNet", "crashed")]
    [InlineData("Registry", "connections")]
    [InlineData("AdoNet", "connections")]
    public async Task PostgreSQL_breaks_under_three_silos(string provider, string fault)
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.StartOnOwnServer(provider);
        var ledger = await cluster.Load();
        for (var round = 1; round <= Rounds; round++)
        {
            await ledger.Through(async () =>
            {
                if (fault == "stopped") cluster.Server.Stop();
                if (fault == "crashed") cluster.Server.Crash();
                if (fault != "connections")
                {
                    foreach (var silo in cluster.Silos)
                        await LoneSilo.Until(_moment, async () => !await silo.IsReady());
                    cluster.Server.Begin();
                }
                else Assert.NotEqual(0L, await PostgresServer.Run(cluster.Database, LostAnswers.EndConnections));
            });
        }
        output.WriteLine($"{provider}, PostgreSQL {fault} {Rounds} times: {ledger}");
        Assert.All(cluster.Silos, silo => Assert.False(silo.HasExited, "a silo ended with its database away"));
        foreach (var silo in cluster.Silos) await silo.Ready();
        await cluster.Check(ledger);
    }

    [Fact]
    public async Task The_disk_of_PostgreSQL_is_full_under_three_silos()
    {
        SiloCluster.OnlyInLongRuns();
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        using var disk = new SmallDisk(256 * 1024 * 1024);
        Assert.SkipUnless(disk.IsMounted, "mounting a small disk needs root");
        await using var cluster = await SiloCluster.StartOnOwnServer(folder: disk.Folder);
        var ledger = await cluster.Load();
        await ledger.Through(async () =>
        {
            var (before, watch) = (ledger.Repeats, Stopwatch.StartNew());
            for (; ledger.Repeats < before + 50; await Task.Delay(20))
            {
                disk.Fill(leaveBytes: 0);
                Assert.True(watch.Elapsed < _moment, "it never filled up");
            }
            disk.Clear();
            if (cluster.Server.HasExited) cluster.Server.Begin();
        });
        output.WriteLine($"disk of PostgreSQL full: {ledger}");
        await cluster.Check(ledger);
    }

    /// <summary>A silo that sleeps is given up; when it wakes it must not speak of what it no longer owns.</summary>
    [Fact]
    public async Task A_silo_sleeps_and_wakes()
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start();
        var ledger = await cluster.Load(maxSeconds: 5);
        await ledger.Through(async () =>
        {
            cluster.Silos[2].Signal("STOP");
            await Task.Delay(TimeSpan.FromSeconds(12)); // That is the fault: no condition ends a sleep.
            Assert.Equal(2, await cluster.Alive());
            cluster.Silos[2].Signal("CONT");
        });
        output.WriteLine($"asleep for 12 s: {ledger}");
        // It was given up, sees that, and ends.
        await LoneSilo.Until(_moment, () => Task.FromResult(cluster.Silos[2].HasExited));
        await cluster.Check(ledger);
    }

    /// <summary>A silo that gets a quarter of its time is slow, and stays.</summary>
    [Fact]
    public async Task A_starved_silo_is_not_given_up()
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start();
        var ledger = await cluster.Load();
        await ledger.Through(async () =>
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(25);)
            {
                cluster.Silos[2].Signal("STOP");
                await Task.Delay(300);
                cluster.Silos[2].Signal("CONT");
                await Task.Delay(100);
            }
        });
        output.WriteLine($"starved for 25 s, 300 ms asleep of 400: {ledger}");
        Assert.False(cluster.Silos[2].HasExited, cluster.Silos[0].Log + cluster.Silos[2].Log);
        Assert.Equal(3, await cluster.Alive());
        await cluster.Check(ledger);
    }
}

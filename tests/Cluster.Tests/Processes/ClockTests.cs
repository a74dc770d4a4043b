using System.Diagnostics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: a silo whose clock is wrong decides nothing. Method: Debian's faketime under one of three real silos; its
/// clock goes five minutes wrong while it works.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class ClockTests(ITestOutputHelper output)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
    private const string Marked = "select count(*) from deadline where name = 'marked'";
    private const string SecondsLeft = """
        select coalesce(min(due_at) - registry_ticks(clock_timestamp()), 0) / 10000000
        from deadline where name = 'marked'
        """;

    [Theory]
    [InlineData("+300")]
    [InlineData("-300")]
    public async Task A_silo_whose_clock_goes_wrong_leaves_and_its_deadlines_are_done_in_time_by_others(string seconds)
    {
        if (seconds != "+300") SiloCluster.OnlyInLongRuns();
        Assert.SkipUnless(File.Exists(Library), "no faketime here (Debian's package faketime)");
        using var scratch = new Scratch();
        await using var cluster = await SiloCluster.Start();
        var clock = scratch["clock"];
        await File.WriteAllTextAsync(clock, "+0");
        var wrong = SiloProcess.Start(
            cluster.Database, "Registry", ("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", clock),
            ("FAKETIME_CACHE_DURATION", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1"));
        cluster.Silos.Add(wrong);
        await wrong.Ready();

        // Looks at the clock, all due in fifteen seconds; a silo that is five minutes fast would take them at once.
        await PostgresServer.Run(cluster.Database, """
            update deadline set name = 'marked', due_at = registry_ticks(clock_timestamp() + interval '15 seconds')
            where (kind, key) in (select kind, key from deadline where not parked order by ring_hash limit 200)
            """);
        await File.WriteAllTextAsync(clock, seconds);
        var looks = NobodyIsEarly(cluster);
        await LoneSilo.Until(TimeSpan.FromSeconds(30), async () => !await wrong.IsReady());
        await LoneSilo.Until(TimeSpan.FromSeconds(60), () => Task.FromResult(wrong.HasExited));
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("the clocks differ", wrong.Log, StringComparison.Ordinal);

        Assert.True(await looks > 20, "it was hardly looked at");
        var watch = Stopwatch.StartNew();
        await cluster.Until(TimeSpan.FromSeconds(60), Marked, 0);
        output.WriteLine(
            $"clock {seconds} s: 200 deadlines of four silos were done by the other three "
            + $"within {watch.Elapsed.TotalSeconds:0.0} s of their time");

        var again = SiloProcess.Start(
            cluster.Database, "Registry", ("LD_PRELOAD", Library), ("FAKETIME", seconds), ("DONT_FAKE_MONOTONIC", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        cluster.Silos.Add(again);
        await again.Ended();
        Assert.Contains("does not join", again.Log, StringComparison.Ordinal);
        await cluster.Check(null);
    }

    /// <summary>Looks until a second before their time that all are still there; how often it could look.</summary>
    private static async Task<int> NobodyIsEarly(SiloCluster cluster)
    {
        for (var looks = 0; ; looks++)
        {
            var there = await PostgresServer.Run(cluster.Database, Marked);
            if (Convert.ToInt64(await PostgresServer.Run(cluster.Database, SecondsLeft), null) <= 1) return looks;
            Assert.Equal(200L, there);
            await Task.Delay(200);
        }
    }
}

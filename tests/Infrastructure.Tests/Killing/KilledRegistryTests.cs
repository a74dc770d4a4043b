using System.Diagnostics;
using Npgsql;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Killing;

/// <summary>
/// Goal: whatever breaks, nothing acknowledged is lost, nothing is done twice, and what fell due is done. Method: real
/// processes under load on real databases, really killed; in the end the Checker looks at all of it.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class KilledRegistryTests(ITestOutputHelper output)
{
    private const int Rounds = 3;

    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);

    /// <summary>
    /// One after the other, as they come in years, and looked at in the end. Asleep is as when its machine is moved to
    /// another host: it knows nothing of it.
    /// </summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres", "stopped", "crashed", "connections")]
    public async Task Asleep_killed_and_with_its_server_broken_under_load_it_keeps_every_acknowledged_command_once(
        string store, params string[] broken)
    {
        await using var registry = await FaultyRegistry.Start(store);
        await registry.Ledger.Through(async () =>
        {
            await registry.Process.Signal("STOP");
            await Task.Delay(TimeSpan.FromSeconds(4)); // That is the fault: no condition ends a sleep.
            await registry.Process.Signal("CONT");
        });
        Said("asleep for 4 s");
        Assert.True(registry.Ledger.LongestPause > TimeSpan.FromSeconds(3), "it was not asleep");

        var before = registry.Ledger.Repeats;
        for (var round = 1; round <= Rounds; round++) await registry.Ledger.Through(registry.KillAndBegin);
        Said($"killed {Rounds} times");
        Assert.True(registry.Ledger.Repeats > before, "nothing was on its way");

        foreach (var fault in broken)
        {
            for (var round = 1; round <= Rounds; round++) await registry.Ledger.Through(() => Break(registry, fault));
            Said($"{fault} {Rounds} times");
        }
        await registry.Check();

        void Said(string what) => output.WriteLine($"{store}, {what}: {registry.Ledger}");
    }

    private static async Task Break(FaultyRegistry registry, string fault)
    {
        if (fault == "stopped") registry.Server!.Stop();
        if (fault == "crashed") registry.Server!.Crash();
        if (fault != "connections") registry.Server!.Begin();
        else Assert.NotEqual("0", await registry.Sql(LostAnswers.EndConnections));
    }

    [Theory]
    [InlineData("sqlite", 64)]
    [InlineData("postgres", 256)]
    public async Task A_full_disk_refuses_and_with_room_again_it_goes_on(string store, int megabytes)
    {
        using var disk = new SmallDisk(megabytes * 1024 * 1024);
        Assert.SkipUnless(disk.IsMounted, "mounting a small disk needs root");
        await using var registry = await FaultyRegistry.Start(store, disk.Folder);
        await registry.Ledger.Through(async () =>
        {
            var before = registry.Ledger.Repeats;
            for (var watch = Stopwatch.StartNew(); registry.Ledger.Repeats < before + 50; await Task.Delay(20))
            {
                disk.Fill(leaveBytes: 0); // Again and again: a server gives back files that it has no more use for.
                Assert.True(watch.Elapsed < _moment, "it never filled up");
            }
            disk.Clear();
            if (registry.Server is { HasExited: true }) registry.Server.Begin();
        });
        output.WriteLine($"{store}, disk full: {registry.Ledger}");
        await registry.Check();
    }

    /// <summary>
    /// Neither refused nor broken, but silent: who scrapes must hear of it before it gives up (ten seconds).
    /// </summary>
    [Fact]
    public async Task A_database_that_hangs_is_informed_by_the_metrics_in_time()
    {
        await using var registry = await FaultyRegistry.Demonstrated("postgres");
        await registry.Begin();
        Assert.Equal((1, 1), (await registry.Metric("registry_ready"), await registry.Metric("registry_storage_up")));
        await using (var held = new NpgsqlConnection(registry.Options.Postgres))
        {
            await held.OpenAsync();
            await using var locking = new NpgsqlCommand("BEGIN; LOCK TABLE deadline IN ACCESS EXCLUSIVE MODE", held);
            await locking.ExecuteNonQueryAsync();
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, await registry.Metric("registry_storage_up"));
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
        }
        await LoneSilo.Until(_moment, async () => await registry.Metric("registry_storage_up") == 1);
    }
}

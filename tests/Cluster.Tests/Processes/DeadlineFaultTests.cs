using System.Diagnostics;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: every deadline is done once and in its time, however many there are and whatever is in the way.
/// Method: three real silos on a register that was filled months ago; what they read of it is full of rows that
/// cannot be carried out, and one of the silos is killed.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class DeadlineFaultTests(ITestOutputHelper output)
{
    private const int OverdueShort = 3_000, OverdueLong = 500_000;

    private const string Left = SiloCluster.OverdueSql + " and key not like 'Q-POISON%'";

    /// <summary>
    /// Half a million at the rate of the machine; the short run has three thousand, with poison and a kill.
    /// </summary>
    [Fact]
    public async Task Everything_overdue_at_the_start_is_done_once()
    {
        SiloCluster.OnlyInLongRuns();
        await using var filled = await Filled.With(OverdueLong);
        await filled.Sql(Overdue.MakeAll);
        await Drained(filled, OverdueLong, maxMinutes: 30);
    }

    /// <summary>
    /// And one of the silos is killed in the middle of it: what it was doing is done by others, once. Of the oldest
    /// rows more than a page can never be carried out.
    /// </summary>
    [Fact]
    public async Task Poison_at_the_head_of_what_is_due_and_a_kill_lose_no_deadline()
    {
        await using var filled = await Filled.With(OverdueShort);
        await using var cluster = await SiloCluster.Start(database: filled.Database);
        await cluster.Until(TimeSpan.FromMinutes(2), Left, 0); // What had fallen due by itself since then.
        await filled.Sql(string.Join(';', Overdue.Poison(DeadlineWork.PageSize + 100)));
        await filled.Sql(Overdue.MakeAll);
        cluster.Silos[2].Signal("KILL");
        var left = await filled.Sql(Left);
        await cluster.Silos[2].Ended();
        output.WriteLine($"killed with {left} to do");
        Assert.NotEqual(0L, left);
        await Done(cluster, filled, OverdueShort, maxMinutes: 6);
    }

    private async Task Drained(Filled filled, int deadlines, int maxMinutes)
    {
        Assert.True((long)(await filled.Sql(Left))! > deadlines / 2, "not even half of them are overdue");
        await using var cluster = await SiloCluster.Start(database: filled.Database);
        await Done(cluster, filled, deadlines, maxMinutes);
    }

    private async Task Done(SiloCluster cluster, Filled filled, int deadlines, int maxMinutes)
    {
        var watch = Stopwatch.StartNew();
        await cluster.Until(TimeSpan.FromMinutes(maxMinutes), Left, 0);
        output.WriteLine($"{deadlines} overdue deadlines done in {watch.Elapsed.TotalSeconds:0.0} s");
        await cluster.Until(
            TimeSpan.FromMinutes(1), "select count(*) from deadline where key like 'Q-POISON%' and attempts = 0", 0);
        await filled.Sql("delete from deadline where key like 'Q-POISON%'");
        var numbers = string.Join(", ", Overdue.NumberKeys.Select(key => $"'Q-{key}'"));
        var states = await filled.Sql($"select count(distinct state) from entity where key in ({numbers})");
        Assert.Equal((long)Overdue.NumberKeys.Count, states);
        await cluster.Idle(maxMinutes);
        output.WriteLine($"and all that followed from them {watch.Elapsed.TotalSeconds:0.0} s after");
        await cluster.Check(null);
    }

    /// <summary>A database with a register of long ago.</summary>
    private sealed class Filled(string database) : IAsyncDisposable
    {
        public string Database => database;

        public static async Task<Filled> With(int certificates)
        {
            if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
            using var scratch = new Scratch();
            var filled = new Filled(await PostgresServer.Shared.NewDatabase());
            await Overdue.Fill(
                new RegistryOptions { Folder = scratch["fill"], Postgres = filled.Database }, certificates);
            return filled;
        }

        public Task<object?> Sql(string script) => PostgresServer.Run(database, script);

        public async ValueTask DisposeAsync() => await PostgresServer.Shared.Drop(database);
    }
}

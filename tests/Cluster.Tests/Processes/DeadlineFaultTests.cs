using System.Diagnostics;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: every deadline is done once and in its time, however many there are and whatever is in the way. Method: three
/// real silos on a register that was filled months ago; what they read of it is made slow, or full of poison.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class DeadlineFaultTests(ITestOutputHelper output)
{
    private const int OverdueShort = 300, OverdueLong = 500_000;

    private const string Left = SiloCluster.OverdueSql + " and key not like 'Q-POISON%'";

    /// <summary>The registry's own reading of a range, as it was installed, slow for every third range and with small limits.</summary>
    private const string SlowNarrowReads = """
        DO $do$ DECLARE body text := pg_get_functiondef('registry_due_reminders_v1(integer, integer, boolean)'::regprocedure);
        BEGIN
            body := replace(body, 'BEGIN', 'BEGIN IF p_begin % 3 = 0 THEN PERFORM pg_sleep(2.5); END IF;');
            body := replace(body, 'LIMIT v_most', 'LIMIT 5');
            body := replace(body, 'LIMIT v_again', 'LIMIT 2');
            ASSERT body LIKE '%pg_sleep%LIMIT 5;%LIMIT 2;%', body;
            EXECUTE body;
        END $do$
        """;

    /// <summary>Half a million at the rate of the machine; the short run has three hundred, with slow reads and poison.</summary>
    [Fact]
    public async Task Everything_overdue_at_the_start_is_done_once()
    {
        SiloCluster.OnlyInLongRuns();
        await using var filled = await Filled.With(OverdueLong);
        await filled.Sql(Overdue.MakeAll);
        await Drained(filled, OverdueLong, minutesMost: 30);
    }

    /// <summary>
    /// And one of the silos is killed in the middle of it: what it was doing is done by others, once.
    /// </summary>
    [Fact]
    public async Task Slow_reads_of_what_is_due_poison_at_its_head_and_a_kill_lose_no_tick()
    {
        await using var filled = await Filled.With(OverdueShort);
        await filled.Sql(Overdue.MakeAll);
        // Each silo reads its part of the ring in thirty ranges. A third of the reads take 2.5 s, and
        // each answers five rows at most; of the 700 oldest rows, more than five a range, none can ever be carried out.
        await filled.Sql(string.Join(';', Overdue.Poison(700)));
        await filled.Sql(SlowNarrowReads);
        await Drained(filled, OverdueShort, minutesMost: 6, async cluster =>
        {
            var left = await filled.Sql(Left);
            cluster.Silos[2].Signal("KILL");
            await cluster.Silos[2].Ended();
            output.WriteLine($"killed with {left} to do");
            Assert.NotEqual(0L, left);
        });
    }

    private async Task Drained(Filled filled, int deadlines, int minutesMost, Func<SiloCluster, Task>? fault = null)
    {
        Assert.True((long)(await filled.Sql(Left))! > deadlines / 2, "not even half of them are overdue");
        await using var cluster = await SiloCluster.Start(database: filled.Database);
        var watch = Stopwatch.StartNew();
        if (fault is not null) await fault(cluster);
        await cluster.Until(TimeSpan.FromMinutes(minutesMost), Left, 0);
        output.WriteLine($"{deadlines} overdue deadlines done in {watch.Elapsed.TotalSeconds:0.0} s after the silos were ready");
        await cluster.Until(TimeSpan.FromMinutes(1), "select count(*) from deadline where key like 'Q-POISON%' and attempts = 0", 0);
        await filled.Sql("delete from deadline where key like 'Q-POISON%'");
        var numbers = string.Join(", ", Overdue.NumberKeys.Select(key => $"'Q-{key}'"));
        var states = await filled.Sql($"select count(distinct state) from entity where key in ({numbers})");
        Assert.Equal((long)Overdue.NumberKeys.Count, states);
        await cluster.Idle(minutesMost);
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
            await Overdue.Fill(new RegistryOptions { Folder = scratch["fill"], Postgres = filled.Database }, certificates);
            return filled;
        }

        public Task<object?> Sql(string script) => PostgresServer.Run(database, script);

        public async ValueTask DisposeAsync() => await PostgresServer.Shared.Drop(database);
    }
}

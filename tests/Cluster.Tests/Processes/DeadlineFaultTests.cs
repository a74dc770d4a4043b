using System.Diagnostics;
using OrleansRegistry.Hosting;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;
using Xunit.Abstractions;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: every deadline is done once and in its time, however many there are and whatever is in the way. Method: three
/// real silos on a register that was filled months ago; what they read of it is made slow, or full of poison.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class DeadlineFaultTests(ITestOutputHelper output)
{
    private const int OverdueShort = 1_000, OverdueLong = 500_000;

    private const string QuickReads = "ALTER FUNCTION registry_due_reminders_v1(integer, integer, boolean) RENAME TO registry_due_reminders_quick";

    private static string Reads(string body) => $"""
        CREATE FUNCTION registry_due_reminders_v1(p_begin integer, p_end integer, p_wraps boolean)
        RETURNS TABLE (GrainId text, ReminderName text, StartTime timestamptz, Period bigint, Version integer) LANGUAGE plpgsql AS $$
        BEGIN {body} END $$
        """;

    /// <summary>Half a million at the rate of the machine; the short run has a thousand, with slow reads and poison.</summary>
    [SkippableFact]
    public async Task Everything_overdue_at_the_start_is_done_once()
    {
        SiloCluster.OnlyInLongRuns();
        await using var filled = await Filled.With(OverdueLong);
        await filled.Sql(Overdue.MakeAll);
        await Drained(filled, OverdueLong, minutesMost: 30);
    }

    [SkippableFact]
    public async Task Slow_reads_of_what_is_due_and_poison_at_its_head_lose_no_tick()
    {
        await using var filled = await Filled.With(OverdueShort);
        await filled.Sql(Overdue.MakeAll);
        // Each silo reads its part of the ring in thirty ranges. Each read takes 2.5 s and answers five rows at most; of
        // the 700 oldest rows, more than five a range, none can ever be carried out.
        await filled.Sql(string.Join(';', Overdue.Poison(700)));
        await filled.Sql(QuickReads);
        await filled.Sql(Reads("""
            PERFORM pg_sleep(2.5);
            RETURN QUERY SELECT r.GrainId, r.ReminderName, r.StartTime, r.Period, r.Version FROM registry_reminder_v1 AS r
            WHERE r.due_at <= registry_ticks(clock_timestamp() + interval '2 minutes') AND CASE
                WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
                ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
            ORDER BY r.due_at, r.key LIMIT 5;
            """));
        await Drained(filled, OverdueShort, minutesMost: 4);
    }

    private async Task Drained(Filled filled, int deadlines, int minutesMost)
    {
        await using var cluster = await SiloCluster.Start(database: filled.Database);
        var watch = Stopwatch.StartNew();
        await cluster.Until(TimeSpan.FromMinutes(minutesMost), SiloCluster.OverdueSql + " and key not like 'Q-POISON%'", 0);
        output.WriteLine($"{deadlines} overdue deadlines done in {watch.Elapsed.TotalSeconds:0.0} s after the silos were ready");
        await cluster.Until(TimeSpan.FromMinutes(1), "select count(*) from deadline where key like 'Q-POISON%' and attempts = 0", 0);
        await filled.Sql("delete from deadline where key like 'Q-POISON%'");
        await cluster.Check(null);
    }

    /// <summary>A database with a register of long ago.</summary>
    private sealed class Filled(string database) : IAsyncDisposable
    {
        public string Database => database;

        public static async Task<Filled> With(int certificates)
        {
            Skip.If(PostgresServer.Shared.Missing is not null, PostgresServer.Shared.Missing);
            using var scratch = new Scratch();
            var filled = new Filled(await PostgresServer.Shared.NewDatabase());
            await Overdue.Fill(new EmbeddedOptions { Folder = scratch["fill"], Postgres = filled.Database }, certificates);
            return filled;
        }

        public Task<object?> Sql(string script) => PostgresServer.Run(database, script);

        public async ValueTask DisposeAsync() => await PostgresServer.Shared.Drop(database);
    }
}

using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Deadlines as Orleans' reminders: what is due soon, on whose part of the ring, and nothing written here.
/// </summary>
public sealed class OrleansReminderTests : OrleansStatements
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private async Task Arm(int number, TimeSpan fromNow) => Assert.Equal(
        CommitResult.Ok, await Store.Commit(Sample.First(Sample.Certificate(number)) with
        {
            Deadline = new ArmedDeadline("expiry", _now + fromNow),
            DeadlineChanged = true,
        }));

    private async Task<string[]> Range(int begin, int end) =>
    [
        .. (await Ask(begin < end ? "ReadRangeRows1Key" : "ReadRangeRows2Key",
            ("ServiceId", "registry"), ("BeginHash", begin), ("EndHash", end))).Select(row => (string)row[0]!),
    ];

    [Fact]
    public async Task A_range_has_what_is_late_by_more_than_a_minute_oldest_first()
    {
        await Arm(1, TimeSpan.FromDays(-400));
        await Arm(2, TimeSpan.FromSeconds(60));
        await Arm(3, TimeSpan.FromSeconds(-30)); // Its silo carries it out by itself.
        await Arm(4, TimeSpan.FromDays(-1));

        var rows = await Ask("ReadRangeRows2Key", ("ServiceId", "registry"), ("BeginHash", 5), ("EndHash", 5));

        Assert.Equal(["certificate/Q-000001", "certificate/Q-000004"], rows.Select(row => row[0]));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)rows[1][2]!).Kind);
        Assert.Equal(60_000L, rows[1][3]);
        Assert.IsType<int>(rows[1][4]);
    }

    /// <summary>The name says when it was due, for the first tick says when it is called.</summary>
    [Fact]
    public async Task What_is_late_is_called_in_four_parts_in_the_next_seconds()
    {
        await ArmOverdue(199);
        await Arm(1, TimeSpan.FromDays(-1));
        var asked = TimeProvider.System.GetUtcNow().UtcDateTime;
        var rows = await Ask("ReadRangeRows2Key", ("ServiceId", "registry"), ("BeginHash", 5), ("EndHash", 5));
        var answered = TimeProvider.System.GetUtcNow().UtcDateTime;

        Assert.Equal($"expiry@{(_now - TimeSpan.FromDays(1)).UtcTicks}", rows[^1][1]);
        var starts = rows.Select(row => (DateTime)row[2]!).ToArray();
        Assert.True(starts.Min() >= asked.AddMilliseconds(499) && starts.Max() <= answered.AddMilliseconds(2_037));
        var parts = starts.CountBy(start => (int)((start - starts.Min()).TotalMilliseconds + 100) / 512).ToArray();
        Assert.Equal([0, 1, 2, 3], parts.Select(part => part.Key).Order());
        Assert.All(parts, part => Assert.InRange(part.Value, 25, 80));
    }

    [Fact]
    public async Task Every_deadline_is_in_exactly_one_part_of_the_ring()
    {
        for (var i = 0; i < 60; i++) await Arm(i, TimeSpan.FromDays(-1));
        int[] cuts = [int.MinValue + 7, -900_000_000, 3, 1_200_000_000];
        var seen = new List<string>();
        for (var i = 0; i < cuts.Length; i++) seen.AddRange(await Range(cuts[i], cuts[(i + 1) % cuts.Length]));
        Assert.Equal(60, seen.Count);
        Assert.Equal(60, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_failed_waits_for_its_retry_and_what_is_parked_for_a_person()
    {
        for (var i = 1; i <= 3; i++) await Arm(i, TimeSpan.FromDays(-1));
        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", _now.AddHours(1));
        await Store.Work.DeadlineFailed(Sample.Certificate(2), "no luck", null);
        Assert.Equal(["certificate/Q-000003"], await Range(5, 5));
        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", _now.AddSeconds(-30)); // Its silo's turn.
        Assert.Single(await Range(5, 5));
        await Store.Work.DeadlineFailed(Sample.Certificate(1), "no luck", _now.AddHours(-1));
        Assert.Equal(2, (await Range(5, 5)).Length);
    }

    /// <summary>Enough for what a silo has left behind, and no second storm beside the first.</summary>
    [Fact]
    public async Task A_silo_gets_so_many_however_many_are_late_and_its_part_of_the_ring_is_divided()
    {
        await ArmOverdue(2_000);
        Assert.Equal(200, (await Range(5, 5)).Length);
        Assert.Equal(100, (await Range(int.MinValue, 0)).Length);
        await Sql("""
            INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES ('d');
            INSERT INTO OrleansMembershipTable (
                DeploymentId, Address, Port, Generation, SiloName, HostName, Status, StartTime, IAmAliveTime)
            SELECT 'd', '127.0.0.1', port, 1, 's', 'h', CASE WHEN port <= 2 THEN 3 ELSE 6 END, now(), now()
            FROM generate_series(1, 3) AS port
            """);
        Assert.Equal(200, (await Range(int.MinValue, 0)).Length);
    }

    private Task<object?> ArmOverdue(int count) => Sql($"""
        INSERT INTO deadline (kind, key, due_at, name, ring_hash)
        SELECT 'certificate', 'Q-' || g, g, 'expiry', hashint4(g) FROM generate_series(1, {count}) AS g
        """);

    [Fact]
    public async Task A_deadline_that_moved_has_another_version()
    {
        await Arm(1, TimeSpan.FromSeconds(30));
        var before = await One();
        var stored = (await Store.Load(Sample.Certificate(1)))!;
        await Store.Commit(Sample.Change(Sample.Certificate(1), 1, stored.Head) with
        {
            Deadline = new ArmedDeadline("expiry", _now + TimeSpan.FromSeconds(31)),
            DeadlineChanged = true,
        });
        Assert.NotEqual(before[4], (await One())[4]);
        Assert.Single(await Ask("ReadReminderRowsKey", ("ServiceId", "registry"), ("GrainId", "certificate/Q-000001")));
    }

    private async Task<object?[]> One() => (await Ask(
        "ReadReminderRowKey",
        ("ServiceId", "registry"), ("GrainId", "certificate/Q-000001"), ("ReminderName", "expiry"))).Single();

    [Fact]
    public async Task Nothing_is_registered_or_unregistered_by_Orleans()
    {
        await Arm(1, TimeSpan.FromDays(-1));
        await Assert.ThrowsAsync<PostgresException>(() => Ask(
            "UpsertReminderRowKey", ("ServiceId", "registry"), ("GrainHash", 1), ("GrainId", "certificate/Q-000001"),
            ("ReminderName", "expiry"), ("StartTime", DateTime.UtcNow), ("Period", 1000L)));
        var deleted = await Ask(
            "DeleteReminderRowKey", ("ServiceId", "registry"),
            ("GrainId", "certificate/Q-000001"), ("ReminderName", "expiry"), ("Version", 1));
        Assert.False(Convert.ToBoolean(deleted.Single().Single(), null));
        await Assert.ThrowsAsync<PostgresException>(() => Ask("DeleteReminderRowsKey", ("ServiceId", "registry")));
        Assert.Single(await Range(5, 5));
    }
}

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>Who is a silo: every change compares and sets the one version.</summary>
public sealed class OrleansMembershipTests : OrleansStatements
{
    private static readonly DateTime _now = new(2026, 3, 2, 1, 30, 0, DateTimeKind.Utc);

    private static (string, object?)[] Silo(int generation) =>
        [("DeploymentId", "test"), ("Address", "127.0.0.1"), ("Port", 11111), ("Generation", generation)];

    private async Task<bool> True(string key, params (string, object?)[] parameters) =>
        Convert.ToBoolean((await Ask(key, parameters)).Single().Single(), null);

    private Task<bool> Join(int generation, int version) => True(
        "InsertMembershipKey",
        [
            .. Silo(generation),
            ("SiloName", "silo"), ("HostName", "host"), ("Status", 3), ("ProxyPort", 30000), ("StartTime", _now),
            ("IAmAliveTime", _now), ("Version", version),
        ]);

    private Task<bool> Change(int generation, int status, int version, string? suspects = null) => True(
        "UpdateMembershipKey",
        [
            .. Silo(generation),
            ("IAmAliveTime", _now), ("Status", status), ("SuspectTimes", suspects), ("Version", version),
        ]);

    private Task<List<object?[]>> All() => Ask("MembershipReadAllKey", ("DeploymentId", "test"));

    private async Task<int> Version() => (int)(await All())[0][11]!;

    [Fact]
    public async Task Silos_join_change_and_are_read_with_the_version()
    {
        Assert.True(await True("InsertMembershipVersionKey", ("DeploymentId", "test")));
        Assert.False(await True("InsertMembershipVersionKey", ("DeploymentId", "test")));
        Assert.Null((await All()).Single()[1]); // At least one row: the version, without a silo.

        Assert.True(await Join(1, 0));
        Assert.False(await Join(2, 0));
        Assert.False(await Join(1, 1)); // It is there already; the version stays.
        Assert.True(await Join(2, 1));
        Assert.True(await Change(1, 6, 2, "127.0.0.1:11111@2,2026-03-02 01:30:00.000 GMT"));
        Assert.False(await Change(2, 6, 2));
        Assert.False(await Change(3, 6, 3));

        var rows = await All();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(3, row[11]));
        var one = (await Ask("MembershipReadRowKey", Silo(1))).Single();
        Assert.Equal(
            ("silo", "host", 6, 30000, _now),
            ((string)one[4]!, (string)one[5]!, (int)one[6]!, (int)one[7]!, (DateTime)one[9]!));
        var none = (await Ask("MembershipReadRowKey", Silo(9))).Single();
        Assert.Equal((null, 3), (none[1], (int)none[11]!));
        Assert.Equal([["127.0.0.1", 30000, 2]], await Ask("GatewaysQueryKey", ("DeploymentId", "test"), ("Status", 3)));
    }

    [Fact]
    public async Task I_am_alive_leaves_the_version_alone_and_the_dead_are_cleared_away()
    {
        await Ask("InsertMembershipVersionKey", ("DeploymentId", "test"));
        await Join(1, 0);
        await Join(2, 1);
        await Change(1, 6, 2);
        await Ask("UpdateIAmAlivetimeKey", [.. Silo(2), ("IAmAliveTime", _now.AddMinutes(1))]);
        Assert.Equal(3, await Version());
        Assert.Equal(_now.AddMinutes(1), (DateTime)(await Ask("MembershipReadRowKey", Silo(2))).Single()[10]!);

        await Ask("CleanupDefunctSiloEntriesKey", ("DeploymentId", "test"), ("IAmAliveTime", _now.AddDays(1)));
        Assert.Equal(2, (int)(await All()).Single()[3]!);
        await Ask("DeleteMembershipTableEntriesKey", ("DeploymentId", "test"));
        Assert.Empty(await All());
    }

    /// <summary>As Orleans 10.4 asks, member by member with what it has read (migration 0014).</summary>
    [Fact]
    public async Task A_dead_silo_is_cleared_away_only_while_it_still_is_what_was_read()
    {
        await Ask("InsertMembershipVersionKey", ("DeploymentId", "test"));
        await Join(1, 0);
        await Join(2, 1);
        await Change(1, 6, 2);
        Task Clear(int generation, DateTime start, DateTime alive, string? suspects) =>
            Ask("CleanupDefunctSiloEntryKey",
            [.. Silo(generation), ("StartTime", start), ("IAmAliveTime", alive), ("SuspectTimes", suspects)]);
        var dead = (await Ask("MembershipReadRowKey", Silo(1))).Single();
        var (suspects, started, alive) = ((string?)dead[8], (DateTime)dead[9]!, (DateTime)dead[10]!);
        await Clear(2, started, alive, suspects); // Alive.
        await Clear(1, started.AddSeconds(1), alive, suspects);
        await Clear(1, started, alive.AddSeconds(1), suspects);
        await Clear(1, started, alive, "somebody else suspects it");
        Assert.Equal(2, (await All()).Count);
        await Clear(1, started, alive, suspects);
        Assert.Equal(2, (int)(await All()).Single()[3]!);
    }

    [Fact]
    public async Task Of_many_changes_at_the_same_version_exactly_one_happens()
    {
        await Ask("InsertMembershipVersionKey", ("DeploymentId", "test"));
        for (var round = 0; round < 10; round++)
        {
            var version = await Version();
            var joined =
                await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => Join((round * 10) + i, version))));
            Assert.Single(joined, true);
            var generation = (round * 10) + 1 + Array.IndexOf(joined, true);
            var changed = await Task.WhenAll(
                Enumerable.Range(1, 8).Select(i => Task.Run(() => Change(generation, i % 7, version + 1))));
            Assert.Single(changed, true);
            Assert.Equal(version + 2, await Version());
        }
    }
}

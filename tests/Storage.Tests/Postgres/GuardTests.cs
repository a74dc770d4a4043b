using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>One silo alone or several together, never both; and who lost the guard commits nothing any more.</summary>
public sealed class GuardTests : PostgresTest
{
    [Fact]
    public async Task A_second_embedded_host_and_silos_are_refused_with_who_is_there()
    {
        await Open();
        foreach (var shared in (bool[])[false, true])
        {
            var refused = await Assert.ThrowsAsync<RegistryInUseException>(() => Open(shared));
            Assert.Contains(
                $"registry alone, process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("请先停止该进程", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Silos_share_the_database_and_keep_an_embedded_host_out()
    {
        var one = await Open(shared: true);
        var two = await Open(shared: true);
        Assert.Equal(one.Epoch, two.Epoch);
        Assert.Equal(CommitResult.Ok, await one.Commit(Sample.First(Sample.Certificate(1))));
        Assert.Equal(CommitResult.Ok, await two.Commit(Sample.First(Sample.Certificate(2))));

        var refused = await Assert.ThrowsAsync<RegistryInUseException>(() => Open());
        Assert.Contains("registry silo", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_turn_goes_from_host_to_host_and_each_has_its_epoch()
    {
        var epochs = new List<long>();
        foreach (var shared in (bool[])[false, true, true, false, true])
        {
            await using var store = await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = Database, Shared = shared });
            epochs.Add(store.Epoch);
        }
        Assert.Equal([1, 2, 2, 3, 4], epochs);
    }

    [Fact]
    public async Task A_guard_that_was_lost_comes_back_when_nobody_else_took_it()
    {
        var store = await Open();
        await KillGuard();
        await Until(async () => await store.NotReady() is null && (long)(await Sql(HoldersSql))! == 1);
        Assert.Equal(CommitResult.Ok, await store.Commit(Sample.First(Sample.Certificate(1))));
    }

    [Fact]
    public async Task Who_lost_the_guard_to_another_host_commits_nothing_even_before_it_notices()
    {
        var old = await Open();
        await Taken(old);

        var refused =
            await Assert.ThrowsAsync<StorageAwayException>(() => old.Commit(Sample.First(Sample.Certificate(1))));

        Assert.Contains("another host has taken over", refused.Message, StringComparison.Ordinal);
        Assert.Null(await old.Load(Sample.Certificate(1)));
        Assert.Contains("接管", await old.NotReady(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageAwayException>(() => old.Commit(Sample.First(Sample.Certificate(2))));
    }

    // Another host's turn, begun while the old one still believes in its own.
    private Task Taken(PostgresRegistryStore old) => Sql($"SELECT registry_begin_epoch(false), {old.Epoch}");

    [Fact]
    public async Task A_host_whose_clock_differs_is_unready_and_commits_nothing_until_it_is_right_again()
    {
        var clock = new LateClock();
        await using var store = await PostgresRegistryStore.Open(
            new PostgresStoreOptions { ConnectionString = Database, Clock = clock, Patience = TimeSpan.Zero });
        Assert.Contains("the clocks differ", await store.NotReady(), StringComparison.Ordinal);
        var refused =
            await Assert.ThrowsAsync<StorageAwayException>(() => store.Commit(Sample.First(Sample.Certificate(1))));
        Assert.Contains("the clocks differ", refused.Message, StringComparison.Ordinal);

        clock.By = TimeSpan.Zero;

        await Until(() => Task.FromResult(store.ClockTrouble is null));
        Assert.Null(await store.NotReady());
        Assert.Equal(CommitResult.Ok, await store.Commit(Sample.First(Sample.Certificate(1))));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = await Open();
        await store.DisposeAsync();
        Assert.Equal("the store is closed", await store.NotReady());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Commit(Sample.First(Sample.Certificate(1))));
        await using var again =
            await PostgresRegistryStore.Open(new PostgresStoreOptions { ConnectionString = Database });
    }

    private const string HoldersSql = """
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7253 AND objid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan By { get; set; } = TimeSpan.FromMinutes(5);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - By;
    }
}

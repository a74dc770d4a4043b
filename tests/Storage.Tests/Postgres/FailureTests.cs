using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Goal: whatever breaks, nothing acknowledged is lost and nothing is done twice. Method: real load on a real server,
/// whose connections are killed and which is stopped as by a power cut, while it commits.
/// </summary>
public sealed class FailureTests : PostgresTest
{
    [Fact]
    public async Task Connections_killed_inside_commits_lose_nothing_and_double_nothing()
    {
        var store = await Open();
        var rivals = new Rivals([store], 40);
        rivals.Start(32);
        for (var kill = 0; kill < 10; kill++)
        {
            var before = rivals.Acknowledged;
            await Until(() => Task.FromResult(rivals.Acknowledged > before + 50));
            await KillPool();
        }
        await rivals.Stop();

        await rivals.Check(store);
        Assert.Equal(0, rivals.Away);
        await Until(async () => await store.NotReady() is null);
    }

    [Fact]
    public async Task A_commit_that_is_ended_inside_the_database_is_sent_again()
    {
        var store = await Open();
        var first = Sample.First(Sample.Certificate(1));
        await store.Commit(first);
        Task<CommitResult> committing;
        await using (await LostAnswers.LockEntities(Database))
        {
            committing = store.Commit(Sample.Change(first.Id, 1, first.Events[0].Hash));
            await LostAnswers.EndWaiting(Database);
        }

        Assert.Equal(CommitResult.Ok, await committing);
        Assert.Equal(2, (await store.Load(first.Id))!.Version);
        Assert.Equal(2L, await Sql("SELECT count(*) FROM event"));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_commit_is_prepared_on_it_spoils_no_later_commit()
    {
        var store = await Open();
        // Leaves its connection in the pool, where the first commit finds it.
        Assert.Null(await store.Load(Sample.Certificate(1)));
        await KillPool();

        Assert.Equal(CommitResult.Ok, await store.Commit(Sample.First(Sample.Certificate(1))));
        Assert.Equal(CommitResult.Ok, await store.Commit(Sample.First(Sample.Certificate(2))));
        Assert.Equal(2L, await Sql("SELECT count(*) FROM event"));
    }

    [Fact]
    public async Task A_server_that_crashes_under_load_comes_back_with_everything_acknowledged()
    {
        Assert.SkipWhen(PostgresServer.Shared.Process is null, "the server is not the tests' own to crash");
        // A server of its own: the other tests' would crash with it.
        var server = PostgresProcess.Start(PostgresProcess.FindPrograms()!);
        try
        {
            var store = await PostgresRegistryStore.Open(new PostgresStoreOptions
            {
                ConnectionString = server.ConnectionString, Patience = TimeSpan.FromSeconds(2),
            });
            await using (store)
            {
                var rivals = new Rivals([store], 40);
                rivals.Start(32);
                for (var crash = 0; crash < 2; crash++)
                {
                    var before = rivals.Acknowledged;
                    await Until(() => Task.FromResult(rivals.Acknowledged > before + 100));
                    server.Crash();
                    Assert.NotNull(await store.NotReady());
                    server.Begin();
                }
                var last = rivals.Acknowledged;
                await Until(() => Task.FromResult(rivals.Acknowledged > last + 100));
                await rivals.Stop();

                await rivals.Check(store);
                await Until(async () => await store.NotReady() is null);
            }
        }
        finally
        {
            server.End();
        }
    }

    [Fact]
    public async Task A_database_that_stays_away_is_informed_as_such()
    {
        await using var store = await PostgresRegistryStore.Open(
            new PostgresStoreOptions { ConnectionString = Database, Patience = TimeSpan.FromMilliseconds(300) });
        await PostgresServer.Shared.Run($"ALTER DATABASE {Name} WITH ALLOW_CONNECTIONS false");
        await PostgresServer.Shared.Run(
            $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{Name}'");

        await Assert.ThrowsAsync<StorageAwayException>(() => store.Commit(Sample.First(Sample.Certificate(1))));
        await Assert.ThrowsAsync<StorageAwayException>(async () => await store.Load(Sample.Certificate(1)));
        await Assert.ThrowsAsync<StorageAwayException>(() => store.Settings.Set("a", new byte[1]));
        Assert.NotNull(await store.NotReady());

        await PostgresServer.Shared.Run($"ALTER DATABASE {Name} WITH ALLOW_CONNECTIONS true");
        await Until(async () => await store.NotReady() is null);
        await Until(async () => await Committed(store));
    }

    private static async Task<bool> Committed(PostgresRegistryStore store)
    {
        try
        {
            return await store.Commit(Sample.First(Sample.Certificate(1))) == CommitResult.Ok;
        }
        catch (StorageAwayException)
        {
            return false; // The guard is looked at once a second.
        }
    }

    private string Name => new Npgsql.NpgsqlConnectionStringBuilder(Database).Database!;
}

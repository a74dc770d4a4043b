using System.Collections.Immutable;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>Groups: what waits goes together, rivals in one group and across two stores, and no deadlock.</summary>
public sealed class GroupTests : PostgresTest
{
    private static Reservation Identity(string number) => new("identity", number);

    [Fact]
    public async Task What_waits_goes_together()
    {
        var store = await Open();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(i => store.Commit(Sample.First(Sample.Certificate(i)))));
        Assert.All(results, result => Assert.Equal(CommitResult.Ok, result));
        Assert.True(store.Calls < 200, $"{store.Calls} calls");
    }

    [Fact]
    public async Task How_long_the_oldest_has_waited_is_known_until_all_is_durable()
    {
        var store = await Open();
        Assert.Equal(TimeSpan.Zero, store.Waits.Writes.Oldest);
        var locked = new NpgsqlConnection(Database);
        await using (locked)
        {
            await locked.OpenAsync(TestContext.Current.CancellationToken);
            var transaction = await locked.BeginTransactionAsync(TestContext.Current.CancellationToken);
            using (var command = new NpgsqlCommand("LOCK TABLE entity IN SHARE MODE", locked, transaction))
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            // Backwards: writers sort a group by entity, and the oldest is then the last.
            var commits = Enumerable.Range(0, 5).Reverse()
                .Select(i => store.Commit(Sample.First(Sample.Certificate(i)))).ToArray();
            await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.InRange(store.Waits.Writes.Oldest, TimeSpan.FromMilliseconds(45), TimeSpan.FromMinutes(1));
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            Assert.All(await Task.WhenAll(commits), result => Assert.Equal(CommitResult.Ok, result));
        }
        SpinWait.SpinUntil(() => store.Waits.Writes.Oldest == TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, store.Waits.Writes.Oldest);
    }

    [Fact]
    public async Task Two_versions_of_one_entity_that_wait_together_are_committed_one_after_the_other()
    {
        var store = await Open();
        var first = Sample.First(Sample.Certificate(1));
        var second = Sample.Change(first.Id, 1, first.Events[0].Hash);
        var results = await Task.WhenAll(
            store.Commit(
                Sample.First(Sample.Certificate(0))), store.Commit(first), store.Commit(first), store.Commit(second));
        Assert.Equal([CommitResult.Ok, CommitResult.Ok, CommitResult.Lost, CommitResult.Ok], results);
    }

    [Fact]
    public async Task A_refused_commit_leaves_the_others_of_its_group_and_nothing_of_itself()
    {
        var store = await Open();
        await store.Commit(Sample.First(Sample.Person(0)) with { Taken = [Identity("held")] });
        var answer = new StoredAnswer("print", 1, Sample.Bytes("{}"));
        var commits = Enumerable.Range(1, 60).Select(i => Sample.First(Sample.Person(i)) with
        {
            Taken = i % 3 == 0 ? [Identity($"own-{i}"), Identity("held")] : [Identity($"own-{i}")],
            Search = Sample.Holder(Sample.Person(i), "王小明", $"own-{i}"),
            Answer = answer,
            Deadline = new ArmedDeadline("expiry", Sample.Now),
            DeadlineChanged = true,
        }).ToArray();

        var results = await Task.WhenAll(commits.Select(commit => store.Commit(commit)));

        for (var i = 1; i <= 60; i++)
        {
            var refused = i % 3 == 0;
            Assert.Equal(refused
                ? new CommitResult.ReservationTaken(Identity("held"), Sample.Person(0))
                : CommitResult.Ok, results[i - 1]);
            Assert.Equal(refused, await store.Load(Sample.Person(i)) is null);
            Assert.Equal(refused, await store.AnswerOf(commits[i - 1].Header.CommandId) is null);
        }
        Assert.Equal(41L, await Sql("SELECT count(*) FROM claim"));
        Assert.Equal(40L, await Sql("SELECT count(*) FROM search"));
        Assert.Equal(40L, await Sql("SELECT count(*) FROM deadline"));
        Assert.Equal(41L, await Sql("SELECT count(*) FROM event"));
    }

    [Fact]
    public async Task Of_deadlines_that_fall_due_together_an_outdated_one_is_refused_and_leaves_nothing_of_itself()
    {
        var (store, other) = (await Open(shared: true), await Open(shared: true));
        var first = Enumerable.Range(0, 60).Select(i => Sample.First(Sample.Certificate(i))).ToArray();
        await Task.WhenAll(first.Select(commit => store.Commit(commit)));
        foreach (var overtaken in first.Where((_, i) => i % 3 == 0))
        {
            var change = Sample.Change(overtaken.Id, 1, overtaken.Events[0].Hash, commandId: "other");
            Assert.Equal(CommitResult.Ok, await other.Commit(change));
        }

        var due = first.Select(old => Sample.Change(old.Id, 1, old.Events[0].Hash) with
        {
            Search = Sample.Certified(Sample.Person(1), old.Id.Key),
            Deadline = new ArmedDeadline("expiry", Sample.Now),
            DeadlineChanged = true,
            Notices = [new Notice("renewalOpens", "p", ImmutableSortedDictionary<string, string>.Empty)],
        });
        var results = await Task.WhenAll(due.Select(commit => store.Commit(commit)));

        Assert.Equal(first.Select((_, i) => i % 3 == 0 ? CommitResult.Lost : CommitResult.Ok), results);
        Assert.Equal(60L, await Sql("SELECT count(*) FROM entity WHERE version = 2"));
        Assert.Equal(20L, await Sql("SELECT count(*) FROM event WHERE command_id = 'other'"));
        Assert.Equal(120L, await Sql("SELECT count(*) FROM event"));
        foreach (var table in (string[])["search", "deadline", "notice"])
            Assert.Equal(40L, await Sql($"SELECT count(*) FROM {table}"));
        for (var i = 0; i < 60; i++)
        {
            var armed = await Sql($"SELECT count(*) FROM deadline WHERE key = '{first[i].Id.Key}'");
            Assert.Equal(i % 3 == 0 ? 0L : 1L, armed);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_stores_on_the_same_entities_lose_no_update_and_never_deadlock(bool answers)
    {
        var stores = new[] { await Open(shared: true), await Open(shared: true) };
        var rivals = new Rivals(stores, 30, answers);
        rivals.Start(64);
        await Until(() => Task.FromResult(rivals.Acknowledged > 2000));
        await rivals.Stop();

        await rivals.Check(stores[0]);
        Assert.Equal(0L, await Sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task Opposing_reservations_across_two_stores_have_one_winner_each_and_never_deadlock()
    {
        var stores = new[] { await Open(shared: true), await Open(shared: true) };
        for (var round = 0; round < 10; round++)
        {
            // Each pair wants the same two reservations, in opposite order; many pairs at once in both stores.
            var running = Enumerable.Range(0, 40).SelectMany(pair => new[] { 0, 1 }.Select(side =>
            {
                var reservations = new[] { Identity($"{round}-{pair}-a"), Identity($"{round}-{pair}-b") };
                var id = Sample.Person((round * 100) + (pair * 2) + side);
                return Task.Run(() => stores[side].Commit(
                    Sample.First(id) with
                    {
                        Taken = side == 0
                        ? [reservations[0], reservations[1]]
                        : [reservations[1], reservations[0]]
                    }));
            })).ToArray();
            var results = await Task.WhenAll(running);
            for (var pair = 0; pair < 40; pair++)
                Assert.Single(results[(pair * 2)..((pair * 2) + 2)], result => result == CommitResult.Ok);
        }
        Assert.Equal(800L, await Sql("SELECT count(*) FROM claim"));
        Assert.Equal(0L, await Sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task Trips_of_two_stores_that_cross_and_swap_never_deadlock_and_never_overlap()
    {
        var stores = new[] { await Open(shared: true), await Open(shared: true) };
        static Reservation Time(string space, int value, int from) =>
            new(space, $"{value}", new Interval(Sample.Now.AddHours(from), Sample.Now.AddHours(from + 2)));
        for (var round = 0; round < 8; round++)
        {
            // Each wants a vehicle and a driver of a few, in this order or the other, at times that overlap or touch.
            var random = new Random(round);
            var wants = Enumerable.Range(0, 60).Select(i => (
                Id: EntityId.Of(EntityKind.Trip, $"{(round * 100) + i:D6}"),
                Vehicle: Time("trip.vehicle", random.Next(4), random.Next(200)),
                Driver: Time("trip.driver", random.Next(4), random.Next(200)))).ToArray();
            var results = await Task.WhenAll(wants.Select((want, i) => Task.Run(() => stores[i % 2].Commit(
                Sample.First(want.Id) with
                {
                    Taken = i % 3 == 0 ? [want.Driver, want.Vehicle] : [want.Vehicle, want.Driver],
                }))));
            Assert.All(results, result => Assert.True(result == CommitResult.Ok
                || result is CommitResult.ReservationTaken, result.ToString()));
            var won = wants.Where((_, i) => results[i] == CommitResult.Ok).ToArray();

            // Those that won swap their vehicles in pairs, at once, from both stores: some must lose, none may wait in
            // a circle.
            var swaps = new List<Task<CommitResult>>();
            for (var i = 0; i + 1 < won.Length; i++)
            {
                var (mine, theirs) = (won[i], won[i + 1]);
                var stored = (await stores[0].Load(mine.Id))!;
                var swap =
                    Sample.Change(mine.Id, 1, stored.Head) with { Released = [mine.Vehicle], Taken = [theirs.Vehicle] };
                swaps.Add(Task.Run(() => stores[swap.Id.Key[^1] % 2].Commit(swap)));
            }
            Assert.Contains(await Task.WhenAll(swaps), result => result is CommitResult.ReservationTaken);
        }
        Assert.Equal(0L, await Sql("""
            SELECT count(*)
            FROM booking AS a JOIN booking AS b ON a.space = b.space AND a.value = b.value AND a.key < b.key
            WHERE a.from_at < b.until AND b.from_at < a.until
            """));
        Assert.Equal(0L, await Sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task A_reservation_that_moves_between_two_stores_is_never_held_twice()
    {
        var stores = new[] { await Open(shared: true), await Open(shared: true) };
        var reservation = Identity("wanted");
        for (var side = 0; side < 2; side++) await stores[side].Commit(Sample.First(Sample.Person(side)));
        var held = 0;
        await Task.WhenAll(new[] { 0, 1 }.Select(side => Task.Run(async () =>
        {
            var id = Sample.Person(side);
            for (var turn = 0; turn < 150; turn++)
            {
                var stored = (await stores[side].Load(id))!;
                var take = Sample.Change(id, stored.Version, stored.Head) with { Taken = [reservation] };
                if (await stores[side].Commit(take) != CommitResult.Ok) continue;
                Assert.Equal(1, Interlocked.Increment(ref held));
                Interlocked.Decrement(ref held);
                var free = Sample.Change(id, stored.Version + 1, take.Events[0].Hash) with { Released = [reservation] };
                Assert.Equal(CommitResult.Ok, await stores[side].Commit(free));
            }
        })));
        Assert.Equal(0L, await Sql("SELECT count(*) FROM claim"));
    }

    [Fact]
    public async Task Texts_that_no_database_takes_find_nothing_and_break_nothing()
    {
        var store = await Open();
        Assert.Empty((await store.Queries.Search(new CertificateSearch("", "a\0b\uD800"), new PageRequest())).Items);
        var head = await store.AuditLog.Append(
            "one/2026-02-13", AuditSample.Record(Sample.Now, "officer-1", "search", "a\0b"));
        Assert.Null(AuditChain.BrokenAt(head, await store.AuditLog.Texts(head.Chain, 0, 10)));
    }
}

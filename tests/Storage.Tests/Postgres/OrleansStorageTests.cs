using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>Grain state by AdoNet: one payload in, one number out, the same tables.</summary>
public sealed class OrleansStorageTests : OrleansStatements
{
    private static readonly Reservation _reservation = new("identity", "a");

    [Fact]
    public async Task A_write_is_the_whole_commit_and_a_read_gives_it_back()
    {
        var id = Sample.Certificate(1);
        var first = Sample.First(id, events: 2) with
        {
            Taken = [_reservation],
            Search = Sample.Certified(Sample.Person(1), "N1"),
            Applications = [Sample.Filed(id, 1)],
            Deadline = new ArmedDeadline("expiry", Sample.Now),
            DeadlineChanged = true,
            Answer = new StoredAnswer("print", 2, Sample.Bytes("{}")),
            Consequences = [new NewConsequence(Sample.Certificate(2), "holderDied", Sample.Bytes("{}"))],
        };

        var etag = await Write(first, null);

        Assert.Equal("2", etag);
        Assert.Equal(CommitResult.Ok, CommitEnvelope.ResultOf(first, etag));
        var (entity, read) = (await Read(id))!.Value;
        Assert.Equal(("2", 2), (read, entity.Version));
        Assert.Equal(first.State.ToArray(), entity.State.ToArray());
        Assert.Equal(first.Events[1].Hash.ToArray(), entity.Head.ToArray());
        await foreach (var audited in Store.Audits.Entities()) Assert.Null(audited.BrokenAt());
        Assert.NotNull(await Store.AnswerOf(first.Header.CommandId));
        Assert.NotNull(await Store.Queries.Application("Q-000001.1"));
        Assert.Single(await Store.Work.Due(RingPart.Whole, Sample.Now, Sample.Now, null, 10));
        Assert.Single(await Store.Work.Consequences(Sample.Now, 10));
        Assert.Equal("3", await Write(Sample.Change(id, 2, entity.Head), etag));
    }

    [Fact]
    public async Task A_lost_race_is_null_a_refused_reservation_and_a_repeat_are_negative_numbers()
    {
        await Write(Sample.First(Sample.Person(1)) with { Taken = [_reservation] }, null);
        Assert.Null(await Write(Sample.First(Sample.Person(1)), null));

        var refused = Sample.First(Sample.Person(2)) with { Taken = [new Reservation("account", "z"), _reservation] };
        var etag = await Write(refused, null);
        Assert.Equal("-3", etag);
        Assert.Equal(new CommitResult.ReservationTaken(_reservation, default), CommitEnvelope.ResultOf(refused, etag));
        Assert.Null(await Read(Sample.Person(2)));

        var answered =
            Sample.First(Sample.Person(3)) with { Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")) };
        await Write(answered, null);
        var again = Sample.First(Sample.Person(4)) with { Header = answered.Header, Answer = answered.Answer };
        Assert.Equal(CommitResult.Already, CommitEnvelope.ResultOf(again, await Write(again, null)));
    }

    [Fact]
    public async Task A_taken_time_is_named_by_its_place_behind_the_reservations()
    {
        static Reservation Bus(string value) =>
            new("trip.vehicle", value, new Interval(Sample.Now, Sample.Now.AddHours(4)));
        await Write(Sample.First(Sample.Person(1)) with { Taken = [Bus("b")] }, null);

        var refused = Sample.First(Sample.Person(2)) with { Taken = [Bus("a"), _reservation, Bus("b")] };
        var etag = await Write(refused, null);
        Assert.Equal(new CommitResult.ReservationTaken(Bus("b"), default), CommitEnvelope.ResultOf(refused, etag));
        Assert.Equal("1", await Write(Sample.First(Sample.Person(3)) with { Taken = [Bus("a"), _reservation] }, null));
        Assert.Single(await Store.Queries.Bookings("trip.vehicle", "a", Sample.Now, 10));
        var head = (await Read(Sample.Person(3)))!.Value.Entity.Head;
        await Write(Sample.Change(Sample.Person(3), 1, head) with { Released = [Bus("a")] }, "1");
        Assert.Empty(await Store.Queries.Bookings("trip.vehicle", "a", Sample.Now, 10));
    }

    [Fact]
    public async Task A_commit_without_events_changes_the_ETag_and_not_the_version()
    {
        var id = Sample.Certificate(1);
        var first = Sample.First(id);
        var etag = await Write(first, null);
        for (var turn = 0; turn < 3; turn++)
        {
            var beside = Sample.Beside(id, 1) with
            {
                Deadline = new ArmedDeadline("expiry", Sample.Now),
                DeadlineChanged = true,
            };
            var next = await Write(beside, etag);
            Assert.NotNull(next);
            Assert.Equal(1, CommitEnvelope.VersionOf(next));
            etag = next;
        }
        Assert.Equal("2", await Write(Sample.Change(id, 1, first.Events[0].Hash), etag));
    }

    [Fact]
    public async Task Numbers_as_keys_and_foreign_commits_are_refused_loudly()
    {
        // 000123 and 123 arrive as one number in N0, without a text: no row may stand for both.
        (string, object?)[] foreign =
            [("GrainIdN1", 123L), ("GrainIdExtensionString", null), ("GrainTypeString", "person")];
        foreach (var (name, value) in foreign)
        {
            var commit = Sample.First(Sample.Certificate(123));
            var parameters = new Dictionary<string, object?>
            {
                ["GrainIdN0"] = 0L, ["GrainIdN1"] = 0L, ["GrainTypeString"] = "certificate",
                ["GrainIdExtensionString"] = commit.Id.Key,
                ["GrainStateVersion"] = DBNull.Value, ["PayloadBinary"] = CommitEnvelope.Write(commit, Store.Epoch),
            };
            parameters[name] = value;
            await Assert.ThrowsAsync<PostgresException>(
                () => Ask("WriteToStorageKey", [.. parameters.Select(pair => (pair.Key, pair.Value))]));
        }
        Assert.Empty(
            await Ask("ReadFromStorageKey", ("GrainTypeString", "certificate"), ("GrainIdExtensionString", "000123")));
        Assert.Null(await Read(Sample.Certificate(123)));
    }

    [Theory]
    [InlineData("ClearStorageKey")]
    [InlineData("DeleteStorageKey")]
    public async Task Nothing_is_ever_cleared(string key)
    {
        await Write(Sample.First(Sample.Certificate(1)), null);
        await Assert.ThrowsAsync<PostgresException>(
            () => Ask(
                key, ("GrainTypeString", "certificate"), ("GrainIdExtensionString", "Q-000001"),
                ("GrainStateVersion", 1)));
        Assert.NotNull(await Read(Sample.Certificate(1)));
    }

    [Fact]
    public async Task Both_ways_in_see_each_other()
    {
        var first = Sample.First(Sample.Certificate(1));
        await Store.Commit(first);
        Assert.Null(await Write(first, null));
        var second = Sample.Change(first.Id, 1, first.Events[0].Hash);
        Assert.Equal("2", await Write(second, "1"));
        Assert.Equal(CommitResult.Lost, await Store.Commit(second));
    }
}

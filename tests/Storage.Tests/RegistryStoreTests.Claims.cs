using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Tests;

// Reservations: what only one entity may have at a time.
public abstract partial class RegistryStoreTests
{
    private static Reservation Identity(string number) => new("identity", number);

    [Fact]
    public async Task Of_two_entities_that_want_the_same_at_the_same_time_exactly_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var reservation = Identity($"round-{round}");
            var rivals = new[] { Sample.Person(round * 2), Sample.Person((round * 2) + 1) };

            var results = await Task.WhenAll(
                rivals.Select(id => Task.Run(() => Store.Commit(Sample.First(id) with { Taken = [reservation] }))));

            var winner = Array.IndexOf(results, CommitResult.Ok);
            Assert.True(winner >= 0);
            Assert.Equal(new CommitResult.ReservationTaken(reservation, rivals[winner]), results[1 - winner]);
            Assert.Null(await Store.Load(rivals[1 - winner]));
        }
    }

    [Fact]
    public async Task A_taken_reservation_undoes_its_whole_commit_and_no_other()
    {
        await Committed(Sample.First(Sample.Person(1)) with { Taken = [Identity("b")] });

        var refused = await Store.Commit(Sample.First(Sample.Person(2)) with
        {
            Taken = [Identity("a"), Identity("b"), Identity("c")],
            Search = Sample.Holder(Sample.Person(2), "王小明", "b"),
        });

        Assert.Equal(new CommitResult.ReservationTaken(Identity("b"), Sample.Person(1)), refused);
        Assert.Null(await Store.Queries.PersonByIdentity("b"));
        Assert.Equal(Sample.Person(1), await Store.Queries.HolderOf(Identity("b")));
        Assert.Null(await Store.Queries.HolderOf(Identity("a")));
        Assert.Null(await Store.Queries.HolderOf(new Reservation("other", "b")));
        await Committed(Sample.First(Sample.Person(3)) with { Taken = [Identity("a"), Identity("c")] });
    }

    [Fact]
    public async Task Of_several_taken_reservations_the_first_in_order_is_named()
    {
        await Committed(Sample.First(Sample.Person(1)) with { Taken = [Identity("b"), Identity("a")] });
        await Committed(Sample.First(Sample.Person(2)) with { Taken = [new Reservation("account", "z")] });

        var refused = await Store.Commit(
            Sample.First(
                Sample.Person(3)) with
            { Taken = [Identity("b"), Identity("a"), new Reservation("account", "z")] });

        Assert.Equal(new CommitResult.ReservationTaken(new Reservation("account", "z"), Sample.Person(2)), refused);
    }

    [Fact]
    public async Task A_released_reservation_is_free_for_another_entity()
    {
        var (first, second) = (Sample.Person(1), Sample.Person(2));
        await Committed(Sample.First(first) with { Taken = [Identity("a")] });

        await Committed(await Next(first) with { Released = [Identity("a")], Taken = [Identity("b")] });

        await Committed(Sample.First(second) with { Taken = [Identity("a")] });
    }

    [Fact]
    public async Task A_reservation_released_and_taken_again_in_one_commit_stays_with_its_entity()
    {
        var id = Sample.Person(1);
        await Committed(Sample.First(id) with { Taken = [Identity("a")] });

        await Committed(await Next(id) with { Released = [Identity("a")], Taken = [Identity("a")] });

        var rival = await Store.Commit(Sample.First(Sample.Person(2)) with { Taken = [Identity("a")] });
        Assert.Equal(new CommitResult.ReservationTaken(Identity("a"), id), rival);
    }

    [Fact]
    public async Task Taking_what_the_entity_has_already_is_no_harm()
    {
        var id = Sample.Person(1);
        await Committed(Sample.First(id) with { Taken = [Identity("a")] });
        await Committed(await Next(id) with { Taken = [Identity("a"), Identity("b")] });
    }

    [Fact]
    public async Task Nobody_can_release_what_another_entity_holds()
    {
        await Committed(Sample.First(Sample.Person(1)) with { Taken = [Identity("a")] });
        await Committed(Sample.First(Sample.Person(2)) with { Released = [Identity("a")] });

        var third = await Store.Commit(Sample.First(Sample.Person(3)) with { Taken = [Identity("a")] });

        Assert.Equal(new CommitResult.ReservationTaken(Identity("a"), Sample.Person(1)), third);
    }

    [Fact]
    public async Task A_lost_race_is_informed_before_a_taken_reservation()
    {
        await Committed(Sample.First(Sample.Person(1)) with { Taken = [Identity("a")] });
        await Committed(Sample.First(Sample.Person(2)));

        Assert.Equal(CommitResult.Lost,
            await Store.Commit(Sample.First(Sample.Person(2)) with { Taken = [Identity("a")] }));
    }
}

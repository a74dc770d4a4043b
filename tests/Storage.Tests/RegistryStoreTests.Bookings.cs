using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Reservations of an interval of a resource: half-open, never two at once (rules.md H.3).
public abstract partial class RegistryStoreTests
{
    private static EntityId Trip(int number) => EntityId.Of(EntityKind.Trip, $"{number:D6}");

    private static Reservation Bus(string value, double from, double until) =>
        new("trip.vehicle", value, Hours(from, until));

    private static Reservation Driver(string value, double from, double until) =>
        new("trip.driver", value, Hours(from, until));

    private static Interval Hours(double from, double until) =>
        new(Sample.Now.AddHours(from), Sample.Now.AddHours(until));

    [Fact]
    public async Task A_time_is_taken_once_touching_times_are_not_in_the_way()
    {
        await Committed(Sample.First(Trip(1)) with { Taken = [Bus("a", 8, 12)] });

        (double From, double Until)[] meeting =
            [(8, 12), (7, 9), (11, 13), (9, 10), (7, 13), (11.999999, 12.1), (7, 8.000001)];
        foreach (var (from, until) in meeting)
        {
            var refused = await Store.Commit(Sample.First(Trip(2)) with { Taken = [Bus("a", from, until)] });
            Assert.Equal(new CommitResult.ReservationTaken(Bus("a", from, until), Trip(1)), refused);
        }
        await Committed(Sample.First(Trip(3)) with { Taken = [Bus("a", 12, 14)] });
        await Committed(Sample.First(Trip(4)) with { Taken = [Bus("a", 6, 8)] });
        await Committed(Sample.First(Trip(5)) with { Taken = [Bus("b", 8, 12)] });
        await Committed(Sample.First(Trip(6)) with { Taken = [Driver("a", 8, 12)] });
    }

    [Fact]
    public async Task A_taken_time_undoes_its_whole_commit_and_is_informed_before_what_is_taken_for_ever()
    {
        await Committed(Sample.First(Trip(1)) with { Taken = [Identity("contract"), Driver("d", 8, 12)] });

        var refused = await Store.Commit(Sample.First(Trip(2)) with
        {
            Taken = [Identity("contract"), Bus("a", 8, 12), Driver("d", 11, 13)],
            Search = Sample.Holder(Trip(2), "王小明", "x"),
            Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")),
        });

        Assert.Equal(new CommitResult.ReservationTaken(Driver("d", 11, 13), Trip(1)), refused);
        Assert.Null(await Store.Load(Trip(2)));
        Assert.Null(await Store.AnswerOf(Sample.First(Trip(2)).Header.CommandId));
        await Committed(Sample.First(Trip(3)) with { Taken = [Bus("a", 8, 12)] });
    }

    [Fact]
    public async Task An_entity_moves_its_own_time_and_gives_it_back()
    {
        await Committed(Sample.First(Trip(1)) with { Taken = [Bus("a", 8, 12)] });
        await Committed(await Next(Trip(1)) with { Released = [Bus("a", 8, 12)], Taken = [Bus("a", 9, 13)] });

        Assert.Equal(new CommitResult.ReservationTaken(Bus("a", 12, 14), Trip(1)),
            await Store.Commit(Sample.First(Trip(2)) with { Taken = [Bus("a", 12, 14)] }));
        await Committed(Sample.First(Trip(3)) with { Taken = [Bus("a", 8, 9)] });
        await Committed(await Next(Trip(1)) with { Released = [Bus("a", 9, 13)] });
        await Committed(Sample.First(Trip(4)) with { Taken = [Bus("a", 9, 13)] });
    }

    [Fact]
    public async Task A_lost_race_and_a_repeat_are_informed_before_a_taken_time()
    {
        await Committed(Sample.First(Trip(1)) with { Taken = [Bus("a", 8, 12)] });
        await Committed(Sample.First(Trip(2)));
        Assert.Equal(CommitResult.Lost, await Store.Commit(Sample.First(Trip(2)) with { Taken = [Bus("a", 8, 12)] }));

        var answered = Sample.First(Trip(3)) with { Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")) };
        await Committed(answered);
        var repeated = Sample.First(Trip(4)) with
        {
            Header = answered.Header,
            Answer = answered.Answer,
            Taken = [Bus("a", 8, 12)],
        };
        Assert.Equal(CommitResult.Already, await Store.Commit(repeated));
        Assert.Null(await Store.Load(Trip(4)));
    }

    [Fact]
    public async Task Of_many_at_the_same_instant_exactly_one_gets_a_time()
    {
        for (var round = 0; round < 10; round++)
        {
            var bus = $"bus-{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.Commit(
                Sample.First(Trip((round * 100) + i)) with { Taken = [Bus(bus, 8 + (i * 0.1), 12 + (i * 0.1))] }))));
            Assert.Single(results, result => result == CommitResult.Ok);
            Assert.Equal(15, results.Count(result => result is CommitResult.ReservationTaken));
            Assert.Single(await Store.Queries.Bookings("trip.vehicle", bus, DateTimeOffset.MinValue, 100));
        }
    }

    [Fact]
    public async Task Of_many_touching_times_at_the_same_instant_all_are_taken()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            Store.Commit(Sample.First(Trip(i)) with { Taken = [Bus("a", i, i + 1), Driver("d", i, i + 1)] }))));
        Assert.All(results, result => Assert.Equal(CommitResult.Ok, result));
    }

    [Fact]
    public async Task Two_vehicles_and_two_drivers_crossing_have_one_winner_each_and_nobody_waits_for_ever()
    {
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = ($"a{round}", $"b{round}");
            var wants = new ImmutableArray<Reservation>[]
            {
                [Bus(a, 8, 12), Driver(b, 8, 12)],
                [Driver(b, 8, 12), Bus(b, 8, 12)],
                [Bus(b, 8, 12), Driver(a, 8, 12)],
                [Driver(a, 8, 12), Bus(a, 8, 12)],
            };
            var results = await Task.WhenAll(wants.Select(
                (want, i) => Task.Run(() => Store.Commit(Sample.First(Trip((round * 10) + i)) with { Taken = want }))));
            var winners = results.Select((result, i) => (result, i))
                .Where(pair => pair.result == CommitResult.Ok)
                .Select(pair => pair.i)
                .ToArray();
            Assert.True(winners is [0, 2] or [1, 3] or [0] or [1] or [2] or [3], string.Join(' ', winners));
        }
    }

    [Fact]
    public async Task Trips_that_swap_their_vehicles_at_the_same_instant_wait_for_nobody_in_a_circle()
    {
        for (var i = 0; i < 10; i++) await Committed(Sample.First(Trip(i)) with { Taken = [Bus($"{i}", 8, 12)] });
        var next = new List<Commit>();
        for (var i = 0; i < 10; i++)
            next.Add(await Next(Trip(i)) with { Released = [Bus($"{i}", 8, 12)], Taken = [Bus($"{i ^ 1}", 8, 12)] });

        var results = await Task.WhenAll(next.Select(commit => Task.Run(() => Store.Commit(commit))));

        Assert.All(results, result => Assert.IsType<CommitResult.ReservationTaken>(result));
    }

    /// <summary>
    /// Random bookings, moves and releases, one after the other, against a list that is searched from end to end.
    /// </summary>
    [Fact]
    public async Task The_table_does_what_a_naive_list_does()
    {
        var random = new Random(20261121);
        var naive = new Dictionary<int, (string Bus, int From, int Until)>();
        for (var step = 0; step < 300; step++)
        {
            var (trip, bus, from) = (random.Next(12), $"{random.Next(3)}", random.Next(40));
            var until = from + 1 + random.Next(8);
            var reservation = Bus(bus, from, until);
            var stored = await Store.Load(Trip(trip));
            var change = stored is null ? Sample.First(Trip(trip)) : await Next(Trip(trip));
            if (naive.TryGetValue(trip, out var had))
            {
                var old = Bus(had.Bus, had.From, had.Until);
                if (old == reservation) continue;
                change = change with { Released = [old] };
            }
            var gives = random.Next(4) == 0;
            var free = gives || !naive.Any(one => one.Key != trip
                && one.Value.Bus == bus
                && one.Value.From < until
                && from < one.Value.Until);

            var result = await Store.Commit(gives ? change : change with { Taken = [reservation] });

            Assert.Equal(free, result == CommitResult.Ok);
            if (!free) continue;
            if (gives) naive.Remove(trip);
            else naive[trip] = (bus, from, until);
        }
        for (var bus = 0; bus < 3; bus++)
        {
            var expected = naive.Where(one => one.Value.Bus == $"{bus}").OrderBy(one => one.Value.From)
                .Select(one => new Booking(Trip(one.Key), Hours(one.Value.From, one.Value.Until)));
            Assert.Equal(
                expected, await Store.Queries.Bookings("trip.vehicle", $"{bus}", Sample.Now.AddHours(-1), 100));
        }
    }

    [Fact]
    public async Task Bookings_are_found_by_resource_from_an_instant_on()
    {
        await Committed(Sample.First(Trip(1)) with { Taken = [Bus("a", 8, 12)] });
        await Committed(Sample.First(Trip(2)) with { Taken = [Bus("a", 20, 24)] });
        await Committed(Sample.First(Trip(3)) with { Taken = [Bus("b", 8, 12)] });

        async Task<int[]> From(double hour, int limit = 10)
        {
            var found = await Store.Queries.Bookings("trip.vehicle", "a", Sample.Now.AddHours(hour), limit);
            return [.. found.Select(b => int.Parse(b.Holder.Key[2..], null))];
        }
        Assert.Equal((int[])[1, 2], await From(0));
        Assert.Equal((int[])[1, 2], await From(11.99));
        Assert.Equal((int[])[2], await From(12));
        Assert.Equal((int[])[1], await From(0, limit: 1));
        Assert.Empty(await From(24));
    }

    [Fact]
    public async Task Trips_are_found_by_carrier_and_by_what_waits_for_the_charter_desk()
    {
        static SearchRow Row(string carrier, string authority, string day, string? waits) =>
            new(carrier, waits, $"N-{day}", null, authority, Sample.Day(day), Sample.Day(day), null, null);
        await Committed(Sample.First(Trip(1)) with { Search = Row("O-1", "530100", "2026-03-05", "manualReview") });
        await Committed(Sample.First(Trip(2)) with { Search = Row("O-1", "530100", "2026-03-03", null) });
        await Committed(Sample.First(Trip(3)) with { Search = Row("O-2", "532900", "2026-03-04", "manualReview") });
        await Committed(Sample.First(Trip(4)) with { Search = Row("O-3", "410100", "2026-03-01", "manualReview") });

        async Task<int[]> Found(TripSearch search)
        {
            var keys = new List<int>();
            for (var page = new PageRequest(1); ;)
            {
                var found = await Store.Queries.Trips(search, page);
                keys.AddRange(found.Items.Select(id => int.Parse(id.Key[2..], null)));
                if (found.Next is null) return [.. keys];
                page = page with { Cursor = found.Next };
            }
        }
        Assert.Equal((int[])[2, 1], await Found(new TripSearch(OperatorKey: "O-1")));
        Assert.Equal((int[])[3, 1], await Found(new TripSearch("53", Category: "manualReview")));
        Assert.Equal((int[])[1], await Found(new TripSearch("5301", Category: "manualReview")));
        Assert.Equal((int[])[4, 3, 1], await Found(new TripSearch(Category: "manualReview")));
        Assert.Equal((int[])[4, 2, 3, 1], await Found(new TripSearch()));
    }
}

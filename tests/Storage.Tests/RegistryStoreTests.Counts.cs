using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Storage.Tests;

// What statistics count is kept beside the rows: whatever writes them, in whatever order, counts are those of the rows.
public abstract partial class RegistryStoreTests
{
    private const int Steps = 150;
    private static readonly EntityKind[] _counted =
        [EntityKind.Certificate, EntityKind.RailLicence, EntityKind.Vehicle];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Counts_of_documents_are_those_of_their_rows_whatever_happens_to_them(int seed)
    {
        var random = new Random(seed);
        var rows = new Dictionary<EntityId, SearchRow>();
        for (var step = 0; step < Steps; step++)
        {
            var id = EntityId.Of(_counted[random.Next(3)], $"{random.Next(12):D6}");
            rows[id] = RandomDocument(random);
            await Listed(id, rows[id]);
            if (step % 40 == 20) await Store.Work.FoldCounts(RandomDay(random));
            if (step % 60 == 30) await Reopen();
            if (step % 10 == 0) await Agree(rows, random);
        }
        await Agree(rows, random);
    }

    [Fact]
    public async Task Commits_at_the_same_time_are_each_counted()
    {
        var ids = Enumerable.Range(1, 64).Select(Sample.Certificate).ToArray();
        async Task All(Func<EntityId, Task<Commit>> commit) =>
            await Task.WhenAll(ids.Select(async id => await Committed(await commit(id))));
        await All(id => Task.FromResult(Sample.First(id) with { Search = Sample.Certified(Sample.Person(1), id.Key) }));
        await Task.WhenAll(
            All(async id => await Next(id) with
            {
                Search = Sample.Certified(Sample.Person(1), id.Key, "440200", to: "2027-03-01"),
            }),
            Store.Work.FoldCounts(Sample.Day("2026-03-01")), Store.Work.FoldCounts(Sample.Day("2026-03-01")));
        var (now, _) = await Store.Queries.Statistics("", Sample.Day("2026-03-02"));
        Assert.Equal([new CertificateCount("440200", "passengerDriver", "valid", 64)], now.ToArray());
    }

    [Fact]
    public async Task A_day_before_those_that_were_put_together_is_still_counted_right()
    {
        await TwoHolders();
        var before = (await Store.Queries.Statistics("", Sample.Day("2026-03-01"))).Certificates;
        await Store.Work.FoldCounts(Sample.Day("2026-12-31"));
        Assert.Equal(before, (await Store.Queries.Statistics("", Sample.Day("2026-03-01"))).Certificates);
    }

    [Fact]
    public async Task Trips_are_counted_by_week_as_they_are_now()
    {
        var id = new EntityId(EntityKind.Trip, "T-1");
        static SearchRow Trip(string day, string status, string? medium, string authority = "530100") =>
            new("O-1", null, null, medium, authority, Sample.Day(day), Sample.Day(day), null, status);
        async Task<string[]> Weeks(string reach = "") =>
        [
            .. (await Store.Queries.TripCounts(reach, Sample.Day("2026-03-01"), Sample.Day("2026-03-31")))
                .Select(one => $"{one.Authority} {one.Week:MM-dd} {one.Status} {one.Medium} {one.Count}"),
        ];

        await Listed(id, Trip("2026-03-11", "filed", null));
        await Listed(new EntityId(EntityKind.Trip, "T-2"), Trip("2026-03-13", "filed", null));
        Assert.Equal(["530100 03-09 filed  2"], await Weeks());
        await Listed(id, Trip("2026-03-11", "issued", "electronic"));
        Assert.Equal(["530100 03-09 filed  1", "530100 03-09 issued electronic 1"], await Weeks("53"));
        await Listed(id, Trip("2026-04-02", "issued", "electronic"));
        await Store.Work.FoldCounts(Sample.Day("2026-03-31"));
        Assert.Equal(["530100 03-09 filed  1"], await Weeks("5301"));
        Assert.Empty(await Weeks("44"));
    }

    [Fact]
    public async Task Applications_are_counted_where_they_stand_now()
    {
        var id = Sample.Certificate(1);
        async Task<string[]> Standing(string day) =>
        [
            .. (await Store.Queries.Statistics("", Sample.Day(day))).Applications
                .Select(one => $"{one.Authority} {one.Status} {one.Count} {one.Overdue}"),
        ];

        await Filed(Sample.Filed(id, 1, acceptBy: "2026-03-09"));
        await Filed(Sample.Filed(Sample.Certificate(2), 1, acceptBy: "2026-03-10"));
        Assert.Equal(["440100 Submitted 2 1"], await Standing("2026-03-10"));
        await Filed(Sample.Filed(id, 1, ApplicationStatus.Accepted, "2026-03-09", decideBy: "2026-03-20"));
        Assert.Equal(["440100 Submitted 1 0", "440100 Accepted 1 0"], await Standing("2026-03-10"));
        await Store.Work.FoldCounts(Sample.Day("2026-03-09"));
        Assert.Equal(["440100 Submitted 1 1", "440100 Accepted 1 1"], await Standing("2026-03-21"));
        await Filed(Sample.Filed(id, 1, ApplicationStatus.Refused, "2026-03-09", authority: "440200"));
        Assert.Equal(["440100 Submitted 1 1", "440200 Refused 1 0"], await Standing("2026-03-21"));
        await Store.Work.RemoveBeside(id, "person-1");
        Assert.Equal(["440100 Submitted 1 1"], await Standing("2026-03-21"));
    }

    private static DateOnly RandomDay(Random random) => Sample.Day("2025-01-01").AddDays(random.Next(900));

    private static SearchRow RandomDocument(Random random)
    {
        DateOnly? Day(int percent) => random.Next(100) < percent ? RandomDay(random) : null;
        string? Of(params string?[] some) => some[random.Next(some.Length)];
        var last = random.Next(10) == 0 ? DateOnly.MaxValue : Day(90);
        return new SearchRow(
            "P-1", Of("passengerDriver", "freightDriver", null), "N", null, Of("440100", "440200", "530100", null),
            Day(90), last, Day(30), null);
    }

    private async Task Agree(Dictionary<EntityId, SearchRow> rows, Random random)
    {
        foreach (var reach in (string[])["", "44", "530100"])
        {
            var day = RandomDay(random);
            var (documents, _) = await Store.Queries.Statistics(reach, day);
            var vehicles = await Store.Queries.VehicleCounts(reach, day);
            Assert.Equal(Counted(vehicle: false), documents.Select(Line).Order(StringComparer.Ordinal));
            Assert.Equal(Counted(vehicle: true), vehicles.Select(Line).Order(StringComparer.Ordinal));

            IEnumerable<string> Counted(bool vehicle) => rows
                .Where(row => (row.Key.Kind == EntityKind.Vehicle) == vehicle && row.Value.ValidTo is not null
                    && (reach.Length == 0
                        || (row.Value.Authority ?? "").StartsWith(reach, StringComparison.Ordinal)))
                .GroupBy(row => (row.Value.Authority ?? "", row.Value.Category ?? "",
                    row.Value.EndedOn <= day ? "cancelled" : row.Value.ValidTo < day ? "expired" : "valid"))
                .Select(group => Line(new CertificateCount(
                    group.Key.Item1, group.Key.Item2, group.Key.Item3, group.LongCount())))
                .Order(StringComparer.Ordinal);
        }

        static string Line(CertificateCount one) => $"{one.Authority} {one.Category} {one.State} {one.Count}";
    }
}

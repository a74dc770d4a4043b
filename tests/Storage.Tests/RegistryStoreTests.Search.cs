using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Storage.Tests;

// Search and statistics over rows that hold dates and names where they cannot go stale.
public abstract partial class RegistryStoreTests
{
    private async Task Listed(EntityId id, SearchRow row) => await Committed(await Next(id) with { Search = row });

    private async Task TwoHolders()
    {
        await Listed(Sample.Person(1), Sample.Holder(Sample.Person(1), "王小明", "110101199003070015"));
        await Listed(Sample.Person(2), Sample.Holder(Sample.Person(2), "王芳", "440106198811230021"));
        await Listed(Sample.Certificate(1), Sample.Certified(Sample.Person(1), "N1", to: "2026-03-01"));
        await Listed(Sample.Certificate(2),
            Sample.Certified(Sample.Person(1), "N2", "440200", "freightDriver", from: "2019-01-01", to: "2027-01-01"));
        await Listed(Sample.Certificate(3),
            Sample.Certified(Sample.Person(2), "N3", to: "2026-06-01", endedOn: "2026-03-02"));
    }

    private async Task<string[]> Found(CertificateSearch search) =>
        [.. (await Store.Queries.Search(search, new PageRequest())).Items.Select(id => id.Key)];

    [Fact]
    public async Task Certificates_are_found_by_each_part_and_by_all_parts_together()
    {
        await TwoHolders();
        var all = new CertificateSearch("");

        Assert.Equal(["Q-000001", "Q-000002", "Q-000003"], await Found(all));
        Assert.Equal(["Q-000001", "Q-000003"], await Found(new CertificateSearch("4401")));
        Assert.Equal(["Q-000001", "Q-000002", "Q-000003"], await Found(all with { Name = "王" }));
        Assert.Equal(["Q-000001", "Q-000002"], await Found(all with { Name = "王小" }));
        Assert.Equal(["Q-000003"], await Found(all with { IdentityNumber = "440106198811230021" }));
        Assert.Equal(["Q-000002"], await Found(all with { CertificateNumber = "N2" }));
        Assert.Equal(["Q-000002"], await Found(all with { Category = "freightDriver" }));
        Assert.Equal(
            ["Q-000001"],
            await Found(all with { ExpiringFrom = Sample.Day("2026-03-01"), ExpiringTo = Sample.Day("2026-03-01") }));
        Assert.Equal(["Q-000003", "Q-000002"], await Found(all with { ExpiringFrom = Sample.Day("2026-03-02") }));
        Assert.Equal(
            ["Q-000001"],
            await Found(new CertificateSearch(
                "44", "王小明", "110101199003070015", "N1", "passengerDriver", Sample.Day("2026-01-01"),
                Sample.Day("2026-12-31"))));
        Assert.Empty(await Found(all with { CertificateNumber = "N1", Name = "王芳" }));
        Assert.Empty(await Found(all with { IdentityNumber = "110101199003070015", Name = "王芳" }));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("王' OR '1'='1")]
    public async Task Nothing_in_a_name_is_special(string name)
    {
        await TwoHolders();
        Assert.Empty(await Found(new CertificateSearch("", name)));
    }

    [Fact]
    public async Task A_corrected_name_is_found_at_once_on_every_certificate()
    {
        await TwoHolders();
        await Listed(Sample.Person(1), Sample.Holder(Sample.Person(1), "黄小明", "110101199003070015"));
        Assert.Equal(["Q-000001", "Q-000002"], await Found(new CertificateSearch("", "黄")));
    }

    [Fact]
    public async Task A_search_pages_by_key_while_others_appear()
    {
        for (var i = 1; i <= 20; i++)
            await Listed(Sample.Certificate(i * 2), Sample.Certified(Sample.Person(1), $"N{i}"));

        var added = 0;
        var found = await AllPages(
            6, page => Store.Queries.Search(new CertificateSearch("44"), page),
            async _ => await Listed(Sample.Certificate(++added), Sample.Certified(Sample.Person(1), "new")));

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Superset(Enumerable.Range(1, 20).Select(i => Sample.Certificate(i * 2)).ToHashSet(), found.ToHashSet());
    }

    [Fact]
    public async Task A_search_lists_in_the_order_of_its_index_on_pages_of_any_size()
    {
        string[] names = ["王伟", "王芳", "王伟", "李娜", "王五"];
        for (var i = 0; i < names.Length; i++)
            await Listed(Sample.Person(i), Sample.Holder(Sample.Person(i), names[i], $"11010119900307{i:D4}"));
        string[] ends = ["2026-05-01", "2026-04-01", "2026-05-01", "2026-01-01", "2026-06-01", "2026-04-01"];
        for (var i = 0; i < ends.Length; i++)
            await Listed(Sample.Certificate(i), Sample.Certified(Sample.Person(i % 5), $"N{i}", to: ends[i]));
        static EntityId Vehicle(int n) => EntityId.Of(EntityKind.Vehicle, $"{n:D6}");
        for (var i = 0; i < ends.Length; i++)
            await Listed(Vehicle(i), new SearchRow("O-1", "generalFreight", $"P{i}", $"N{i}", "410100",
                Sample.Day("2020-01-01"), Sample.Day(ends[i]), null, null));
        var soon = new CertificateSearch("", ExpiringTo: Sample.Day("2026-05-31"));
        var vehicles = new VehicleSearch(ExpiringTo: Sample.Day("2026-05-31"));
        foreach (var size in (int[])[1, 2, 4, 50])
        {
            // By name in its code points (五 伟 芳), then by holder, then by certificate.
            Assert.Equal((int[])[4, 0, 5, 2, 1], await Pages(size, new CertificateSearch("", "王")));
            Assert.Equal((int[])[0, 5, 2], await Pages(size, new CertificateSearch("", "王伟")));
            Assert.Equal((int[])[3, 1, 5, 0, 2], await Pages(size, soon));
            Assert.Equal((int[])[3, 1, 5, 0, 2], Numbers(await AllPages(
                size, page => Store.Queries.Vehicles(vehicles, page), _ => Task.CompletedTask)));
        }

        async Task<int[]> Pages(int size, CertificateSearch search) => Numbers(await AllPages(
            size, page => Store.Queries.Search(search, page), _ => Task.CompletedTask));
        static int[] Numbers(IEnumerable<EntityId> ids) => [.. ids.Select(id => int.Parse(id.Key[2..], null))];
    }

    [Fact]
    public async Task A_cursor_of_a_search_by_name_has_no_name_in_it()
    {
        await TwoHolders();
        var first = await Store.Queries.Search(new CertificateSearch("", "王"), new PageRequest(1));
        Assert.DoesNotContain("王", System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars(first.Next)), StringComparison.Ordinal);
        var rest = await Store.Queries.Search(new CertificateSearch("", "王"), new PageRequest(9, first.Next));
        Assert.Equal(["Q-000002", "Q-000003"], rest.Items.Select(id => id.Key));
    }

    [Fact]
    public async Task A_person_is_found_by_identity_number_and_has_certificates_oldest_first()
    {
        await TwoHolders();
        Assert.Equal(Sample.Person(2), await Store.Queries.PersonByIdentity("440106198811230021"));
        Assert.Null(await Store.Queries.PersonByIdentity("440106198811230022"));
        Assert.Equal(
            [Sample.Certificate(2), Sample.Certificate(1)], (await Store.Queries.CertificatesOf("P-000001")).ToArray());
        Assert.Empty(await Store.Queries.CertificatesOf("P-000009"));
    }

    [Fact]
    public async Task Vehicles_are_found_by_plate_number_operator_and_reach_and_operators_by_code()
    {
        static EntityId Vehicle(int n) => EntityId.Of(EntityKind.Vehicle, $"{n:D6}");
        var known = EntityId.Of(EntityKind.Operator, "000001");
        await Listed(
            known, new SearchRow(known.Key, null, "91410100MA3X9K2P3K", "郑州货运", "410100", null, null, null, null));
        SearchRow Row(string plate, string number, string authority, string to) => new(
            known.Key, "generalFreight", plate, number, authority,
            Sample.Day("2023-01-01"), Sample.Day(to), null, null);
        await Listed(Vehicle(1), Row("豫A00001", "N1", "410100", "2026-01-01"));
        await Listed(Vehicle(2), Row("豫A00002", "N2", "410200", "2026-02-01"));
        await Listed(Vehicle(3), Row("豫A00001", "N3", "530100", "2026-03-01") with
        {
            PersonKey = "O-000002",
            EndedOn = Sample.Day("2024-01-01"),
        });

        async Task<string[]> Found(VehicleSearch search) =>
            [.. (await Store.Queries.Vehicles(search, new PageRequest())).Items.Select(id => id.Key)];
        Assert.Equal(["V-000001", "V-000002", "V-000003"], await Found(new VehicleSearch()));
        Assert.Equal(["V-000001", "V-000003"], await Found(new VehicleSearch(Plate: "豫A00001")));
        Assert.Equal(["V-000001"], await Found(new VehicleSearch("41", Plate: "豫A00001")));
        Assert.Equal(["V-000002"], await Found(new VehicleSearch(CertificateNumber: "N2")));
        Assert.Equal(["V-000001", "V-000002"], await Found(new VehicleSearch(OperatorKey: known.Key)));
        Assert.Equal(["V-000001", "V-000002"], await Found(new VehicleSearch("41")));
        Assert.Equal(["V-000002"], await Found(
            new VehicleSearch("41", ExpiringFrom: Sample.Day("2026-01-02"), ExpiringTo: Sample.Day("2026-12-31"))));
        Assert.Equal(["V-000001", "V-000002", "V-000003"], (await AllPages(
            1, page => Store.Queries.Vehicles(new VehicleSearch(), page),
            _ => Task.CompletedTask)).Select(id => id.Key));
        Assert.Equal(known, await Store.Queries.OperatorByCode("91410100MA3X9K2P3K"));
        Assert.Null(await Store.Queries.OperatorByCode("91500000202828578J"));
        foreach (var size in (int[])[1, 2, 50])
        {
            Assert.Equal(["O-000001", "V-000001", "V-000002"], (await AllPages(
                size, page => Store.Queries.BelongingTo(known.Key, page),
                _ => Task.CompletedTask)).Select(id => id.Key));
        }
        Assert.Equal(
            ["V-000003"], (await Store.Queries.BelongingTo("O-000002", new PageRequest())).Items.Select(id => id.Key));
        Assert.Empty((await Store.Queries.BelongingTo("O-000009", new PageRequest())).Items);
    }

    [Fact]
    public async Task Statistics_compute_the_states_of_the_day_asked_for()
    {
        await TwoHolders();

        var (before, _) = await Store.Queries.Statistics("4401", Sample.Day("2026-03-01"));
        var (after, _) = await Store.Queries.Statistics("", Sample.Day("2026-03-02"));

        Assert.Equal([new CertificateCount("440100", "passengerDriver", "valid", 2)], before.ToArray());
        Assert.Equal(
            [
                new CertificateCount("440100", "passengerDriver", "cancelled", 1),
                new CertificateCount("440100", "passengerDriver", "expired", 1),
                new CertificateCount("440200", "freightDriver", "valid", 1),
            ],
            after.ToArray());
    }

    [Fact]
    public async Task Statistics_count_applications_and_what_is_overdue()
    {
        await Filed(Sample.Filed(Sample.Certificate(1), 1, acceptBy: "2026-03-09"));
        await Filed(Sample.Filed(Sample.Certificate(2), 1, acceptBy: "2026-03-10"));
        await Filed(Sample.Filed(Sample.Certificate(3), 1, ApplicationStatus.Refused, "2026-03-01"));
        await Filed(Sample.Filed(Sample.Certificate(4), 1, authority: "430100"));

        var (_, applications) = await Store.Queries.Statistics("44", Sample.Day("2026-03-10"));

        Assert.Equal(
            [
                new ApplicationCount("440100", ServiceId.CertificateRenewal, ApplicationStatus.Submitted, 2, 1),
                new ApplicationCount("440100", ServiceId.CertificateRenewal, ApplicationStatus.Refused, 1, 0),
            ],
            applications.ToArray());
    }

    [Fact]
    public async Task Rows_of_any_kind_are_found_by_party_category_number_name_reach_and_first_day()
    {
        static EntityId Id(int n) => new(EntityKind.Objection, $"Y-{n}");
        static SearchRow Row(string party, string category, string by, string authority, string day) =>
            new(party, category, by, "name " + by, authority, Sample.Day(day), null, null, null);
        await Committed(Sample.First(Id(1)) with { Search = Row("P-1", "open", "A-1", "410100", "2026-03-05") });
        await Committed(Sample.First(Id(2)) with { Search = Row("P-1", "answered", "A-2", "410200", "2026-03-03") });
        await Committed(Sample.First(Id(3)) with { Search = Row("O-1", "open", "A-1", "530100", "2026-03-04") });

        var kind = new RowSearch(EntityKind.Objection);
        Assert.Equal((int[])[2, 3, 1], await Found(kind));
        Assert.Equal((int[])[2, 1], await Found(kind with { PartyKey = "P-1" }));
        Assert.Equal((int[])[2, 1], await Found(kind with { AuthorityPrefix = "41" }));
        Assert.Equal((int[])[1], await Found(kind with { AuthorityPrefix = "41", Category = "open" }));
        Assert.Equal((int[])[3, 1], await Found(kind with { Number = "A-1" }));
        Assert.Equal((int[])[1], await Found(kind with { Number = "A-1", From = Sample.Day("2026-03-05") }));
        Assert.Equal((int[])[2], await Found(kind with { Name = "name A-2" }));
        Assert.Empty(await Found(kind with { Kind = EntityKind.Finding }));

        async Task<int[]> Found(RowSearch search)
        {
            var keys = new List<int>();
            for (var page = new PageRequest(1); ;)
            {
                var found = await Store.Queries.Rows(search, page);
                keys.AddRange(found.Items.Select(id => int.Parse(id.Key[2..], null)));
                if (found.Next is null) return [.. keys];
                page = page with { Cursor = found.Next };
            }
        }
    }
}

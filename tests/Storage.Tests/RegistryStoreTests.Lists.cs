using System.Text.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Storage.Tests;

// Applications: a person's list, an officer's queue; and lists of entities.
public abstract partial class RegistryStoreTests
{
    private static readonly QueueQuery _everything = new("", null, QueueQuery.Open, null);

    private async Task Filed(NewApplicationRow row)
    {
        var id = EntityId.TryParse(row.Application.Id.Split('.')[0], out var parsed) ? parsed : default;
        await Committed(await Next(id) with { Applications = [row] });
    }

    private async Task<string[]> Queue(QueueQuery query) =>
        [.. (await Store.Queries.Queue(query, new PageRequest())).Items.Select(row => row.Application.Id)];

    [Fact]
    public async Task An_application_is_found_by_its_id_as_last_committed()
    {
        var id = Sample.Certificate(1);
        await Filed(Sample.Filed(id, 1));
        await Filed(Sample.Filed(id, 1, ApplicationStatus.Accepted, decideBy: "2026-03-30"));

        var row = await Store.Queries.Application("Q-000001.1");

        Assert.NotNull(row);
        Assert.Equal((id, "P-000001", "440100"), (row.Id, row.PersonKey, row.Authority));
        Assert.Equal(ApplicationStatus.Accepted, row.Application.Status);
        Assert.Equal(Sample.Now, row.Application.SubmittedAt);
        Assert.Null(await Store.Queries.Application("Q-000001.2"));
    }

    [Fact]
    public async Task A_persons_applications_come_newest_first()
    {
        for (var i = 1; i <= 5; i++)
            await Filed(Sample.Filed(Sample.Certificate(i), 1, submittedAfterMinutes: i / 2, person: Sample.Person(7)));
        await Filed(Sample.Filed(Sample.Certificate(9), 1, person: Sample.Person(8)));

        var rows = await AllPages(2, page => Store.Queries.ApplicationsOf(new PartyApplications("P-000007"), page));

        Assert.Equal(
            ["Q-000005.1", "Q-000004.1", "Q-000003.1", "Q-000002.1", "Q-000001.1"],
            rows.Select(row => row.Application.Id));
    }

    [Fact]
    public async Task The_queue_shows_open_work_most_urgent_first_and_what_has_no_limit_last()
    {
        await Filed(Sample.Filed(Sample.Certificate(1), 1, acceptBy: "2026-03-09"));
        await Filed(Sample.Filed(Sample.Certificate(2), 1, ApplicationStatus.Accepted, "2026-03-01", "2026-03-30"));
        await Filed(Sample.Filed(Sample.Certificate(3), 1, ApplicationStatus.SupplementRequested, "2026-03-01"));
        await Filed(Sample.Filed(Sample.Certificate(4), 1, acceptBy: "2026-03-05"));
        await Filed(Sample.Filed(Sample.Certificate(5), 1, acceptBy: "2026-03-09"));
        await Filed(Sample.Filed(Sample.Certificate(6), 1, ApplicationStatus.Withdrawn));

        Assert.Equal(["Q-000004.1", "Q-000001.1", "Q-000005.1", "Q-000002.1", "Q-000003.1"], await Queue(_everything));
    }

    [Fact]
    public async Task The_queue_is_narrowed_by_reach_service_status_and_overdue()
    {
        await Filed(Sample.Filed(Sample.Certificate(1), 1, authority: "440100"));
        await Filed(Sample.Filed(Sample.Certificate(2), 1, authority: "440200", service: ServiceId.CertificateReissue));
        await Filed(Sample.Filed(Sample.Certificate(3), 1, authority: "430100"));
        await Filed(Sample.Filed(Sample.Certificate(4), 1, ApplicationStatus.AwaitingDelivery));

        Assert.Equal(["Q-000001.1", "Q-000002.1"], await Queue(_everything with { AuthorityPrefix = "44" }));
        Assert.Equal(["Q-000001.1"], await Queue(_everything with { AuthorityPrefix = "440100" }));
        Assert.Equal(["Q-000002.1"], await Queue(_everything with { Service = ServiceId.CertificateReissue }));
        Assert.Equal(["Q-000004.1"], await Queue(_everything with { Statuses = [ApplicationStatus.AwaitingDelivery] }));
        Assert.Empty(await Queue(_everything with { OverdueOn = Sample.Day("2026-03-09") }));
        var narrow = new QueueQuery(
            "4401", ServiceId.CertificateRenewal, [ApplicationStatus.Submitted], Sample.Day("2026-03-10"));
        Assert.Equal(["Q-000001.1"], await Queue(narrow));
    }

    [Fact]
    public async Task Railway_applications_stand_in_the_same_queues_by_employer_and_are_announced_newest_first()
    {
        RailApplication Rail(int n, ApplicationStatus status, string? decided = null) => new()
        {
            Id = $"R-{n:D6}.1",
            Form = new RailReissueForm(ReissueReason.Lost), Materials = [], SubmittedBy = "a", SubmittedAt = Sample.Now,
            Status = status, Reviewer = new EmployerLink("W-1", n % 2 == 0 ? "u1" : null), RuleVersion = "r",
            ReviewBy = new LegalDate(
                Sample.Day("2026-03-09").AddDays(-n), false), DecideBy = new LegalDate(Sample.Day("2026-04-01"), false),
            DecidedAt = decided is null
                ? null
                : new DateTimeOffset(Sample.Day(decided), new TimeOnly(4, 0), TimeSpan.Zero),
            AnnounceBy = new LegalDate(Sample.Day("2026-04-09"), false),
        };
        async Task File(RailApplication a) =>
            await Committed(await Next(new EntityId(EntityKind.RailLicence, a.Id.Split('.')[0])) with
            {
                Applications = [new NewApplicationRow("P-000001",
                RailQueues.PathOf(a.Reviewer),
                a,
                System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(a, RegistryJson.Wire.RailApplication))],
            });
        await File(Rail(1, ApplicationStatus.CentreReview));
        await File(Rail(2, ApplicationStatus.CentreReview));
        await File(Rail(3, ApplicationStatus.Announced, "2026-03-01"));
        await File(Rail(4, ApplicationStatus.Delivered, "2026-03-05"));
        await File(Rail(5, ApplicationStatus.Refused, "2026-03-06"));
        await Filed(Sample.Filed(Sample.Certificate(1), 1, ApplicationStatus.Delivered));

        var centre = new QueueQuery("rail/", null, RailQueues.Centre, null);
        Assert.Equal(["R-000002.1", "R-000001.1", "R-000003.1"], await Queue(centre));
        Assert.Equal(["R-000002.1"], await Queue(centre with { AuthorityPrefix = "rail/W-1/u1/" }));
        Assert.Equal(["R-000002.1"], await Queue(centre with { OverdueOn = Sample.Day("2026-03-08") }));
        Assert.Empty(await Queue(_everything with { AuthorityPrefix = "44" }));
        Assert.Equal(
            ["R-000004.1", "R-000003.1"],
            (await AllPages(1, page => Store.Queries.Announced(page))).Select(row => row.Application.Id));
        var read = Assert.IsType<RailApplication>((await Store.Queries.Application("R-000004.1"))!.Application);
        Assert.Equal(new EmployerLink("W-1", "u1"), read.Reviewer);
        Assert.Contains(ServiceId.RailReissue, (await Store.Queries.Statistics(
            "rail", Sample.Day("2026-03-01"))).Applications.Select(count => count.Service));
    }

    [Fact]
    public async Task Figures_of_work_are_those_of_the_whole_applications()
    {
        static NewApplicationRow With(NewApplicationRow row, Func<Application, Application> change)
        {
            var changed = change((Application)row.Application);
            return row with
            {
                Application = changed,
                Body = JsonSerializer.SerializeToUtf8Bytes(changed, RegistryJson.Wire.Application),
            };
        }

        await Filed(With(Sample.Filed(Sample.Certificate(1), 1), a => a with
        {
            Supplement = new Supplement(
                [MaterialKind.PortraitPhoto], "不清楚", Sample.Now, new LegalDate(Sample.Day("2026-03-20"), false)),
        }));
        await Filed(With(Sample.Filed(Sample.Certificate(2), 1, ApplicationStatus.Refused), a => a with
        {
            DecidedAt = Sample.Now.AddDays(9),
        }));
        await Filed(Sample.Filed(Sample.Certificate(3), 1, authority: "430100"));
        await Filed(Sample.Filed(Sample.Certificate(4), 1, submittedAfterMinutes: 40 * 24 * 60));

        foreach (var reach in new[] { "", "44" })
        {
            var (from, until) = (Sample.Now, Sample.Now.AddDays(30));
            var whole = new WorkFigures();
            foreach (var row in await AllPages(2, page => Store.Queries.Submitted(reach, from, until, page)))
                whole.Add(WorkRow.Of(row));
            var work = await Store.Queries.Work(reach, from, until);
            Assert.Equal(whole.Work.ToArray(), work.Work.ToArray());
            Assert.Equal(whole.Flow.ToArray(), work.Flow.ToArray());
            Assert.Equal(whole.Supplements.ToArray(), work.Supplements.ToArray());
            Assert.Single(work.Supplements);
            Assert.Equal(9, work.Work.Max(count => count.MaxDays));
            Assert.Equal(reach.Length == 0 ? 3 : 2, work.Work.Sum(count => count.Count));
        }
    }

    [Fact]
    public async Task The_queue_pages_without_gap_or_repeat_while_its_work_is_done()
    {
        for (var i = 1; i <= 30; i++)
            await Filed(Sample.Filed(Sample.Certificate(i), 1, acceptBy: $"2026-03-{9 + (i % 3):D2}"));

        var rows = await AllPages(7, page => Store.Queries.Queue(_everything, page), async items =>
        {
            foreach (var row in items) await Filed(Sample.Filed(row.Id, 1, ApplicationStatus.Withdrawn));
        });

        Assert.Equal(30, rows.Select(row => row.Application.Id).Distinct().Count());
        Assert.Equal(30, rows.Count);
        Assert.Empty(await Queue(_everything));
    }

    [Fact]
    public async Task Entities_with_an_application_under_way_are_listed_until_none_is()
    {
        await Filed(Sample.Filed(Sample.Certificate(1), 1, provisional: true));
        await Filed(Sample.Filed(Sample.Certificate(2), 1, ApplicationStatus.AwaitingDelivery));
        await Filed(Sample.Filed(Sample.Certificate(3), 1));
        await Filed(Sample.Filed(Sample.Certificate(3), 2));
        await Filed(Sample.Filed(Sample.Certificate(4), 1, ApplicationStatus.Withdrawn, provisional: true));

        Assert.Equal(
            [Sample.Certificate(1), Sample.Certificate(2), Sample.Certificate(3), Sample.Certificate(3)],
            await AllPages(1, page => Store.Work.UnderWay(page)));
        await Filed(Sample.Filed(Sample.Certificate(1), 1, ApplicationStatus.Closed));
        Assert.Equal(Sample.Certificate(2), (await Store.Work.UnderWay(new PageRequest())).Items[0]);
    }

    [Fact]
    public async Task Entities_of_a_kind_and_their_histories_page_by_key_and_version()
    {
        for (var i = 1; i <= 9; i++) await Committed(Sample.First(Sample.Certificate(i), events: i));
        await Committed(Sample.First(Sample.Person(1)));

        Assert.Equal(
            Enumerable.Range(1, 9).Select(Sample.Certificate),
            await AllPages(2, page => Store.Queries.All(EntityKind.Certificate, page)));
        Assert.Equal(
            Enumerable.Range(1, 9),
            (await AllPages(2, page => Store.Queries.History(Sample.Certificate(9), page)))
                .Select(entry => entry.Version));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("AAAA")]
    [InlineData("cXVldWUKMjAyNg")]
    public async Task A_cursor_that_no_page_gave_out_is_refused(string cursor)
    {
        await Filed(Sample.Filed(Sample.Certificate(1), 1));
        await Assert.ThrowsAsync<BadCursorException>(
            () => Store.Queries.Queue(_everything, new PageRequest(10, cursor)));
        await Assert.ThrowsAsync<BadCursorException>(
            () => Store.Queries.History(Sample.Certificate(1), new PageRequest(10, cursor)));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        for (var i = 1; i <= 2; i++) await Committed(Sample.First(Sample.Certificate(i)));
        var certificates = await Store.Queries.All(EntityKind.Certificate, new PageRequest(1));
        await Assert.ThrowsAsync<BadCursorException>(
            () => Store.Queries.All(EntityKind.Person, new PageRequest(1, certificates.Next)));
    }
}

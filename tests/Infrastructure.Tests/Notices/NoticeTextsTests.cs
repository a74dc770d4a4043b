using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>
/// Every notice that the certificate's machine can give has texts in both languages, which use its values and no
/// others. The notices are made by the machine itself, from one event of each type:
/// a new event or notice cannot be forgotten.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed partial class NoticeTextsTests
{
    private static readonly DateTimeOffset _now = new(2026, 2, 13, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _day = new(2026, 2, 13);
    private static readonly LegalDate _legal = new(_day, false);

    private static readonly Application _application = new()
    {
        Id = "Q-1.1", Service = Domain.Services.ServiceId.CertificateRenewal, Form = new RenewalForm(), Materials = [],
        SubmittedBy = "A-1", SubmittedAt = _now, Status = ApplicationStatus.Submitted, AcceptBy = _legal,
    };

    private static readonly Event[] _events =
    [
        new CertificateRegistered(
            Certificate()), new RenewalOpened(_day), new CertificateExpired(_day), new LapseWarned(_day),
        new CertificateCancelled(CancellationGround.Lapsed, _day),
        new CancellationUndone("f1"), new CertificateRenewed("a", new Period(_day, _day)),
        new CertificateReissued(
            "a", ReissueReason.Lost), new ServiceUnitChanged("a", "b"), new AssessmentWindowOpened(2, _day),
        new CycleAssessed(
            "a", 1, 0, Grade.AA, Grade.AA), new CycleMissed(1), new ViolationRecorded(3, _day, 1, false, null),
        new EducationRecorded(
            3, _day, 1, true), new PointsCleared(1, Grade.A, 20), new CycleReassessed(1, Grade.A, "r"),
        new ApplicationSubmitted(_application),
        new ApplicationWithdrawn("a", _now), new ReviewerAssigned("a", "o"), new ReviewerUnassigned("a"),
        new ApplicationAccepted("a", _now, _legal), new ApplicationNotAccepted("a", _now, ["supplementUnanswered"]),
        new SupplementRequested("a", _now, [MaterialKind.PortraitPhoto], "请补交照片 {certificate}", _legal),
        new SupplementAnswered(
            "a", _now, [], _legal), new ApplicationApproved("a", _now),
        new ApplicationRefused("a", _now, ["r1", "r2"]) { AuthorityLate = true },
        new DocumentReady("a", _now, _legal),
        new DocumentDelivered("a"), new DocumentReturned("a", new ReturnedDelivery(_now, "r")),
        new PickUpMissed("a"), new LimitMissed("a", WorkLimit.Decision),
        new LimitsRecomputed("a", _legal, null, null, null),
        new ApplicationClosed("a", "CERT_CANCELLED"), new ApplicationRestored(_application),
    ];

    private static readonly Event[] _vehicleEvents =
    [
        new VehicleRenewalOpened(_day), new VehicleExpired(_day), new ReviewOpened(_day), new ReviewMissed(_day),
        new VehicleCancelled(VehicleEndGround.Scrapped, _day, null), new ApplicationApproved("a", _now),
    ];

    private static readonly Event[] _operatorEvents =
    [
        new PermitExpired("1", _day), new PermitEnded("1", _day, "r"), new DriverLinked("P-1"),
        new DriverUnlinked("P-1"), new OwnerRecorded(new OperatorOwner("P-1", _day), "e", "a", "b"),
        new OwnerEnded("P-1", _day, "e", "a", "b"),
    ];

    private static readonly Event[] _linkEvents =
    [
        new LinkRequested(Link("P-1.1")), new LinkDeclined("P-1.1"),
    ];

    private static readonly Finding _finding = new("f1", "W-1", RailGround.Revoked, _day, _day, null);

    private static readonly RailApplication _railApplication = new()
    {
        Id = "R-1.1", Form = new RailReissueForm(ReissueReason.Lost), Materials = [], SubmittedBy = "A-1",
        SubmittedAt = _now, Status = ApplicationStatus.EmployerReview, Reviewer = new EmployerLink("W-1", "u1"),
        RuleVersion = "1",
    };

    private static readonly Event[] _railEvents =
    [
        new LicenceRenewalOpened(
            _day), new LicenceExpired(_day), new LicenceRevoked(RailGround.StaffFault, _day, null, null),
        new LicenceRevoked(RailGround.FraudOrBribery, _day, _day, null),
        new LicenceCancelled(RailGround.Revoked, _day), new LicenceRestored("f1"),
        new LicenceCorrected("N-1", null, null),
        new EmployerReturned(
            "a", ["r1"]), new RailIdentityAnswered("a", false), new CentreReceived("a", _now, null, _legal, _legal),
        new RailAccepted(
            "a", _now), new RailNotAccepted("a", _now, ["r1"]), new ExamPassed("a", ExamPart.Theory, _now, null),
        new ExamFailed("a", ExamPart.Practical, _now),
        new RailReported("a", _now, _legal), new RailGranted("a", _now, "NRA-1", _legal),
        new RailRefused(
            "a", _now, ["r1"]), new RailAnnounced("a", _now), new RailReady("a", _now), new RailDelivered("a"),
        new RailDelivered("a", new Consignment("邮政", "EA1", _now)),
        new RailReturned("a", new ReturnedDelivery(_now, "r")),
        new RailWithdrawn("a", _now, "l"), new RailClosed("a", "CERT_CANCELLED"),
        new RailSubmitted(_railApplication), new FindingRecorded(_finding), new FindingReportMissed("f1"),
    ];

    private static readonly Event[] _tripEvents =
    [
        new TripApproved(
            null, _now), new TripRefused("o", ["r1"], _now), new TripIssued(_now), new TripPaperPrinted(_now),
        new TripAmended(Trip().Plan, "530100", _now), new TripCancelled(null, _now), new TripExpired(_now),
    ];

    private static Context Context { get; } =
        new(_now, Rulebook.Embedded, WorkingCalendar.Embedded, Actor.Registry(Channel.Deadline), new NoFacts());

    private static ImmutableArray<Notice> Notices { get; } =
    [
        .. CertificateNotices.Of(
            Certificate(), [.. _events, new DocumentDelivered("a", new Consignment("邮政", "EA1", _now))], Context),
        .. VehicleNotices.Of(Vehicle(), [.. _vehicleEvents], Context),
        .. RailNotices.Of(Career(), [.. _railEvents], Context),
        .. TripNotices.Of(Trip(), Trip(), [.. _tripEvents], Context), .. IdentityNoticeSamples.All(),
        .. OperatorMachine.Instance.React(null, Operator(), [.. _operatorEvents], Context).Notices,
        .. LinkNotices.OfPerson(Driver(), [.. _linkEvents], Context), .. ContestNoticeSamples.All(Context),
        .. ReminderNoticeSamples.All(
            Context, Certificate(), Vehicle(), Career(), Trip(), ContestNoticeSamples.Filed),
    ];

    [Fact]
    public void There_is_a_sample_of_every_event_of_a_certificate()
    {
        var all = typeof(Event).Assembly.GetTypes()
            .Where(type => !type.IsAbstract
                && (type.IsSubclassOf(typeof(CertificateEvent)) || type.IsSubclassOf(typeof(ApplicationEvent))));
        Assert.Equal(all.Select(type => type.Name).Order(), _events.Select(e => e.GetType().Name).Order());
    }

    [Fact]
    public void Every_kind_has_texts_and_every_text_has_a_kind() =>
        Assert.Equal(Notices.Select(notice => notice.Kind).Distinct().Order(), NoticeTexts.Kinds.Order());

    [Fact]
    public void Texts_use_only_values_that_the_notice_has()
    {
        foreach (var notice in Notices)
        {
            Assert.Subset(notice.Values.Keys.ToHashSet(), NoticeTexts.ValuesOf(notice.Kind).ToHashSet());
            var text = NoticeTexts.Of(notice);
            Assert.DoesNotContain("—", text.Zh, StringComparison.Ordinal);
            Assert.True(text.Zh.Length > 10 && text.En.Length > 20, notice.Kind);
        }
    }

    [Fact]
    public void Every_ground_is_put_into_words()
    {
        foreach (var ground in Enum.GetNames<CancellationGround>())
        {
            var text = NoticeTexts.Of(Notice(
                "cancelled",
                ("ground", char.ToLowerInvariant(ground[0]) + ground[1..]), ("effectiveOn", "2026-02-13")));
            Assert.DoesNotMatch("[a-z]", text.Zh);
        }
    }

    [Fact]
    public void Every_ground_of_the_railway_is_put_into_words()
    {
        foreach (var ground in Enum.GetNames<RailGround>())
        {
            var text = NoticeTexts.Of(Notice(
                "rail.cancelled",
                ("ground", char.ToLowerInvariant(ground[0]) + ground[1..]), ("effectiveOn", "2026-02-13")));
            Assert.DoesNotMatch("[a-z]", text.Zh);
        }
    }

    /// <summary>A new kind of finding, or of what can be objected to, has words.</summary>
    [Fact]
    public void What_was_found_and_what_is_contested_is_put_into_words()
    {
        foreach (var kind in Enum.GetNames<Domain.Findings.FindingKind>())
            Assert.DoesNotMatch("[a-z]", NoticeTexts.Of(Notice("roadsideFinding",
                ("what", char.ToLowerInvariant(kind[0]) + kind[1..]), ("plate", "-"), ("message", "说明"))).Zh);
        Assert.All(ContestNoticeSamples.AboutEverything(Context),
            notice => Assert.DoesNotMatch("[A-Za-z]", NoticeTexts.Of(notice).Zh));
    }

    [Fact]
    public void What_an_officer_writes_is_text_and_nothing_else()
    {
        var text = NoticeTexts.Of(Notices.First(notice => notice.Kind == "supplementRequested"));
        Assert.Contains("请补交照片 {certificate}", text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_does_not_see_where_and_when_somebody_drives()
    {
        var trips = Notices.Where(notice => notice.Values.ContainsKey("departsAt")).ToList();
        Assert.NotEmpty(trips);
        foreach (var notice in trips)
        {
            var text = NoticeTexts.ForLog(notice);
            foreach (var name in (string[])["from", "to", "departsAt", "plate"])
                if (notice.Values.TryGetValue(name, out var value))
                    Assert.DoesNotContain(value, text.Zh + text.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_log_does_not_see_what_an_officer_wrote()
    {
        foreach (var notice in Notices.Where(notice => notice.Values.ContainsKey("message")
            || notice.Values.ContainsKey("reasons")))
        {
            var text = NoticeTexts.ForLog(notice);
            Assert.DoesNotContain(
                notice.Values.GetValueOrDefault("message") ?? notice.Values["reasons"], text.Zh + text.En,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_kind_that_this_program_does_not_know_is_informed_in_general_words()
    {
        var text = NoticeTexts.Of(Notice("somethingNew"));
        Assert.Contains("请登录查看", text.Zh, StringComparison.Ordinal);
        Assert.Contains("sign in", text.En, StringComparison.Ordinal);
    }

    private static Notice Notice(string kind, params (string Name, string Value)[] values) => new(kind, "P-1",
        values.Append(
            ("certificate", "Q-1")).ToImmutableSortedDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal));

    private static Certificate Certificate() => new()
    {
        Key = "Q-1", Number = "410105198502280015", Kind = CertificateKind.FreightDriver, PersonKey = "P-1",
        ServiceUnit = "个人",
        Authority = "410100", FirstIssuedOn = _day,
        Period = new Period(_day, _day.AddYears(6)), DocumentVersion = 1, RegisteredOn = _day,
        Assessment = new Assessment(0, 0, Grade.AA, 0),
    };

    private static RailCareer Career() => new()
    {
        Key = "R-1", PersonKey = "P-1", Employer = new EmployerLink("W-1"), Findings = [_finding],
        Licence = new RailLicence
        {
            Number = "n", Name = "王小明", Classes = [], Period = new Period(_day, _day.AddYears(6)), DocumentVersion = 1,
        },
    };

    private static Trip Trip() => new()
    {
        Key = "T-1", Number = "530100-20260213-1", OperatorKey = "O-1", Authority = "530100", PlanVersion = 1,
        FiledAt = _now,
        Medium = TripMedium.Electronic, IssuedAt = _now, Plan = new TripPlan
        {
            VehicleKey = "V-1", Drivers = ["P-1"], Kind = TripKind.SpecialCharter, Origin = new TripPlace("5301", "昆明"),
            Destination = new TripPlace(
                "5101", "成都"), OneWayKm = 700, DepartsAt = _now, ReturnsAt = _now.AddDays(1), ContractNumber = "c",
            Hirer = "h", Passengers = 1, Purpose = "旅游", Issuer = "i",
        },
    };

    private static PersonLink Link(string id) => new(id, "O-1", null, LinkStatus.Waiting);

    private static Person Driver() => new()
    {
        Key = "P-1", Name = "王小明", IdentityKind = IdentityKind.CitizenId, IdentityNumber = "410105198502280015",
        BornOn = new(1985, 2, 28), Links = [Link("P-1.1")],
    };

    private static Operator Operator() => new() { Key = "O-1", CreditCode = "c", Name = "n", Authority = "410100" };

    private static Vehicle Vehicle() => new()
    {
        Key = "V-1", OperatorKey = "O-1", Kind = VehicleKind.GeneralFreight, Plate = "豫A12345",
        PlateColour = PlateColour.Yellow,
        Vin = "v", CertificateNumber = "n", Authority = "410100", OperatingStatus = OperatingStatus.Operating,
        Period = new Period(_day, _day.AddYears(3)), DocumentVersion = 1, RegisteredOn = _day, FirstIssuedOn = _day,
    };

    private sealed class NoFacts : IFacts
    {
        public Person? Person(string key) => key == ReminderNoticeSamples.Old
            ? Driver() with { BornOn = ReminderNoticeSamples.OldBornOn } : Driver();

        public DocumentFact? Document(string id) => null;

        public EntityState? Entity(EntityId id) => id.Kind == EntityKind.Operator ? Operator() : null;
    }
}

using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// What is taken into the registry and as what; a row that cannot be true is refused with all its faults.
/// </summary>
public sealed class RegistrationTests
{
    private static RegisterCertificate Sound => Stage.Sound("2022-03-01");

    [Fact]
    public void A_new_certificate_begins_with_the_initial_grade_and_tells_its_person()
    {
        var stage =
            new Stage("2022-03-01").When(Sound with { ServiceUnit = " 某公司 " }, Stage.OfficerOf("41")).ThenDone();
        var c = stage.Certificate;
        Assert.Equal(("Q-1", "410105198502280015", CertificateKind.FreightDriver, "P-1", "某公司", "410100"),
            (c.Key, c.Number, c.Kind, c.PersonKey, c.ServiceUnit, c.Authority));
        Assert.Equal((
            new DateOnly(2022, 3, 1), new Period(new(2022, 3, 1), new(2028, 2, 29)), 1, new DateOnly(2022, 3, 1)),
            (c.FirstIssuedOn, c.Period, c.DocumentVersion, c.RegisteredOn));
        Assert.Equal((0, 0, Grade.A, 0), (c.Assessment!.ClosedThrough,
            c.Assessment.AnnouncedThrough,
            c.Assessment.LastGrade,
            c.Assessment.LastGradedCycle));
        var held = new HeldCertificate("Q-1", "410100", Stage.OfficerId, new(2022, 3, 1)); // By whom: H.26 asks.
        Assert.Equal(new Consequence(new EntityId(EntityKind.Person, "P-1"), new AttachCertificate(held)),
            Assert.Single(stage.Reactions.Consequences));
        Assert.Equal(
            [new Reservation("certificate.freightDriver", "410105198502280015")],
            CertificateMachine.Instance.Reservations(c).ToArray());
        Assert.Equal(
            new SearchRow(
                "P-1", "freightDriver", "410105198502280015", null, "410100", new(2022, 3, 1), new(2028, 2, 29), null,
                null),
            CertificateMachine.Instance.Search(c));
    }

    [Fact]
    public void Without_a_unit_it_is_个人_and_escorts_have_no_assessment()
    {
        var c = new Stage("2022-03-01").WhenRegistered(
            Stage.Sound("2022-03-01", CertificateKind.DangerousGoodsEscort)).ThenDone().Certificate;
        Assert.Equal(("个人", (Assessment?)null), (c.ServiceUnit, c.Assessment));
    }

    [Fact]
    public void A_registration_by_others_than_the_authority_is_refused()
    {
        new Stage("2022-03-01").When(Sound, Stage.OfficerOf("53")).ThenRefused(RefusalCode.OtherAuthority);
        new Stage("2022-03-01").When(Sound, Stage.OfficerOf("410105")).ThenRefused(RefusalCode.OtherAuthority);
        new Stage("2022-03-01").When(Sound, Stage.HolderActor).ThenRefused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        var stage = new Stage("2026-01-05")
            .WhenRegistered(
                Sound with
                {
                    Number = "12-45",
                    Authority = "9",
                    ServiceUnit = " ",
                    ValidFrom = new(2026, 1, 6),
                    FirstIssuedOn = new(2026, 1, 7),
                    DocumentVersion = 0,
                    CancelledBy = CancellationGround.Request,
                    LastGrade = Grade.NotAssessed,
                    LastGradedCycle = 1,
                    Points = -1,
                })
            .ThenRefused(RefusalCode.Malformed);
        Assert.Equal(
            [
                "certificateNumber", "authority", "serviceUnit", "validFrom", "firstIssuedOn", "documentVersion",
                "cancelledOn", "lastGrade", "lastGradedCycle", "points"],
            ((Decision.Refused)stage.Last).Refusal.Faults.Select(fault => fault.Field));
    }

    public static TheoryData<string, RegisterCertificate> Faulty => new()
    {
        { "certificateNumber", Sound with { Number = "12345" } },
        { "certificateNumber", Sound with { Number = new string('1', 25) } },
        { "authority", Sound with { Authority = "410" } },
        { "authority", Sound with { Authority = "41010000" } },
        { "authority", Sound with { Authority = "4101AB" } },
        { "authority", Sound with { Authority = "99" } },
        { "authority", Sound with { Authority = "" } },
        { "serviceUnit", Sound with { ServiceUnit = new string('长', 101) } },
        { "validFrom", Sound with { ValidFrom = new(2026, 1, 6) } },
        { "firstIssuedOn", Sound with { FirstIssuedOn = new(2022, 3, 2) } },
        { "firstIssuedOn", Sound with { FirstIssuedOn = new(1996, 5, 4) } },
        { "validTo", Sound with { ValidTo = new(2022, 2, 28) } },
        { "validTo", Sound with { ValidTo = new(2028, 3, 1) } },
        { "documentVersion", Sound with { DocumentVersion = 10000 } },
        { "cancelledOn", Sound with { CancelledOn = new(2026, 1, 1) } },
        { "cancelledOn", Sound with { CancelledBy = CancellationGround.Death, CancelledOn = new(2026, 1, 6) } },
        { "cancelledOn", Sound with { CancelledBy = CancellationGround.Death, CancelledOn = new(2022, 2, 28) } },
        { "lastGrade", Sound with { Kind = CertificateKind.DangerousGoodsEscort, LastGrade = Grade.A } },
        { "lastGrade", Sound with { Kind = CertificateKind.DangerousGoodsEscort, LastGradedCycle = 1 } },
        { "lastGrade", Sound with { Kind = CertificateKind.DangerousGoodsLoader, Points = 0 } },
        { "lastGradedCycle", Sound with { LastGradedCycle = 0 } },
        { "lastGradedCycle", Sound with { LastGradedCycle = 4 } },
        { "points", Sound with { Points = 1001 } },
        { "validFrom",
            Sound with
            {
                ValidFrom = new(2026, 2, 1),
                PreviousFrom = new(2020, 1, 31),
                FirstIssuedOn = new(2020, 1, 31),
            } },
        { "validFrom", Sound with { PreviousFrom = new(2022, 3, 1) } },
        { "previousFrom",
            Sound with
            {
                ValidFrom = new(2026, 2, 1),
                PreviousFrom = new(2026, 1, 6),
                FirstIssuedOn = new(2020, 1, 31),
            } },
        { "firstIssuedOn",
            Sound with
            {
                ValidFrom = new(2026, 2, 1),
                PreviousFrom = new(2020, 2, 1),
                FirstIssuedOn = new(2020, 2, 2),
            } },
        { "validTo",
            Sound with
            {
                ValidFrom = new(2026, 2, 1),
                PreviousFrom = new(2020, 2, 1),
                FirstIssuedOn = new(2020, 2, 1),
                ValidTo = new(2032, 2, 1),
            } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_names_its_field(string field, RegisterCertificate register)
    {
        var stage = new Stage("2026-01-05").WhenRegistered(register).ThenRefused(RefusalCode.Malformed);
        Assert.Equal(field, Assert.Single(((Decision.Refused)stage.Last).Refusal.Faults).Field);
    }

    public static TheoryData<RegisterCertificate> OnTheEdge => new()
    {
        Sound with { Number = "123456" },
        Sound with { Number = new string('Z', 24) },
        Sound with { Authority = "41" },
        Sound with { ServiceUnit = new string('长', 100) },
        Sound with { ValidFrom = new(2026, 1, 5) },
        Sound with { FirstIssuedOn = new(1996, 5, 5) },
        Sound with { ValidTo = new(2028, 2, 29) },
        Sound with
        {
            ValidTo = new(2022, 3, 1),
            CancelledBy = CancellationGround.Lapsed,
            CancelledOn = new(2022, 10, 1),
        },
        Sound with { DocumentVersion = 9999 },
        Sound with { CancelledBy = CancellationGround.Death, CancelledOn = new(2026, 1, 5) },
        Sound with { CancelledBy = CancellationGround.Death, CancelledOn = new(2022, 3, 1) },
        Sound with { LastGrade = Grade.B, LastGradedCycle = 3, Points = 1000 },
        Sound with
        {
            ValidFrom = new(2026, 2, 1),
            PreviousFrom = new(2020, 2, 1),
            FirstIssuedOn = new(2020, 2, 1),
            ValidTo = new(2032, 1, 31),
        },
    };

    [Theory]
    [MemberData(nameof(OnTheEdge))]
    public void What_lies_on_the_edge_is_taken(RegisterCertificate register)
    {
        var stage = new Stage("2026-01-05").WhenRegistered(register).ThenDone();
        Assert.Equal(register.DocumentVersion ?? 1, stage.Certificate.DocumentVersion);
        Assert.Equal(register.CancelledBy, stage.Certificate.Cancellation?.Ground);
        Assert.Equal(register.CancelledOn, stage.Certificate.Cancellation?.EffectiveOn);
    }

    [Fact]
    public void A_certificate_cancelled_elsewhere_stays_so_and_gives_its_number_free()
    {
        var stage = new Stage("2026-01-05").WhenRegistered(
            Sound with { CancelledBy = CancellationGround.Request, CancelledOn = new(2025, 5, 5) }).ThenDone();
        Assert.Equal(
            new CertificateStanding(CertificateStatus.Cancelled, CancellationGround.Request, new(2025, 5, 5)),
            stage.StandingOn("2026-01-05"));
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2025-05-04").Status);
        Assert.Empty(CertificateMachine.Instance.Reservations(stage.Certificate));
        Assert.Null(stage.NextDeadline);
        Assert.Equal(
            RefusalCode.Duplicate,
            CertificateMachine.Instance.OnReservationTaken(new Reservation("certificate.freightDriver", "1")).Code);
    }

    [Theory]
    [InlineData("2026-01-29", PeriodStage.Running, "renewalOpens")]
    [InlineData("2026-01-30", PeriodStage.RenewalOpen, "expiry")]
    [InlineData("2026-02-28", PeriodStage.RenewalOpen, "expiry")]
    [InlineData("2026-03-01", PeriodStage.Expired, "lapseAhead")]
    [InlineData("2026-07-28", PeriodStage.Expired, "lapseAhead")]
    [InlineData("2026-07-29", PeriodStage.LapseWarned, "lapse")]
    public void Reminders_whose_day_is_over_are_not_given(string registered, PeriodStage stageOfPeriod, string next)
    {
        var stage = new Stage(registered + "T00:00:00");
        var decided = CertificateDecider.Decide(new EntityId(EntityKind.Certificate, "Q-1"), null,
            Stage.Sound("2020-03-01", CertificateKind.DangerousGoodsEscort),
            stage.ContextFor(Actor.Registry(Channel.Import)));
        var registeredAs = (CertificateRegistered)((Decision.Accepted)decided).Events[0];
        Assert.Equal(stageOfPeriod, registeredAs.Certificate.Stage);
        var due = stage.WhenRegistered(Stage.Sound(
            "2020-03-01", CertificateKind.DangerousGoodsEscort)).ThenDone().Happened.Skip(1).FirstOrDefault();
        Assert.Equal(next, due is null
            ? stage.NextAct!.Name
            : due is RenewalOpened ? "renewalOpens"
            : due is LapseWarned ? "lapseAhead"
            : "?");
    }
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>Each service from hand-in to its end (rules.md A.3-A.7), event by event, with every effect.</summary>
public sealed class ServiceTests
{
    private static readonly DateTimeOffset _monday = new(2026, 2, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_assessment_closes_its_cycle_and_delivers_nothing()
    {
        var stage = new Stage("2026-02-02").Given(
            "2025-01-20").WhenApplies(new AssessmentForm("个人", "0371-1234567", "郑州市"), DeliveryWay.Post);
        var handedIn = stage.Application;
        stage.Then(new ApplicationSubmitted(handedIn));
        Assert.Equal(
            (ServiceId.CertificateAssessment, null, 1, false, Stage.HolderId, _monday, 3),
            (handedIn.Service,
                handedIn.Delivery,
                handedIn.Cycle!.Value,
                handedIn.Late,
                handedIn.SubmittedBy,
                handedIn.SubmittedAt,
                handedIn.Materials.Length));
        stage.WhenOfficer(
            new Accept("Q-1.1")).Then(new ApplicationAccepted("Q-1.1", _monday, new LegalDate(new(2026, 2, 5), false)));
        stage.WhenOfficer(new RecordViolation(
            5, new(2026, 1, 19), "超速")).Then(new ViolationRecorded(5, new(2026, 1, 19), 1, false, "超速"));
        stage.WhenOfficer(new Approve("Q-1.1")).Then(
            new ApplicationApproved("Q-1.1", _monday, Grade.AA), new CycleAssessed("Q-1.1", 1, 5, Grade.AA, Grade.AA));
        Assert.Equal(
            (Grade.AA, 1, 1, 1),
            (
                stage.Certificate.Assessment!.LastGrade,
                stage.Certificate.Assessment.LastGradedCycle,
                stage.Certificate.Assessment.ClosedThrough,
                stage.Certificate.DocumentVersion));
        Assert.False(stage.Application.IsLive);
        Assert.Equal(
            (ApplicationStatus.Approved, Grade.AA, _monday),
            (stage.Application.Status, stage.Application.Grade, stage.Application.DecidedAt));
        Assert.Equal(["applicationApproved"], stage.Reactions.Notices.Select(n => n.Kind));
        Assert.Equal(stage.Application, Assert.Single(stage.Reactions.Applications));
    }

    [Fact]
    public void A_renewal_makes_a_new_period_and_a_new_document_to_be_posted()
    {
        var stage = new Stage("2026-02-02").Given("2020-03-01")
            .WhenApplies(new RenewalForm("某单位", Address: "郑州市"), DeliveryWay.Post)
            .ThenDone()
            .WhenAccepted();
        var period = new Period(new(2026, 3, 1), new(2032, 2, 29));
        stage.WhenOfficer(new Approve(
            "Q-1.1")).Then(new ApplicationApproved("Q-1.1", _monday), new CertificateRenewed("Q-1.1", period));
        Assert.Equal((period, new Period(new(2020, 3, 1), new(2026, 2, 28)), 2, PeriodStage.Running),
            (stage.Certificate.Period,
                stage.Certificate.Previous,
                stage.Certificate.DocumentVersion,
                stage.Certificate.Stage));
        Assert.Equal("郑州货运一公司", stage.Certificate.ServiceUnit);
        Assert.Equal(CertificateStatus.Replaced, Standing(stage, 1).Status);
        Assert.Equal(CertificateStatus.Valid, Standing(stage, 2).Status);
        stage.WhenOfficer(new MakeReady("Q-1.1")).Then(new DocumentReady("Q-1.1", _monday, null));
        stage.WhenOfficer(new Deliver("Q-1.1")).Then(new DocumentDelivered("Q-1.1"));
        Assert.Equal((ApplicationStatus.Delivered, false), (stage.Application.Status, stage.Application.IsLive));
    }

    [Fact]
    public void A_late_renewal_leaves_the_days_between_expired()
    {
        var stage = new Stage("2026-03-02").Given("2020-03-01")
            .WhenApplies(new RenewalForm())
            .ThenDone()
            .WhenAccepted()
            .At("2026-03-04")
            .WhenApproved();
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2026-02-28").Status);
        Assert.Equal(new CertificateStanding(CertificateStatus.Expired, null, null), stage.StandingOn("2026-03-03"));
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2026-03-04").Status);
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2032-03-03").Status);
        Assert.Equal(
            new CertificateStanding(CertificateStatus.Expired, null, new(2032, 3, 4)), stage.StandingOn("2032-03-04"));
        Assert.Equal(CertificateStatus.Expired, stage.StandingOn("2020-02-29").Status);
    }

    [Fact]
    public void A_reissue_keeps_the_period_and_is_picked_up()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Damaged))
            .ThenDone();
        Assert.Equal(DeliveryWay.PickUp, stage.Application.Delivery);
        stage.WhenAccepted().WhenOfficer(new Approve("Q-1.1")).Then(
            new ApplicationApproved("Q-1.1", _monday), new CertificateReissued("Q-1.1", ReissueReason.Damaged));
        Assert.Equal((new Period(new(2022, 3, 1), new(2028, 2, 29)), null, 2),
            (stage.Certificate.Period, stage.Certificate.Previous, stage.Certificate.DocumentVersion));
        stage.WhenOfficer(
            new MakeReady("Q-1.1")).Then(new DocumentReady("Q-1.1", _monday, new LegalDate(new(2026, 3, 2), false)));
        stage.WhenOfficer(new Deliver("Q-1.1")).Then(new DocumentDelivered("Q-1.1"));
    }

    [Fact]
    public void A_change_writes_the_new_unit_trimmed_and_makes_a_new_document()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01")
            .WhenApplies(new ChangeForm("  洛阳客运公司 "))
            .ThenDone()
            .WhenAccepted();
        stage.WhenOfficer(new Approve("Q-1.1")).Then(
            new ApplicationApproved("Q-1.1", _monday), new ServiceUnitChanged("Q-1.1", "洛阳客运公司"));
        Assert.Equal(("洛阳客运公司", 2), (stage.Certificate.ServiceUnit, stage.Certificate.DocumentVersion));
        Assert.Equal(new Period(new(2022, 3, 1), new(2028, 2, 29)), stage.Certificate.Period);
        Assert.True(stage.Application.IsLive);
    }

    [Fact]
    public void A_cancellation_on_request_ends_the_certificate_and_delivers_nothing()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01").WhenApplies(new CancellationForm("改行")).ThenDone();
        Assert.Null(stage.Application.Delivery);
        stage.WhenAccepted().WhenOfficer(new Approve("Q-1.1")).Then(new ApplicationApproved("Q-1.1", _monday),
            new CertificateCancelled(CancellationGround.Request, new(2026, 2, 2), Reason: "改行"));
        Assert.Equal(
            new Cancellation(CancellationGround.Request, new(2026, 2, 2), null, "改行"), stage.Certificate.Cancellation);
        Assert.Equal(ApplicationStatus.Approved, stage.Application.Status);
        Assert.Null(stage.NextDeadline);
        Assert.Empty(CertificateMachine.Instance.Reservations(stage.Certificate));
        Assert.Equal("request", CertificateMachine.Instance.Search(stage.Certificate).EndedBy);
        stage.WhenOfficer(new Approve("Q-1.1")).Then();
    }

    [Fact]
    public void An_expired_certificate_can_be_cancelled_on_request() =>
        new Stage("2026-03-02").Given("2020-03-01").WhenApplies(new CancellationForm("改行")).ThenDone();

    [Fact]
    public void Cancelled_by_the_authority_a_certificate_closes_its_application_and_never_takes_it_up_again()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        stage.WhenOfficer(new CancelCertificate(CancellationGround.Authority, "弄虚作假")).Then(
            new CertificateCancelled(CancellationGround.Authority, new(2026, 2, 2), Reason: "弄虚作假"),
            new ApplicationClosed("Q-1.1", "CERT_CANCELLED"));
        Assert.Equal(["cancelled", "applicationClosed"], stage.Reactions.Notices.Select(n => n.Kind));
        Assert.Empty(stage.Certificate.Cancellation!.Closed);
        stage.WhenPerson(new RecordDeath(new(2026, 2, 1))).WhenPerson(new CorrectFact("P-1.f1", "误报"));
        Assert.Equal(CancellationGround.Authority, stage.Certificate.Cancellation!.Ground);
    }

    [Fact]
    public void The_materials_that_a_supplement_brings_replace_those_of_their_kind()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        var licence = stage.Application.Materials.Single(m => m.Kind == MaterialKind.DrivingLicence);
        stage.WhenOfficer(new RequestSupplement("Q-1.1", [MaterialKind.PortraitPhoto], "照片不清晰")).Then(
            new SupplementRequested(
                "Q-1.1", _monday, [MaterialKind.PortraitPhoto], "照片不清晰", new LegalDate(new(2026, 2, 9), false)));
        var photo = stage.Uploaded(MaterialKind.PortraitPhoto);
        stage.At("2026-02-03").WhenHolder(new AnswerSupplement("Q-1.1", [photo])).Then(
            new SupplementAnswered(
                "Q-1.1", _monday.AddDays(1), [licence, photo], new LegalDate(new(2026, 2, 5), false)));
        Assert.Equal(
            (ApplicationStatus.Submitted, _monday.AddDays(1)),
            (stage.Application.Status, stage.Application.SupplementAnsweredAt));
    }

    [Fact]
    public void Ended_applications_leave_the_state_but_their_numbers_do_not_come_again()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01");
        for (var i = 1; i <= 4; i++)
            stage.WhenApplies(new ReissueForm(ReissueReason.Lost))
                .ThenDone()
                .WhenHolder(new Withdraw($"Q-1.{i}"))
                .ThenDone();
        Assert.Equal(["Q-1.3", "Q-1.4"], stage.Certificate.Applications.Select(a => a.Id));
        stage.WhenHolder(new Withdraw("Q-1.1")).ThenRefused(RefusalCode.WrongState);
        stage.WhenHolder(new Withdraw("Q-1.5")).ThenRefused(RefusalCode.NotFound);
        stage.WhenHolder(new Withdraw("Q-1.0")).ThenRefused(RefusalCode.NotFound);
        stage.WhenHolder(new Withdraw("Q-10.1")).ThenRefused(RefusalCode.NotFound);
    }

    private static CertificateStanding Standing(Stage stage, int documentVersion) => CertificateValidity.On(
        new(2026, 2, 2), stage.Certificate, stage.Holder, stage.Rulebook, stage.Calendar, documentVersion);
}

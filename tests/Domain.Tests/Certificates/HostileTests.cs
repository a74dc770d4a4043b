using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>Goal: each fault once found stays mended. Method: the shortest story that showed it.</summary>
public sealed class HostileTests
{
    private static Actor Registry => Actor.Registry(Channel.Deadline);

    [Fact]
    public void A_late_tick_leaves_the_same_state_as_on_time_ones()
    {
        var onTime = new Stage("2024-01-02").Given("2020-03-01");
        for (var day = new DateOnly(2024, 1, 3); day < new DateOnly(2026, 9, 1); day = day.AddDays(1))
            onTime.WhenTimePasses($"{day:yyyy-MM-dd}T00:00:00");
        var late = new Stage("2024-01-02").Given("2020-03-01").WhenTimePasses("2026-09-01");
        Assert.Equal(onTime.StateJson, late.StateJson);
    }

    [Fact]
    public void A_renewal_that_lay_for_seven_years_still_ends_after_its_decision()
    {
        var stage = new Stage("2026-02-02").Given("2020-03-01")
            .WhenApplies(new RenewalForm())
            .ThenDone()
            .WhenAccepted();
        stage.At("2033-03-01").WhenApproved();
        Assert.Equal(new Period(new DateOnly(2033, 3, 1), new DateOnly(2039, 2, 28)), stage.Certificate.Period);
    }

    [Fact]
    public void A_lost_licence_cancels_although_a_new_one_was_recorded_before_the_certificate_looked()
    {
        var stage = new Stage("2026-01-05").Given("2022-03-01").At("2026-03-05");
        stage.WhenPerson(
            new RecordDrivingLicence(DrivingLicenceState.Revoked, "A2", new(2026, 3, 1)), delivered: false);
        stage.WhenPerson(new RecordDrivingLicence(DrivingLicenceState.Valid, "A2", new(2026, 3, 4)));
        Assert.Equal(
            new Cancellation(CancellationGround.DrivingLicenceLost, new(2026, 3, 1), "P-1.f1", null),
            stage.Certificate.Cancellation);
    }

    [Fact]
    public void A_licence_lost_and_regained_before_the_registration_does_not_cancel()
    {
        var stage = new Stage("2026-03-05");
        stage.Holder = stage.Holder with
        {
            DrivingLicences = [
                new("P-1.f1", DrivingLicenceState.Revoked, null, new(2025, 1, 1)),
                new("P-1.f2", DrivingLicenceState.Valid, null, new(2026, 1, 1))],
            FactCount = 2,
        };
        Assert.Null(stage.Given("2026-02-01").Certificate.Cancellation);
    }

    [Fact]
    public void An_escort_is_not_cancelled_for_a_driving_licence_even_by_order() =>
        new Stage("2026-03-05").Given("2022-03-01", CertificateKind.DangerousGoodsEscort)
            .WhenOfficer(new CancelCertificate(
                CancellationGround.DrivingLicenceLost, "吊销")).ThenRefused(RefusalCode.KindNotCovered);

    [Fact]
    public void Validity_knows_that_an_unanswered_supplement_ends_the_protection_before_the_tick_does()
    {
        var stage = new Stage("2026-08-27").Given("2020-03-01").WhenApplies(new RenewalForm()).ThenDone();
        stage.WhenOfficer(new RequestSupplement(stage.ApplicationId, [MaterialKind.PortraitPhoto], "照片不清晰")).ThenDone();
        Assert.Equal(new DateOnly(2026, 9, 3), stage.Application.Supplement!.AnswerBy.Date);
        var before = stage.StandingOn("2026-09-04");
        stage.WhenTimePasses("2026-09-04");
        Assert.Equal(ApplicationStatus.NotAccepted, stage.Application.Status);
        Assert.Equal(
            new CertificateStanding(CertificateStatus.Cancelled, CancellationGround.Lapsed, new(2026, 9, 4)), before);
        Assert.Equal(before, stage.StandingOn("2026-09-04"));
    }

    [Fact]
    public void Validity_knows_that_a_corrected_fact_takes_the_renewal_up_again_before_the_tick_does()
    {
        var stage = new Stage("2026-08-27").Given("2020-03-01").WhenApplies(new RenewalForm()).ThenDone();
        stage.At("2026-08-28").WhenPerson(new RecordDeath(new(2026, 8, 28))).ThenDone();
        Assert.Equal(ApplicationStatus.Closed, stage.Application.Status);
        stage.At("2026-09-10").WhenPerson(new CorrectFact("P-1.f1", "同名"), delivered: false).ThenDone();
        var before = stage.StandingOn("2026-09-10");
        stage.WhenTimePasses("2026-09-10");
        Assert.Equal(CertificateStatus.Expired, stage.StatusNow);
        Assert.Equal(stage.StandingOn("2026-09-10"), before);
    }

    [Fact]
    public void A_limit_missed_by_a_guess_is_taken_back_when_the_calendar_moves_it()
    {
        var stage = new Stage("2026-12-30").Given("2022-03-01", firstIssuedOn: "2022-01-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        Assert.Equal(new LegalDate(new(2027, 1, 1), true), stage.Application.AcceptBy);
        stage.WhenTimePasses("2027-01-02");
        Assert.True(stage.Application.AcceptanceMissed);
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-02T10:00:00");
        Assert.Equal(new LegalDate(new(2027, 1, 4), false), stage.Application.AcceptBy);
        Assert.False(stage.Application.AcceptanceMissed);
        stage.WhenTimePasses("2027-01-05");
        Assert.Contains(new LimitMissed(stage.ApplicationId, WorkLimit.Acceptance), stage.Happened);
        Assert.True(stage.Application.AcceptanceMissed);
    }

    [Fact]
    public void The_calendar_that_arrived_is_counted_before_the_limit_that_it_moves_is_called_missed()
    {
        var stage = new Stage("2026-12-30").Given("2022-03-01", firstIssuedOn: "2022-01-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-02");
        Assert.DoesNotContain(stage.Happened, happened => happened is LimitMissed);
    }

    /// <summary>A notice of December may make 31 December a day off (rules.md H.19).</summary>
    [Fact]
    public void A_firm_limit_moves_when_its_year_is_amended_and_one_that_is_over_stays()
    {
        var stage = new Stage("2026-12-29").Given("2022-03-01", firstIssuedOn: "2022-01-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2026-12-30");
        Assert.Equal(new LegalDate(new(2026, 12, 31), false), stage.Application.AcceptBy);
        stage.Calendar = Stage.With2027.With(((RulebookLoad<WorkingCalendar>.Loaded)WorkingCalendar.Parse(
            """{ "2026": { "holidays": ["2026-12-31"], "workdays": [] } }"""u8)).Rulebook);
        stage.WhenTimePasses("2026-12-30T10:00:00");
        Assert.Equal(new LegalDate(new(2027, 1, 4), false), stage.Application.AcceptBy);
        stage.WhenTimePasses("2027-01-02");
        Assert.False(stage.Application.AcceptanceMissed);
        stage.WhenAccepted();
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-03");
        Assert.Equal(new LegalDate(new(2027, 1, 4), false), stage.Application.AcceptBy);
    }

    [Fact]
    public void Education_taken_before_the_points_does_not_clear_them()
    {
        var stage = new Stage("2026-03-05").Given("2025-06-01");
        stage.WhenOfficer(new RecordEducation(18, new(2026, 3, 1))).ThenDone();
        stage.WhenOfficer(new RecordViolation(20, new(2026, 3, 2), null)).ThenDone();
        stage.WhenOfficer(new RecordEducation(1, new(2026, 3, 4))).ThenDone();
        Assert.Equal(20, stage.Certificate.Assessment!.Of(1).Points);
        stage.WhenOfficer(new RecordEducation(17, new(2026, 3, 5))).ThenDone();
        Assert.Equal(0, stage.Certificate.Assessment!.Of(1).Points);
    }

    [Fact]
    public void Education_after_a_B_does_not_wipe_out_the_few_points_of_the_new_cycle()
    {
        var stage = new Stage("2026-06-02").Given("2025-06-01")
            .WhenApplies(new AssessmentForm("个人"))
            .ThenDone()
            .WhenAccepted()
            .WhenApproved(Grade.B);
        stage.WhenOfficer(new RecordViolation(5, new(2026, 6, 2), null)).ThenDone();
        stage.WhenOfficer(new RecordEducation(18, new(2026, 6, 2))).ThenDone();
        Assert.Equal(Grade.A, stage.Certificate.Assessment!.LastGrade);
        Assert.Equal(5, stage.Certificate.Assessment.Of(2).Points);
    }

    [Fact]
    public void A_registration_in_the_last_years_of_the_calendar_is_refused_and_does_not_throw() =>
        new Stage("2026-03-05").WhenRegistered(Stage.Sound("9999-12-31")).ThenRefused(RefusalCode.Malformed);

    [Fact]
    public void An_application_without_a_list_of_materials_lacks_them_all() =>
        new Stage(
            "2026-03-05").Given("2022-03-01").WhenHolder(new Apply(new ReissueForm(ReissueReason.Lost), default, null))
            .ThenRefused(RefusalCode.MaterialMissing);

    [Fact]
    public void A_number_typed_with_a_small_x_is_the_same_number()
    {
        var stage = new Stage("2026-03-05");
        stage.Holder = stage.Holder with { AccountId = null };
        stage.WhenPerson(new BindAccount("张三", "11010519491231002x") { AccountId = Stage.HolderId }, Registry)
            .ThenDone();
        Assert.Equal(Stage.HolderId, stage.Holder.AccountId);
        stage.WhenPerson(new RegisterPerson("张三", IdentityKind.CitizenId, "11010519491231002x"), Registry).Then();
    }

    [Fact]
    public void Nobody_is_born_after_the_own_death()
    {
        var stage = new Stage("2026-03-05").Given("2022-03-01").WhenPerson(new RecordDeath(new(2000, 1, 1))).ThenDone();
        stage.WhenPerson(
            new ChangeIdentity("张三", IdentityKind.CitizenId, "110105200101010013")).ThenRefused(RefusalCode.Malformed);
    }

    [Fact]
    public void A_repeated_supplement_is_the_same_supplement()
    {
        var stage = new Stage("2026-03-05").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone();
        var ask = new RequestSupplement(stage.ApplicationId, [MaterialKind.PortraitPhoto], "照片不清晰");
        stage.WhenOfficer(ask).ThenDone().WhenOfficer(ask).Then();
        var answer = new AnswerSupplement(stage.ApplicationId, [stage.Uploaded(MaterialKind.PortraitPhoto)]);
        stage.WhenHolder(answer).ThenDone().WhenHolder(answer).Then();
        stage.WhenHolder(answer with { Materials = [] }).ThenRefused(RefusalCode.WrongState);
        stage.WhenHolder(answer with { Materials = [.. answer.Materials, stage.Uploaded(MaterialKind.DrivingLicence)] })
            .ThenRefused(RefusalCode.WrongState);
    }

    [Fact]
    public void A_cycle_missed_where_late_assessments_are_refused_is_too_late_not_too_early()
    {
        var stage = new Stage("2026-02-20") { Rulebook = Rulebooks.With("lateAssessmentAccepted", "false") };
        stage.Given("2025-03-01")
            .At("2026-03-23")
            .WhenApplies(new AssessmentForm("个人"))
            .ThenRefused(RefusalCode.TooLate);
    }

    [Fact]
    public void A_new_lapse_limit_does_not_reach_back_to_certificates_that_expired_before_it()
    {
        var stage = new Stage(
            "2026-01-02")
        { Rulebook = Rulebooks.With("renewalLapseDaysAfter", "180", "2026-08-01", "90") };
        stage.Given("2020-03-01");
        Assert.Equal(CertificateStatus.Expired, stage.StandingOn("2026-08-15").Status);
        stage.WhenTimePasses("2026-08-28");
        Assert.Equal(new DateOnly(2026, 8, 28), stage.Certificate.Cancellation!.EffectiveOn);
    }

    [Fact]
    public void A_cycle_is_graded_by_the_rule_in_force_on_its_last_day()
    {
        var stage = new Stage(
            "2026-02-20")
        { Rulebook = Rulebooks.With("gradeAaPointsBelow", "10", "2026-03-02", "5") };
        stage.Given("2025-03-01").WhenOfficer(new RecordViolation(5, new(2026, 2, 1), null)).ThenDone();
        stage.At("2026-03-02").WhenApplies(new AssessmentForm("个人")).ThenDone().WhenAccepted().WhenApproved();
        Assert.Equal(Grade.AA, stage.Certificate.Assessment!.LastGrade);
    }

    [Fact]
    public void A_deemed_extension_does_not_reach_back_before_the_period()
    {
        var stage = new Stage("2026-02-02") { Rulebook = Rulebooks.With("deemedExtension", "true") };
        stage.Given("2020-03-01").WhenApplies(new RenewalForm()).ThenDone();
        Assert.Equal(CertificateStatus.Valid, stage.StandingOn("2026-03-10").Status);
        Assert.Equal(CertificateStatus.Expired, stage.StandingOn("2020-02-29").Status);
    }

    [Fact]
    public void An_imported_cycle_that_is_known_to_be_open_can_still_be_assessed_late()
    {
        var stage = new Stage("2026-05-01").WhenRegistered(
            Stage.Sound("2022-03-01") with { LastGrade = Grade.AA, LastGradedCycle = 3 }).ThenDone();
        stage.WhenApplies(new AssessmentForm("个人")).ThenDone();
        Assert.Equal((4, true), (stage.Application.Cycle, stage.Application.Late));
    }

    [Fact]
    public void What_is_long_over_is_not_announced_any_more()
    {
        var stage = new Stage("2024-01-02").Given("2020-03-01");
        stage.At("2026-09-01");
        var before = stage.Certificate;
        stage.WhenTimePasses("2026-09-01");
        var notices = CertificateMachine.Instance.React(
            before, stage.Certificate, stage.Happened, stage.ContextFor(Registry)).Notices;
        Assert.Equal(["assessmentMissed", "cancelled"], notices.Select(n => n.Kind)
            .Distinct()
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_ends_with_the_day_goes_before_what_begins_with_the_next()
    {
        var stage = new Stage("2026-01-02").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone()
            .WhenAccepted()
            .WhenApproved();
        stage.WhenOfficer(new MakeReady(stage.ApplicationId)).ThenDone();
        Assert.Equal(new DateOnly(2026, 2, 2), stage.Application.PickUpBy!.Value.Date);
        stage.At("2026-02-03").WhenPerson(new RecordDeath(new(2026, 2, 3)));
        Assert.Equal(ApplicationStatus.Uncollected, stage.Application.Status);
    }
}

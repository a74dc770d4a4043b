using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.Tests.Vehicles;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Verification;

/// <summary>Certificates, vehicles and vouchers at the roadside, as their own machines leave them.</summary>
public sealed class CredentialVerificationTests
{
    private static readonly EntityId _certificate = new(EntityKind.Certificate, "Q-1");
    private static readonly EntityId _vehicle = new(EntityKind.Vehicle, "V-1");

    [Theory]
    [InlineData("2026-02-28T23:59:59", VerdictResult.Valid, null)]
    [InlineData("2026-03-01T00:00:00", VerdictResult.Expired, null)]
    [InlineData("2026-08-27T23:59:59", VerdictResult.Expired, null)]
    [InlineData("2026-08-28T00:00:00", VerdictResult.Revoked, VerdictReason.Cancelled)]
    public void A_certificate_is_what_its_day_says_whether_or_not_anybody_looked(
        string at, VerdictResult result, VerdictReason? reason) =>
        Is(Of(new Stage("2026-02-02").Given("2020-03-01").At(at)), result, reason);

    [Fact]
    public void Its_holders_death_counts_before_the_certificate_has_heard_of_it()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01");
        Is(Of(stage), VerdictResult.Valid);
        stage.WhenPerson(new RecordDeath(new DateOnly(2026, 2, 1)), delivered: false);
        Assert.Equal("death", Is(Of(stage), VerdictResult.Revoked, VerdictReason.Cancelled).Ground);
    }

    /// <summary>H.14: the old document verifies as replaced, never as valid.</summary>
    [Fact]
    public void A_reissued_certificate_replaces_the_old_one_at_once()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01")
            .WhenApplies(new ReissueForm(ReissueReason.Lost))
            .ThenDone()
            .WhenAccepted();
        var before = Issuing.Of(stage.Certificate)!.Subject;
        Is(Of(stage, before.Number), VerdictResult.Valid);
        stage.WhenApproved();
        Is(Of(stage, before.Number), VerdictResult.Revoked, VerdictReason.Replaced);
        Is(Of(stage, before.Number + 1), VerdictResult.Valid);
        Is(Of(stage, before.Number + 2), VerdictResult.Unknown, VerdictReason.NeverIssued);
    }

    [Fact]
    public void A_certificate_that_begins_later_has_not_started() =>
        Is(Of(new Stage("2026-02-02").Given("2022-03-01").At("2022-02-28T23:59:59")), VerdictResult.NotStarted);

    [Fact]
    public void An_assessment_voucher_is_good_until_a_later_word_and_the_end_of_the_next_window()
    {
        var stage = new Stage("2026-02-02").Given("2025-01-20").WhenApplies(new AssessmentForm("个人")).ThenDone();
        Assert.Null(Issuing.OfVoucher(stage.Certificate, Application(stage), 1, stage.ContextFor(Stage.HolderActor)));
        Is(Voucher(stage), VerdictResult.Unknown, VerdictReason.NeverIssued);
        stage.WhenAccepted().WhenApproved(Grade.AA);
        var claims =
            Issuing.OfVoucher(stage.Certificate, Application(stage), 1, stage.ContextFor(Stage.HolderActor))!;
        Assert.Equal("A-1.1", claims.Subject.ToString());
        var good = Is(Voucher(stage), VerdictResult.Valid);
        Assert.Equal((Grade.AA, claims.ExpiresAt), (good.Subject!.Grade, good.Subject.ValidUntil));
        Is(Voucher(stage.Twin().At(claims.ExpiresAt), Application(stage)), VerdictResult.Expired);
        var application = Application(stage);
        stage.WhenOfficer(new Reassess(1, Grade.B, "复核")).ThenDone();
        Is(Voucher(stage, application), VerdictResult.Revoked, VerdictReason.Replaced);
        stage.WhenOfficer(new CancelCertificate(CancellationGround.Authority, "事故")).ThenDone();
        Is(Voucher(stage, application), VerdictResult.Revoked, VerdictReason.Cancelled);
    }

    [Fact]
    public void A_vehicle_is_valid_with_what_must_still_be_looked_at()
    {
        var stage = new VehicleStage("2026-02-13").Given("2025-03-01");
        Is(Of(stage), VerdictResult.Valid);
        stage.WhenOfficer(new SetOperatingStatus(OperatingStatus.Suspended, "报停")).ThenDone();
        Is(Of(stage), VerdictResult.Valid, VerdictReason.VehicleNotInOperation);
        stage.WhenOfficer(new SetOperatingStatus(OperatingStatus.Operating, "恢复")).ThenDone();
        Is(Of(stage.At("2026-03-01")), VerdictResult.Valid, VerdictReason.ReviewOverdue);
        stage.WhenOfficer(new CancelVehicle(VehicleEndGround.Authority, "事故")).ThenDone();
        Is(Of(stage), VerdictResult.Revoked, VerdictReason.Cancelled);
    }

    [Fact]
    public void A_review_voucher_is_good_for_its_own_review()
    {
        var stage = new VehicleStage("2026-02-13").Given("2025-03-01")
            .WhenApplies(new AnnualReviewForm("李四", "13800000000", true))
            .ThenDone();
        Is(Voucher(stage, stage.Application), VerdictResult.Unknown, VerdictReason.NeverIssued);
        stage.WhenOfficer(new Accept(stage.ApplicationId))
            .ThenDone()
            .WhenOfficer(new Approve(stage.ApplicationId, null))
            .ThenDone();
        var application = stage.Application;
        Assert.Equal(
            "J-1.1",
            Issuing.OfVoucher(
                stage.Vehicle, application, 1, stage.ContextFor(VehicleStage.OfficerActor))!.Subject.ToString());
        Is(Voucher(stage, application), VerdictResult.Valid);
        Is(Voucher(stage.At("2027-02-12T23:59:59"), application), VerdictResult.Valid);
        Is(Voucher(stage.At("2027-02-13T00:00:00"), application), VerdictResult.Expired);
    }

    [Fact]
    public void A_token_of_one_kind_says_nothing_of_an_entity_of_another()
    {
        var stage = new Stage("2026-02-02").Given("2022-03-01");
        var wrong = new CredentialId(CredentialKind.VehicleCertificate, _vehicle, 1);
        Is(
            CredentialVerification.Of(wrong, stage.Certificate, null, stage.ContextFor(Stage.HolderActor)),
            VerdictResult.Unknown,
            VerdictReason.NotOnRecord);
    }

    [Fact]
    public void Every_result_reason_and_document_has_its_words()
    {
        foreach (var result in Enum.GetValues<VerdictResult>())
            Assert.NotEmpty(VerdictTexts.Of(result).Zh + VerdictTexts.Of(result).En);
        foreach (var reason in Enum.GetValues<VerdictReason>())
            Assert.NotEmpty(VerdictTexts.Of(reason).Zh + VerdictTexts.Of(reason).En);
        foreach (var kind in Enum.GetValues<CredentialKind>())
            Assert.NotEmpty(VerdictTexts.Of(kind).Zh + VerdictTexts.Of(kind).En);
    }

    private static Application Application(Stage stage) => stage.Certificate.Applications.At("Q-1.1")!;

    private static Verdict Of(Stage stage, int version = 1) => CredentialVerification.Of(
        new CredentialId(CredentialKind.PractitionerCertificate, _certificate, version),
        stage.Certificate,
        null,
        stage.ContextFor(Stage.HolderActor));

    private static Verdict Of(VehicleStage stage) => CredentialVerification.Of(
        new CredentialId(CredentialKind.VehicleCertificate, _vehicle, 1),
        stage.Vehicle,
        null,
        stage.ContextFor(VehicleStage.OfficerActor));

    private static Verdict Voucher(Stage stage, Application? application = null) => CredentialVerification.Of(
        new CredentialId(CredentialKind.AssessmentVoucher, _certificate, 1),
        stage.Certificate,
        application ?? Application(stage),
        stage.ContextFor(Stage.HolderActor));

    private static Verdict Voucher(VehicleStage stage, Application application) => CredentialVerification.Of(
        new CredentialId(CredentialKind.ReviewVoucher, _vehicle, 1),
        stage.Vehicle,
        application,
        stage.ContextFor(VehicleStage.OfficerActor));

    private static Verdict Is(Verdict verdict, VerdictResult result, VerdictReason? reason = null)
    {
        Assert.Equal((result, reason), (verdict.Result, verdict.Reason));
        return verdict;
    }
}

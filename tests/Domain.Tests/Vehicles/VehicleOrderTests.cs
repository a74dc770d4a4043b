using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// Goal: the first question that says no is the answer. Method: a renewal in which everything is wrong, mended question
/// by question; and registrations with a fault each.
/// </summary>
public sealed class VehicleOrderTests
{
    private static readonly VehicleRenewalForm _form =
        new("李四", "13800000000", true, "到期换证", VehicleStage.PermitNumber, HasInspectionRecords: true);

    [Fact]
    public void A_renewal_is_refused_in_the_order_of_the_law()
    {
        var stage = new VehicleStage("2024-01-02").Given("2021-02-28", VehicleKind.Passenger);
        var wrong = _form with { ContactPhone = "x" };
        var holder = new Actor("holder", Roles.Holder, Channel.Http) { PersonKey = "P-1" };
        stage.WhenApplies(wrong, holder).ThenRefused(RefusalCode.NotAllowed);
        stage.WhenApplies(
            wrong, VehicleStage.OperatorActor with { OperatorKey = null }).ThenRefused(RefusalCode.OtherOperator);
        stage.WhenApplies(
            wrong, VehicleStage.OperatorActor with { OperatorKey = "O-9" }).ThenRefused(RefusalCode.OtherOperator);
        stage.WhenApplies(wrong).ThenRefused(RefusalCode.Malformed);
        stage.WhenApplies(_form).ThenRefused(RefusalCode.KindNotCovered);

        stage = new VehicleStage("2024-01-02").Given("2021-02-28");
        stage.Operator = VehicleStage.OperatorWith();
        stage.At("2024-02-28").WhenApplies(_form).ThenRefused(RefusalCode.CertNotValid);
        stage.At("2024-01-02").WhenApplies(_form).ThenRefused(RefusalCode.TooEarly);
        stage.At("2024-02-05").WhenApplies(_form).ThenRefused(RefusalCode.PermitNotValid);
        var permit = VehicleStage.Permit(OperatingScope.GeneralFreight, "2020-01-01", "2030-01-01");
        stage.Operator = VehicleStage.OperatorWith(permit with { BoundOn = null });
        stage.WhenApplies(_form).ThenRefused(RefusalCode.PermitNotValid);
        stage.Operator = VehicleStage.OperatorWith(permit);
        stage.WhenApplies(
            _form with { PermitNumber = "豫交运管许可郑字410100000002号" }).ThenRefused(RefusalCode.PermitNotValid);
        stage.WhenApplies(_form).ThenRefused(RefusalCode.ReviewOverdue);
        stage.WhenApplies(new AnnualReviewForm("李四", "13800000000", true)).ThenDone();
        stage.WhenOfficer(new Accept("V-1.1")).ThenDone().WhenOfficer(new Approve("V-1.1")).ThenDone();
        stage.WhenApplies(_form, null, MaterialKind.VehiclePhoto45).ThenRefused(RefusalCode.MaterialMissing);
        stage.WhenApplies(_form).ThenDone();
        stage.WhenApplies(_form).ThenRefused(RefusalCode.OpenApplicationExists);
        stage.WhenOfficer(new CancelVehicle(VehicleEndGround.Authority, "吊销")).ThenDone();
        stage.WhenApplies(_form).ThenRefused(RefusalCode.CertCancelled);
    }

    [Fact]
    public void Every_fault_of_a_form_is_named()
    {
        var stage = new VehicleStage("2024-02-05").Given("2021-02-28");
        stage.WhenApplies(new VehicleCancellationForm("", "abc", false));
        Assert.Equal(["form.contactName", "form.contactPhone", "form.reason", "form.permitNumber", "form.declared"],
            ((Decision.Refused)stage.Last).Refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void A_form_about_certificates_is_not_for_vehicles() =>
        new VehicleStage("2024-02-05").Given("2021-02-28")
            .WhenOperator(new Apply(new ReissueForm(ReissueReason.Lost), [], null)).ThenRefused(RefusalCode.Malformed);

    [Fact]
    public void Only_the_authority_registers_and_records()
    {
        var elsewhere = VehicleStage.OfficerActor with { Authority = "53" };
        var stage = new VehicleStage("2024-01-02");
        stage.When(VehicleStage.Sound("2021-02-28"), elsewhere).ThenRefused(RefusalCode.OtherAuthority);
        stage.When(VehicleStage.Sound("2021-02-28"), VehicleStage.OperatorActor).ThenRefused(RefusalCode.NotAllowed);
        stage.When(new PassTime(), VehicleStage.OfficerActor).ThenRefused(RefusalCode.NotFound);
        stage.When(VehicleStage.Sound("2021-02-28"), VehicleStage.OfficerActor).ThenDone();
        stage.When(VehicleStage.Sound("2021-02-28"), VehicleStage.OfficerActor).ThenRefused(RefusalCode.Duplicate);
        Command[] work = [
            new SetOperatingStatus(OperatingStatus.Suspended, null),
            new RecordTechnicalGrade(TechnicalGrade.Grade1, stage.Today, false),
            new RecordVehicleViolation(stage.Today, "x"),
            new SettleVehicleViolation("V-1.v1", null),
            new RecordReview(stage.Today),
            new CancelVehicle(VehicleEndGround.Authority, "x")];
        foreach (var command in work)
        {
            stage.When(command, elsewhere).ThenRefused(RefusalCode.OtherAuthority);
            stage.When(command, VehicleStage.OperatorActor).ThenRefused(RefusalCode.NotAllowed);
        }
    }

    /// <summary>
    /// A bus has no online review (C-16); one passed at the counter moves its validity as an online one does.
    /// </summary>
    [Fact]
    public void A_review_at_the_counter_is_recorded_once_and_never_backwards()
    {
        var stage = new VehicleStage("2024-02-05").Given("2021-02-28");
        stage.WhenOfficer(new RecordReview(new DateOnly(2024, 2, 6))).ThenRefused(RefusalCode.Malformed);
        stage.WhenOfficer(new RecordReview(new DateOnly(2024, 2, 5))).ThenDone();
        Assert.Equal(new DateOnly(2024, 2, 5), stage.Vehicle.ReviewedOn);
        stage.WhenOfficer(new RecordReview(new DateOnly(2024, 2, 5))).ThenDone();
        stage.WhenOfficer(new RecordReview(new DateOnly(2024, 2, 4))).ThenRefused(RefusalCode.WrongState);
    }

    [Fact]
    public void Identifiers_that_do_not_keep_their_standard_are_named()
    {
        var stage = new VehicleStage("2024-01-02");
        stage.When(
            VehicleStage.Sound("2021-02-28") with { Plate = "豫I12345", Vin = "LZYTDTE63C1000001" },
            VehicleStage.OfficerActor)
            .ThenRefused(RefusalCode.IdentifierInvalid);
        Assert.Equal(["plate", "vin"], ((Decision.Refused)stage.Last).Refusal.Faults.Select(fault => fault.Field));
        stage.When(
            VehicleStage.Sound("2021-02-28") with { Plate = "豫AD12345", PlateColour = PlateColour.Blue },
            VehicleStage.OfficerActor)
            .ThenRefused(RefusalCode.IdentifierInvalid);
    }

    [Fact]
    public void A_row_that_cannot_be_true_is_refused_with_every_fault()
    {
        var stage = new VehicleStage("2024-01-02");
        stage.When(VehicleStage.Sound("2021-02-28") with
        {
            OperatorKey = "O-9",
            CertificateNumber = " ",
            DocumentVersion = 0,
            Seats = 0,
            OperatingStatus = OperatingStatus.Scrapped,
            ValidTo = new DateOnly(2030, 1, 1),
            FirstIssuedOn = new DateOnly(2022, 1, 1),
            ReviewedOn = new DateOnly(2025, 1, 1),
            CancelledOn = null,
        }, VehicleStage.OfficerActor).ThenRefused(RefusalCode.Malformed);
        Assert.Equal(
            [
                "certificateNumber",
                "operator",
                "documentVersion",
                "seats",
                "cancelledOn",
                "validTo",
                "firstIssuedOn",
                "reviewedOn"],
            ((Decision.Refused)stage.Last).Refusal.Faults.Select(fault => fault.Field));
    }

    public static TheoryData<string, RegisterVehicle> Faulty => new()
    {
        { "validFrom", VehicleStage.Sound("2021-02-28") with { PreviousFrom = new(2021, 2, 28) } },
        { "validFrom", VehicleStage.Sound("2024-02-01") with { PreviousFrom = new(2021, 1, 31) } },
        { "previousFrom", VehicleStage.Sound("2024-02-01") with { PreviousFrom = new(2024, 1, 3) } },
        { "cancelledOn", VehicleStage.Sound("2021-02-28") with { CancelledBy = VehicleEndGround.Request } },
        { "technicalGrade", VehicleStage.Sound("2021-02-28") with { TechnicalOn = new(2023, 1, 1) } },
        { "technicalGrade", VehicleStage.Sound("2021-02-28") with { StructureAltered = true } },
        { "technicalOn",
            VehicleStage.Sound("2021-02-28") with
            {
                TechnicalGrade = TechnicalGrade.Grade1,
                TechnicalOn = new(2024, 1, 3),
            } },
        { "violations[0].note",
            VehicleStage.Sound("2021-02-28") with { Violations = [new UnsettledViolation(new(2023, 1, 1), " ")] } },
        { "violations[1].on",
            VehicleStage.Sound("2021-02-28") with
            {
                Violations = [
                    new UnsettledViolation(new(2023, 1, 1), "x"), new UnsettledViolation(new(2024, 1, 3), "x")],
            } },
        { "violations",
            VehicleStage.Sound("2021-02-28") with
            {
                Violations = [.. Enumerable.Repeat(new UnsettledViolation(new(2023, 1, 1), "x"), 1001)],
            } },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_of_what_an_older_register_tells_names_its_field(string field, RegisterVehicle register)
    {
        var stage =
            new VehicleStage("2024-01-02").When(register, VehicleStage.OfficerActor).ThenRefused(RefusalCode.Malformed);
        Assert.Equal(field, Assert.Single(((Decision.Refused)stage.Last).Refusal.Faults).Field);
    }

    [Fact]
    public void A_vehicle_that_was_renewed_early_is_valid_in_both_periods_and_keeps_what_was_found()
    {
        var v = new VehicleStage("2024-01-02")
            .When(
                VehicleStage.Sound("2024-02-01") with
                {
                    PreviousFrom = new(2021, 2, 1),
                    TechnicalGrade = TechnicalGrade.Grade2,
                    TechnicalOn = new(2023, 5, 5),
                    StructureAltered = true,
                    Violations = [new UnsettledViolation(new(2023, 6, 6), "超限")],
                },
                VehicleStage.OfficerActor)
            .ThenDone()
            .Vehicle;
        Assert.Equal(
            (
                new Period(new(2024, 2, 1), new(2027, 1, 31)),
                new Period(new(2021, 2, 1), new(2024, 1, 31)),
                new DateOnly(2021, 2, 1)),
            (v.Period, v.Previous!.Value, v.FirstIssuedOn));
        (DateOnly Day, CertificateStatus Status)[] days = [
            (new(2024, 1, 31), CertificateStatus.Valid),
            (new(2024, 2, 1), CertificateStatus.Valid),
            (new(2027, 2, 1), CertificateStatus.Expired)];
        foreach (var (day, status) in days)
            Assert.Equal(status, VehicleValidity.On(day, v, Rulebook.Embedded).Status);
        Assert.Equal(new TechnicalState(TechnicalGrade.Grade2, new(2023, 5, 5), true), v.Technical);
        Assert.Equal(
            (1, new VehicleViolation("V-1.v1", new(2023, 6, 6), "超限")),
            (v.ViolationCount, Assert.Single(v.Violations)));
    }

    [Fact]
    public void Plate_vin_and_certificate_number_are_reserved_until_the_cancellation()
    {
        var stage = new VehicleStage("2024-01-02").Given("2021-02-28");
        Assert.Equal(
            ["2:豫A12345", "LZYTDTE67C1000001", "410100000123"],
            VehicleMachine.Instance.Reservations(stage.Vehicle).Select(reservation => reservation.Value));
        stage.WhenOfficer(new CancelVehicle(VehicleEndGround.Scrapped, "报废")).ThenDone();
        Assert.DoesNotContain(
            VehicleMachine.Instance.Reservations(stage.Vehicle), reservation => reservation.During is null);
        Assert.Equal("豫A12345", VehicleMachine.Instance.Search(stage.Vehicle)!.Number);
    }
}

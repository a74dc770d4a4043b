using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// Takes a vehicle into the registry. Data of an older register is taken over if it is possible; an impossible row is
/// refused with all its faults.
/// </summary>
public static class VehicleRegistration
{
    private const int MaxNumber = 40, MaxSeats = 100;

    /// <summary>The decision on <paramref name="register"/>.</summary>
    public static Decision Decide(EntityId id, RegisterVehicle register, Context context)
    {
        if (ApplicationAuthorization.Officer(register.Authority, context.Actor) is { } mayNot) return mayNot;
        if (Identifiers(register) is { IsEmpty: false } wrong)
            return RegistryFields.NotValid(wrong);
        if (Faults(register, context) is { IsEmpty: false } faults) return Refusals.Malformed([.. faults]);
        return Decision.Of(new VehicleRegistered(Taken(id, register, context)));
    }

    private static Vehicle Taken(EntityId id, RegisterVehicle r, Context context)
    {
        var taken = new Vehicle
        {
            Key = id.Key, OperatorKey = r.OperatorKey, Kind = r.Kind, Plate = r.Plate, PlateColour = r.PlateColour,
            Vin = r.Vin,
            CertificateNumber = r.CertificateNumber.Trim(), Authority = r.Authority, Seats = r.Seats,
            OperatingStatus = r.CancelledOn is null ? r.OperatingStatus ?? OperatingStatus.Operating
                : r.CancelledBy == VehicleEndGround.Scrapped ? OperatingStatus.Scrapped : OperatingStatus.Cancelled,
            Period = new Period(r.ValidFrom, r.ValidTo ?? Longest(r, context)),
            DocumentVersion = r.DocumentVersion ?? 1,
            RegisteredOn = context.Today, FirstIssuedOn = r.FirstIssuedOn ?? r.PreviousFrom ?? r.ValidFrom,
            ReviewedOn = r.ReviewedOn,
            Technical = r.TechnicalGrade is { } grade
                ? new TechnicalState(grade, r.TechnicalOn ?? r.ReviewedOn ?? r.ValidFrom, r.StructureAltered ?? false)
                    : null,
            Violations = [.. r.Violations.Select(
                (violation, i) => new VehicleViolation($"{id.Key}.v{i + 1}", violation.On, violation.Note))],
            ViolationCount = r.Violations.Length,
            Previous = Period.Before(r.ValidFrom, r.PreviousFrom),
            End = r.CancelledOn is { } ended
                ? new VehicleEnd(r.CancelledBy ?? VehicleEndGround.Authority, ended, null)
                : null,
        };
        return taken with { Stage = StageOf(taken, context), ReviewStage = ReviewStageOf(taken, context) };
    }

    private static DateOnly Longest(RegisterVehicle r, Context context) => Longest(r.ValidFrom, context);

    private static DateOnly Longest(DateOnly from, Context context) =>
        LegalDates.PeriodEnd(from, context.Rulebook.RoadAt(from).VehicleCertificateValidityYears);

    /// <summary>Reminders whose day has passed are not sent any more.</summary>
    private static PeriodStage StageOf(Vehicle v, Context context) =>
        context.Today > v.Period.To ? PeriodStage.Expired
        : context.Today > v.RenewalOpensOn(context.Road) ? PeriodStage.RenewalOpen
        : PeriodStage.Running;

    private static ReviewStage ReviewStageOf(Vehicle v, Context context) =>
        VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook) ? ReviewStage.Overdue
        : context.Today > v.ReviewOpensOn(context.Rulebook, context.Road) ? ReviewStage.Open
        : ReviewStage.Running;

    private static ImmutableArray<FieldFault> Identifiers(RegisterVehicle r)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        void Ask(string field, IdentifierCheck check)
        {
            if (!check.Valid) faults.Add(IdentifierWords.At(field, check));
        }
        Ask("plate", Domain.Identifiers.Plate.Check(r.Plate, PlateColours.Name(r.PlateColour)));
        Ask("vin", Domain.Identifiers.Vin.Check(r.Vin));
        return faults.ToImmutable();
    }

    private static ImmutableArray<FieldFault> Faults(RegisterVehicle r, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "certificateNumber", r.CertificateNumber, MaxNumber, required: true);
        RegistryFields.Authority(faults, r.Authority);
        if (context.Facts.OperatorWith(r.OperatorKey) is null)
            faults.Add(Refusals.Fault("operator", "没有登记该经营者。", "No such operator is on the register."));
        if (r.DocumentVersion is < 1 or > 9999)
            faults.Add(Refusals.Fault("documentVersion", "应为 1 至 9999。", "1 to 9999."));
        if (r.Seats is < 1 or > MaxSeats)
            faults.Add(Refusals.Fault("seats", $"应为 1 至 {MaxSeats}。", $"1 to {MaxSeats}."));
        if (r.OperatingStatus is OperatingStatus.Cancelled or OperatingStatus.Scrapped && r.CancelledOn is null)
            faults.Add(Refusals.Fault(
                "cancelledOn", "已注销或报废的车辆应填写注销日期。", "A cancelled or scrapped vehicle has a day of cancellation."));
        if (r.CancelledBy is not null && r.CancelledOn is null)
            faults.Add(
                Refusals.Fault("cancelledOn", "注销原因和注销日期应同时填写。", "Ground and day of a cancellation go together."));
        if (r.TechnicalGrade is null && (r.TechnicalOn is not null || r.StructureAltered is not null))
            faults.Add(Refusals.Fault("technicalGrade", "请填写技术等级。", "Tell the grade that was found."));
        Dates(faults, r, context);
        Violations(faults, r, context);
        return faults.ToImmutable();
    }

    private static void Dates(ImmutableArray<FieldFault>.Builder faults, RegisterVehicle r, Context context)
    {
        if (RegistryFields.Begins(
            r.ValidFrom, r.PreviousFrom, context.Today, from => Longest(from, context)) is { } fault) faults.Add(fault);
        else if (r.ValidTo is { } to && Longest(r, context) is var longest && (to < r.ValidFrom || to > longest))
            faults.Add(Refusals.Fault("validTo", $"有效期截止日期应在 {r.ValidFrom:yyyy-MM-dd} 至 {longest:yyyy-MM-dd} 之间。",
                $"The last day lies between {r.ValidFrom:yyyy-MM-dd} and {longest:yyyy-MM-dd}."));
        if (r.FirstIssuedOn > (r.PreviousFrom ?? r.ValidFrom))
            faults.Add(Refusals.Fault(
                "firstIssuedOn", "初次发证日期不能晚于有效期起始日期。", "The first issue is after the first day of validity."));
        var first = r.FirstIssuedOn ?? r.PreviousFrom ?? r.ValidFrom;
        if (r.TechnicalOn > context.Today)
            faults.Add(Refusals.Fault("technicalOn", "日期不能晚于今天。", "The date lies in the future."));
        if (r.ReviewedOn > context.Today || r.ReviewedOn < first)
            faults.Add(Refusals.Fault("reviewedOn", "年审日期应在初次发证日期与今天之间。", "Between the first issue and today."));
        if (r.CancelledOn > context.Today || r.CancelledOn < first)
            faults.Add(Refusals.Fault("cancelledOn", "注销日期应在初次发证日期与今天之间。", "Between the first issue and today."));
    }

    private static void Violations(ImmutableArray<FieldFault>.Builder faults, RegisterVehicle r, Context context)
    {
        if (r.Violations.Length > VehicleExOfficio.MaxViolations)
            faults.Add(Refusals.Fault(
                "violations", $"最多 {VehicleExOfficio.MaxViolations} 条。", $"At most {VehicleExOfficio.MaxViolations}."));
        for (var i = 0; i < Math.Min(r.Violations.Length, VehicleExOfficio.MaxViolations); i++)
        {
            FormCheck.Text(faults, $"violations[{i}].note", r.Violations[i]?.Note, FormCheck.MaxText, required: true);
            if (r.Violations[i]?.On > context.Today)
                faults.Add(Refusals.Fault($"violations[{i}].on", "日期不能晚于今天。", "The date lies in the future."));
        }
    }
}

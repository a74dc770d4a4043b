using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// Whether an application about a vehicle may be handed in. The order of the questions is the certificates'
/// (docs/refusals.md): who asks, form, cancelled, kind, validity, what is already open, the window; then what the law
/// of vehicles asks besides: permit, operation, review, trips, condition; the materials last.
/// </summary>
public static class VehicleFiling
{
    /// <summary>The decision on <paramref name="apply"/>; everything due has been done before.</summary>
    public static Decision Decide(Vehicle v, Apply apply, Context context)
    {
        if (apply.Form is not VehicleForm form) return NotForVehicles();
        var service = Catalogue.Of(form);
        return Asker(v, context.Actor)
            ?? FormCheck.Check(form)
            ?? ((IApplicationSubject)v).Ended
            ?? (service.Kinds.Contains(v.Kind.Name()) ? null : VehicleRefusals.KindNotCovered(form is AnnualReviewForm))
            ?? Valid(v, service, context)
            ?? (ApplicationFlow.InTheWayOf(service, v.Applications) is { } open
                ? ApplicationRefusals.OpenApplication(open.Id)
                : null)
            ?? InTime(v, service, context)
            ?? Conditions(v, form, context)
            ?? MaterialCheck.Check(service, form, drives: false, apply.Materials, context)
            ?? (Decision)Decision.Of(new ApplicationSubmitted(Application.HandedIn(v, service, apply, context) with
            {
                Late = form is AnnualReviewForm && VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook),
            }));
    }

    /// <summary>
    /// What must hold when it is handed in and again when it is decided (G.4 #67): permit, operation, review, trips
    /// and, for the annual review, the vehicle's condition.
    /// </summary>
    public static Refusal? Conditions(Vehicle v, VehicleForm form, Context context) =>
        Permitted(v, form, context)
        ?? (form is AnnualReviewForm && v.OperatingStatus != OperatingStatus.Operating
            ? VehicleRefusals.NotInOperation()
            : null)
        ?? (form is VehicleRenewalForm && context.Road.VehicleRenewalNeedsReview
            && VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook)
            ? VehicleRefusals.ReviewOverdue(v.ReviewValidTo(context.Rulebook)) : null)
        ?? (form is VehicleCancellationForm && context.Facts.TripOf(v.Key) is { } trip
            ? VehicleRefusals.OnATrip(trip)
            : null)
        ?? (form is AnnualReviewForm ? Sound(v) : null);

    private static Refusal NotForVehicles() => Refusals.Malformed(
        Refusals.Fault("service", "该业务不适用于车辆。", "This service is not for vehicles."));

    private static Refusal? Asker(Vehicle v, Actor actor) =>
        !actor.Is(Roles.Operator) ? Refusals.NotAllowed()
        : actor.StandsFor(v.OperatorKey) ? null
        : VehicleRefusals.OtherOperator();

    /// <summary>
    /// Everything needs a certificate in validity; a renewal may be handed in while its window is open (H.4).
    /// </summary>
    private static Refusal? Valid(Vehicle v, Service service, Context context) =>
        VehicleValidity.On(context.Today, v, context.Rulebook).Status == CertificateStatus.Valid ? null
        : service.Id == ServiceId.VehicleRenewal
            && context.Today <= v.RenewalClosesOn(context.Rulebook, context.Calendar) ? null
        : VehicleRefusals.NotValid(v.Period.To);

    private static Refusal? InTime(Vehicle v, Service service, Context context)
    {
        var (opensOn, rulesInForce) = service.Id switch
        {
            ServiceId.VehicleRenewal => (v.RenewalOpensOn(context.Road), Citations.GuideVehicleRenewal),
            ServiceId.VehicleAnnualReview => (v.ReviewOpensOn(context.Rulebook, context.Road), Citations.GuideReview),
            _ => (DateOnly.MinValue, ""),
        };
        return context.Today < opensOn ? ApplicationRefusals.TooEarly(opensOn, rulesInForce) : null;
    }

    private static Refusal? Permitted(Vehicle v, VehicleForm form, Context context)
    {
        var named = string.IsNullOrWhiteSpace(form.PermitNumber) ? null : form.PermitNumber.Trim();
        return context.OperatorOf(v.OperatorKey).PermitFor(v.Kind, context.Today, named) is null
            ? OperatorRefusals.NoPermit()
            : null;
    }

    /// <summary>Technical grade, structure, violations: what the review looks at (A.8), all faults at once.</summary>
    private static Refusal? Sound(Vehicle v)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (v.Technical?.Grade == TechnicalGrade.NotPassed)
            faults.Add(Refusals.Fault("technicalGrade", "技术等级评定不合格。", "The technical examination was not passed."));
        if (v.Technical?.StructureAltered == true)
            faults.Add(Refusals.Fault("structureAltered", "车辆结构或尺寸有变动。", "Structure or dimensions were altered."));
        if (v.Violations.Length > 0)
            faults.Add(Refusals.Fault("violations",
                $"有 {v.Violations.Length} 条违章记录尚未处理。",
                $"{v.Violations.Length} violations are not settled."));
        return faults.Count == 0 ? null : VehicleRefusals.NotEligible(faults.ToImmutable());
    }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// Whether an application about a vehicle may be handed in. The checks have the order of those for certificates
/// (docs/refusals.md): who asks, form, cancelled, kind, validity, what is already open, the window; then those of
/// vehicles alone: permit, operation, review, trips, condition; the materials last.
/// </summary>
public static class VehicleFiling
{
    /// <summary>The decision on <paramref name="apply"/>; everything due has been done before.</summary>
    public static Decision Decide(Vehicle v, Apply apply, Context context) =>
        Of(v, apply, context).FirstRefusal is { } no
            ? no
            : Decision.Of(new ApplicationSubmitted(
                Application.HandedIn(
                    v, Catalogue.Of(apply.Form), apply, OnRecord(v, (VehicleForm)apply.Form), context) with
                {
                    Late = apply.Form is AnnualReviewForm
                        && VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook),
                }));

    /// <summary>The conditions of <paramref name="apply"/>.</summary>
    public static Filing Of(Vehicle v, Apply apply, Context context) => apply.Form is VehicleForm form
        ? new Filing(Asker(v, context.Actor), Conditions(v, form, apply, context))
        : new Filing(NotForVehicles(), []);

    /// <summary>
    /// The refusal for a vehicle that does not exist: for an operator the same as for a vehicle of another operator.
    /// </summary>
    public static Refusal NoVehicle(Actor actor) =>
        actor.Is(Roles.Operator) ? VehicleRefusals.OtherOperator() : Refusals.NotFound();

    private static IEnumerable<Condition> Conditions(Vehicle v, VehicleForm form, Apply apply, Context context)
    {
        var service = Catalogue.Of(form);
        yield return new Condition(ConditionName.Form, FormCheck.Check(form));
        var ended = ((IApplicationSubject)v).Ended;
        yield return new Condition(ConditionName.NotCancelled, ended);
        var covered = service.Kinds.Contains(v.Kind.Name())
            ? null : VehicleRefusals.KindNotCovered(form is AnnualReviewForm);
        yield return new Condition(ConditionName.KindCovered, covered);
        if ((ended ?? covered) is not null) yield break; // There is nothing more to ask of such a vehicle.
        yield return new Condition(ConditionName.Valid, Valid(v, service, context));
        yield return new Condition(ConditionName.NoOpenApplication,
            ApplicationFlow.InTheWayOf(service, v.Applications) is { } open
                ? ApplicationRefusals.OpenApplication(open.Id) : null);
        if (service.Id is ServiceId.VehicleRenewal or ServiceId.VehicleAnnualReview)
            yield return new Condition(ConditionName.Window, InTime(v, service, context));
        if (Barred(service, apply, context) is { } barred) yield return new Condition(ConditionName.NotBarred, barred);
        foreach (var one in Lasting(v, form, context)) yield return one;
        if (service.Delivers)
            yield return new Condition(
                ConditionName.DeliveryAddress, Deliveries.Fault(apply, OnRecord(v, form)));
        foreach (var one in MaterialCheck.Conditions(service, form, drives: false, apply.Materials, context))
            yield return one;
    }

    /// <summary>Recipient, phone and address that are used if the filing names none.</summary>
    private static DeliveryAddress OnRecord(Vehicle v, VehicleForm form) => new(
        form.ContactName, form.ContactPhone, Deliveries.LastAddress(v.Applications.Select(a => a.DeliverTo)));

    /// <summary>
    /// The refusal by a condition that was met at the filing and is met no longer; null: all that are asked again at
    /// the decision are met (H.16). A renewal may be decided after its window; a cancellation needs neither certificate
    /// nor permit.
    /// </summary>
    public static Refusal? NoLongerHolds(Vehicle v, Application a, Context context) =>
        (a.Service is ServiceId.VehicleRenewal or ServiceId.VehicleCancellation
            ? null : Valid(v, Catalogue.Of(a.Service), context))
        ?? Lasting(v, (VehicleForm)a.Form, context)
            .Where(one => a.Service != ServiceId.VehicleCancellation || one.Name == ConditionName.NotOnATrip)
            .FirstRefusal();

    /// <summary>
    /// The conditions at the filing that are asked again at the decision (G.4 #67): permit, operation, review, trips
    /// and, for the annual review, the vehicle's condition.
    /// </summary>
    public static IEnumerable<Condition> Lasting(Vehicle v, VehicleForm form, Context context)
    {
        yield return new Condition(ConditionName.Permit, Permitted(v, form, context));
        if (form is AnnualReviewForm)
            yield return new Condition(ConditionName.InOperation,
                v.OperatingStatus == OperatingStatus.Operating ? null : VehicleRefusals.NotInOperation());
        if (form is VehicleRenewalForm && context.Road.VehicleRenewalNeedsReview)
            yield return new Condition(ConditionName.Reviewed,
                VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook)
                    ? VehicleRefusals.ReviewOverdue(v.ReviewValidTo(context.Rulebook)) : null);
        if (form is VehicleCancellationForm)
            yield return new Condition(ConditionName.NotOnATrip,
                context.Facts.TripOf(v.Key) is { } trip ? VehicleRefusals.OnATrip(trip) : null);
        if (form is AnnualReviewForm) yield return new Condition(ConditionName.Sound, Sound(v));
    }

    /// <summary>From when to when <paramref name="service"/> may be applied for.</summary>
    public static ServiceWindow WindowOf(Vehicle v, ServiceId service, Context context) =>
        ((IApplicationSubject)v).Ended is not null ? default : service switch
        {
            ServiceId.VehicleRenewal => new(
                v.RenewalOpensOn(context.Road), v.RenewalClosesOn(context.Rulebook, context.Calendar).Date),
            ServiceId.VehicleAnnualReview => new(
                v.ReviewOpensOn(context.Rulebook, context.Road), v.ReviewValidTo(context.Rulebook)),
            _ => new(null, v.Period.To),
        };

    private static Refusal NotForVehicles() => Refusals.Malformed(
        Refusals.Fault("service", "该业务不适用于车辆。", "This service is not for vehicles."));

    private static Refusal? Asker(Vehicle v, Actor actor) =>
        !actor.Is(Roles.Operator) ? Refusals.NotAllowed()
        : actor.StandsFor(v.OperatorKey) ? null
        : VehicleRefusals.OtherOperator();

    /// <summary>
    /// Every service needs a valid certificate; only a renewal may be handed in while its window is open (H.4).
    /// </summary>
    private static Refusal? Valid(Vehicle v, Service service, Context context) =>
        VehicleValidity.On(context.Today, v, context.Rulebook).Status == CertificateStatus.Valid ? null
        : service.Id == ServiceId.VehicleRenewal
            && context.Today <= v.RenewalClosesOn(context.Rulebook, context.Calendar).RightKeptThrough ? null
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

    /// <summary>
    /// While acts that harm the owner of a business are refused, so are they for the business by the same account
    /// (H.24).
    /// </summary>
    private static Refusal? Barred(Service service, Apply apply, Context context) =>
        context.Actor.BarredUntil is { } until && context.Now < until
        && (service.Id == ServiceId.VehicleCancellation || (service.Delivers && apply.Delivery == DeliveryWay.Post))
            ? Bindings.BindingRefusals.Barred(until) : null;

    private static Refusal? Permitted(Vehicle v, VehicleForm form, Context context)
    {
        var named = string.IsNullOrWhiteSpace(form.PermitNumber) ? null : form.PermitNumber.Trim();
        return context.OperatorOf(v.OperatorKey).PermitFor(v.Kind, context.Today, named) is null
            ? OperatorRefusals.NoPermit()
            : null;
    }

    /// <summary>
    /// Technical grade, structure and violations, as the review checks them (A.8); all faults at once.
    /// </summary>
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

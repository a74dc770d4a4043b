using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Whether an application may be handed in. The checks have the order that is published (docs/refusals.md): who asks,
/// form, cancelled, kind, validity, what is already open, the window, the driving licence, unchanged, materials.
/// </summary>
public static class CertificateFiling
{
    /// <summary>The decision on <paramref name="apply"/>; everything due has been done before.</summary>
    public static Decision Decide(Certificate c, Apply apply, Context context) =>
        Of(c, apply, context).FirstRefusal is { } no
            ? no
            : Decision.Of(new ApplicationSubmitted(Handed(c, Catalogue.Of(apply.Form), apply, context)));

    /// <summary>The conditions of <paramref name="apply"/>.</summary>
    public static Filing Of(Certificate c, Apply apply, Context context) =>
        new(Asker(c, apply, context), Conditions(c, apply, context));

    private static IEnumerable<Condition> Conditions(Certificate c, Apply apply, Context context)
    {
        var service = Catalogue.Of(apply.Form);
        var form = FormCheck.Check(apply.Form) ?? AtCounter.Fault(apply.Counter);
        yield return new Condition(ConditionName.Form, form);
        var cancelled = Cancelled(c);
        yield return new Condition(ConditionName.NotCancelled, cancelled);
        var covered = Covered(c, service);
        yield return new Condition(ConditionName.KindCovered, covered);
        if ((cancelled ?? covered) is not null) yield break; // There is nothing more to ask of such a certificate.
        if (service.Id is not (ServiceId.CertificateRenewal or ServiceId.CertificateCancellation))
            yield return new Condition(ConditionName.Valid, Valid(c, context));
        yield return new Condition(ConditionName.NoOpenApplication, Free(c, service, context));
        if (service.Id is ServiceId.CertificateRenewal or ServiceId.CertificateAssessment)
            yield return new Condition(ConditionName.Window, InTime(c, service, context));
        yield return new Condition(
            ConditionName.NotBarred, Barred(service, apply, context.PersonOf(c.PersonKey), context));
        if (service.Delivers)
            yield return new Condition(
                ConditionName.DeliveryAddress, Deliveries.Fault(apply, OnRecord(c, apply.Form, context)));
        if (service.Id == ServiceId.CertificateRenewal && c.Kind.Drives())
            yield return new Condition(ConditionName.DrivingLicence, Licence(c.Kind, context.PersonOf(c.PersonKey)));
        if (apply.Form is ChangeForm change && form is null)
            yield return new Condition(ConditionName.Changed, Changed(c, change));
        var hander = apply.Counter is null ? context : AtCounter.For(c.PersonKey, context);
        foreach (var one in MaterialCheck.Conditions(service, apply.Form, c.Kind.Drives(), apply.Materials, hander))
            yield return one;
    }

    /// <summary>
    /// The refusal by a condition that was met at the filing and is met no longer; null: all that are asked again at
    /// the decision are met (H.16). An assessment needs a certificate that was valid on the day of filing, a
    /// cancellation needs none.
    /// </summary>
    public static Refusal? NoLongerHolds(Certificate c, ServiceId service, Context context) => service switch
    {
        ServiceId.CertificateReissue or ServiceId.CertificateChange => Valid(c, context),
        ServiceId.CertificateRenewal when c.Kind.Drives() =>
            Licence(c.Kind, context.PersonOf(c.PersonKey)),
        _ => null,
    };

    /// <summary>From when to when <paramref name="service"/> may be applied for.</summary>
    public static ServiceWindow WindowOf(Certificate c, ServiceId service, Context context) =>
        c.Cancellation is not null ? default : service switch
        {
            ServiceId.CertificateRenewal => new(
                c.RenewalOpensOn(context.Road),
                Certificate.LapsesAfter(c.Period.To, context.Rulebook, context.Calendar).Date),
            ServiceId.CertificateAssessment when c.Assessment is not null =>
                c.NextCycle(context.Rulebook, context.Calendar) is var cycle
                    ? new(cycle.WindowOpens, cycle.WindowCloses.Date) : default,
            ServiceId.CertificateReissue or ServiceId.CertificateChange => new(null, c.Period.To),
            _ => default,
        };

    /// <summary>
    /// The cycle that an assessment handed in today would be about; null: every cycle that has ended is closed.
    /// </summary>
    public static CycleDates? CycleToAssess(Certificate c, Context context)
    {
        if (c.Assessment is null) return null;
        var cycle = c.NextCycle(context.Rulebook, context.Calendar);
        return cycle.WindowOpens <= context.Today ? cycle : null;
    }

    private static Application Handed(Certificate c, Service service, Apply apply, Context context)
    {
        var cycle = service.Id == ServiceId.CertificateAssessment ? CycleToAssess(c, context) : null;
        return Application.HandedIn(c, service, apply, OnRecord(c, apply.Form, context), context) with
        {
            Counter = apply.Counter,
            Cycle = cycle?.Number,
            Late = cycle is { } c1 && context.Today > c1.WindowCloses.Date,
        };
    }

    /// <summary>
    /// The address that is used if the filing names none: the form's, otherwise the profile's, otherwise the one of the
    /// last posted document.
    /// </summary>
    private static DeliveryAddress OnRecord(Certificate c, ApplicationForm form, Context context)
    {
        var (phone, address) = form switch
        {
            AssessmentForm f => (f.Phone, f.Address),
            RenewalForm f => (f.Phone, f.Address),
            _ => (null, null),
        };
        var person = context.PersonOf(c.PersonKey);
        return new DeliveryAddress(
            person.Name, phone ?? person.Profile?.PhoneOfContact,
            address ?? person.Profile?.Address ?? Deliveries.LastAddress(c.Applications.Select(a => a.DeliverTo)));
    }

    private static Refusal? Asker(Certificate c, Apply apply, Context context) =>
        apply.Counter is not null ? ApplicationAuthorization.Officer(c.Authority, context.Actor)
        : !context.Actor.Is(Roles.Holder) ? Refusals.NotAllowed()
        : context.Actor.PersonKey is null ? Refusals.RealNameRequired()
        : context.Actor.PersonKey != c.PersonKey ? Refusals.NotFound()
        : null;

    private static Refusal? Cancelled(Certificate c) =>
        c.Cancellation is { } end ? CertificateRefusals.Cancelled(end.Ground, end.EffectiveOn) : null;

    private static Refusal? Covered(Certificate c, Service service) =>
        service.Kinds.Contains(c.Kind.Name()) ? null : CertificateRefusals.KindNotCovered();

    /// <summary>Assessment, reissue and change need a valid certificate; renewal and cancellation do not.</summary>
    private static Refusal? Valid(Certificate c, Context context) =>
        CertificateValidity.On(
            context.Today, c, context.PersonOf(c.PersonKey), context.Rulebook, context.Calendar).Status
            == CertificateStatus.Valid ? null
        : CertificateRefusals.NotValid(c.Period.To);

    private static Refusal? Free(Certificate c, Service service, Context context) =>
        ApplicationFlow.InTheWayOf(service, c.Applications) is not { } open ? null
        : open.Service == ServiceId.CertificateAssessment && service.Id == open.Service
            && open.Cycle == CycleToAssess(c, context)?.Number ? CertificateRefusals.Duplicate(open.Id)
        : ApplicationRefusals.OpenApplication(open.Id);

    /// <summary>
    /// Soon after a binding, acts that harm the person are refused: cancellation, and delivery by post (H.24).
    /// </summary>
    private static Refusal? Barred(Service service, Apply apply, Person person, Context context) =>
        person.BarredUntil is { } until && context.Now < until
        && (service.Id == ServiceId.CertificateCancellation || (service.Delivers && apply.Delivery == DeliveryWay.Post))
            ? Bindings.BindingRefusals.Barred(until) : null;

    private static Refusal? InTime(Certificate c, Service service, Context context) => service.Id switch
    {
        ServiceId.CertificateRenewal => RenewalInTime(c, context),
        ServiceId.CertificateAssessment => AssessmentInTime(c, context),
        _ => null,
    };

    /// <summary>Renewal has no "too late": after the last day the certificate is cancelled (A.7 (5)).</summary>
    private static Refusal? RenewalInTime(Certificate c, Context context)
    {
        var opensOn = c.RenewalOpensOn(context.Road);
        return context.Today < opensOn
            ? ApplicationRefusals.TooEarly(opensOn, Citations.PersonnelRenewal)
            : null;
    }

    /// <summary>Whether a late assessment is accepted (and marked) or refused is set by a rule (A.3, I.2).</summary>
    private static Refusal? AssessmentInTime(Certificate c, Context context)
    {
        if (CycleToAssess(c, context) is { } cycle)
        {
            return context.Today > cycle.WindowCloses.RightKeptThrough
                && !context.Rulebook.RoadAt(cycle.To).LateAssessmentAccepted
                ? ApplicationRefusals.TooLate(cycle.WindowCloses.Date, Citations.GuideAssessment)
                : null;
        }
        var closed = c.Assessment!.ClosedThrough;
        if (closed > 0 && Certificate.Cycle(c.FirstIssuedOn, closed, context.Rulebook, context.Calendar) is var last
            && last.WindowOpens <= context.Today)
        {
            var inWindow = context.Today <= last.WindowCloses.Date;
            if (c.Assessment.LastGradedCycle == closed)
            {
                if (inWindow) return CertificateRefusals.AlreadyAssessed(closed);
            }
            else if (inWindow || !context.Rulebook.RoadAt(last.To).LateAssessmentAccepted)
            {
                return ApplicationRefusals.TooLate(last.WindowCloses.Date, Citations.GuideAssessment);
            }
        }
        return ApplicationRefusals.TooEarly(
            c.NextCycle(context.Rulebook, context.Calendar).WindowOpens, Citations.GuideAssessment);
    }

    /// <summary>
    /// A withheld driving licence refuses the renewal, and so does one of a class that is not enough (A.4). A cancelled
    /// one has already cancelled a driver's certificate.
    /// </summary>
    private static Refusal? Licence(CertificateKind kind, Person person) => person.DrivingLicence switch
    {
        { State: DrivingLicenceState.Suspended } => CertificateRefusals.DrivingLicence(),
        { State: DrivingLicenceState.Valid, Class: { } held } when !DrivingLicenceClasses.Suffice(kind, held) =>
            CertificateRefusals.DrivingLicenceClass(held),
        _ => null,
    };

    private static Refusal? Changed(Certificate c, ChangeForm change) =>
        RegisteredName.Same(change.NewServiceUnit, c.ServiceUnit) ? CertificateRefusals.Unchanged() : null;
}

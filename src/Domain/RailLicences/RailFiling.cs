using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Whether a rail application may be handed in. The checks have the order that is published: who asks, form, employer,
/// licence, ban, what is open, the window, unchanged, the new employer, eligibility (everything that is missing),
/// materials.
/// </summary>
public static class RailFiling
{
    /// <summary>The decision on <paramref name="apply"/>; everything due has been done before.</summary>
    public static Decision Apply(RailCareer c, RailForm form, Apply apply, Context context)
    {
        if (Of(c, apply, context).FirstRefusal is { } no) return no;
        var given = apply.Materials.IsDefault ? [] : apply.Materials;
        var events = ImmutableArray.CreateBuilder<Event>();
        foreach (var returned in c.Applications)
            if (returned.Status == ApplicationStatus.EmployerReturned)
                events.Add(new RailClosed(returned.Id, ClosingReason.Superseded.Name()));
        events.Add(new RailSubmitted(new RailApplication
        {
            Id = ApplicationId.Write(c.Key, c.ApplicationCount + 1),
            Form = form,
            Materials = Counting(c, form, given, context),
            Delivery = form is RailCancellationForm ? null : apply.Delivery ?? DeliveryWay.PickUp,
            DeliverTo = form is RailCancellationForm ? null : Deliveries.Of(apply, OnRecord(c, context)),
            Agreed = apply.Agreed,
            SubmittedBy = context.Actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.EmployerReview,
            Reviewer = ReviewerOf(c, form),
            RuleVersion = context.RailRulebook.Version,
            IdentityCheck = CheckOf(form, context),
        }));
        return new Decision.Accepted(events.ToImmutable());
    }

    /// <summary>The conditions of <paramref name="apply"/>.</summary>
    public static Filing Of(RailCareer c, Apply apply, Context context) => apply.Form is RailForm form
        ? new Filing(Asker(c, form, context),
            Conditions(c, form, apply.Materials.IsDefault ? [] : apply.Materials, context)
                .Append(new Condition(ConditionName.NotBarred, Barred(c, apply, context)))
                .Append(new Condition(ConditionName.DeliveryAddress, form is RailCancellationForm
                    ? null : Deliveries.Fault(apply, OnRecord(c, context)))))
        : new Filing(RailRefusals.OtherForm(), []);

    /// <summary>Recipient and address that are used if the filing names none.</summary>
    private static DeliveryAddress OnRecord(RailCareer c, Context context)
    {
        var person = context.PersonOf(c.PersonKey);
        return new DeliveryAddress(
            c.Licence?.Name ?? person.Name, person.Profile?.PhoneOfContact,
            person.Profile?.Address ?? Deliveries.LastAddress(c.Applications.Select(a => a.DeliverTo)));
    }

    /// <summary>The decision on handing in again what the employer returned.</summary>
    public static Decision Again(RailCareer c, RailApplication a, AnswerSupplement again, Context context)
    {
        if (again.Form is not (null or RailForm)) return RailRefusals.OtherForm();
        var form = again.Form as RailForm ?? a.Form;
        if (a.Status != ApplicationStatus.EmployerReturned) return ApplicationReview.Wrong(a);
        if (form.Service != a.Service)
            return Refusals.Malformed(
                Refusals.Fault("form", "只能就同一业务重新提交。", "Only the same service can be handed in again."));
        var given = again.Materials.IsDefault ? [] : again.Materials;
        var all = a.With(given);
        if (Conditions(c, form, all, context).FirstRefusal() is { } no) return no;
        return Decision.Of(new RailResubmitted(
            a with
            {
                Form = form,
                Materials = Counting(c, form, all, context),
                SubmittedAt = context.Now,
                Status = ApplicationStatus.EmployerReview,
                Reviewer = ReviewerOf(c, form),
                RuleVersion = context.RailRulebook.Version,
                IdentityCheck = CheckOf(form, context),
                Reasons = [],
            }));
    }

    /// <summary>
    /// The study that counts for <paramref name="form"/>: education and experience as the form states them, otherwise
    /// as on record; fitness as on record, and as the driver declares it where nobody has reported.
    /// </summary>
    public static StudyRecord StudyOf(RailCareer c, RailForm form) => form is RailExamForm exam
        ? c.Study with
        {
            Education = exam.Education ?? c.Study.Education,
            Experience = exam.Experience ?? c.Study.Experience,
            HealthPassed = c.Study.HealthPassed ?? exam.Fitness?.HealthPassed,
            AptitudePassed = c.Study.AptitudePassed ?? exam.Fitness?.AptitudePassed,
            SpeaksPutonghua = c.Study.SpeaksPutonghua ?? exam.Fitness?.SpeaksPutonghua,
            DrugsOrTerrorism = c.Study.DrugsOrTerrorism ?? exam.Fitness?.DrugsOrTerrorism,
        }
        : c.Study;

    /// <summary>The facts from which eligibility is computed, for the day <paramref name="on"/>.</summary>
    public static EligibilityFacts FactsOf(RailCareer c, StudyRecord study, DateOnly on, Context context) => new(
        context.PersonOf(c.PersonKey).BornOn,
        on,
        c.LiveLicence?.Classes ?? [],
        study,
        c.Ban?.Until,
        context.RailRulebook.At(context.Today));

    private static ImmutableArray<Material> Counting(
        RailCareer c, RailForm form, ImmutableArray<Material> given, Context context) =>
        RailMaterials.Counting(
            given,
            RailMaterials.Asked(form, StudyOf(c, form), context.RailRulebook, context.RailRulebook.At(context.Today)));

    private static IdentityCheck? CheckOf(RailForm form, Context context) =>
        form is RailRenewalForm { NewName: not null }
        ? new IdentityCheck(
            IdentityCheckState.Queued,
            RailApplicationLimits.IdentityAskedAt(context.Now, context.RailRulebook.At(context.Today)))
        : null;

    private static EmployerLink ReviewerOf(RailCareer c, RailForm form) =>
        form is RailRenewalForm { NewEmployerId: { } id } renewal
        ? new EmployerLink(id, renewal.NewUnit)
        : c.Employer!;

    private static IEnumerable<Condition> Conditions(
        RailCareer c, RailForm form, ImmutableArray<Material> given, Context context)
    {
        var malformed = RailFormCheck.Check(form, context);
        yield return new Condition(ConditionName.Form, malformed);
        yield return new Condition(ConditionName.Employer, c.Employer is null ? RailRefusals.EmployerOnly() : null);
        var noLicence = Licence(c, form, context);
        yield return new Condition(ConditionName.Licence, noLicence);
        if (form is RailExamForm)
            yield return new Condition(ConditionName.NoBan,
                c.Ban is { } ban && context.Today < ban.Until ? RailRefusals.Banned(ban.Until) : null);
        yield return new Condition(ConditionName.NoOpenApplication,
            c.OpenApplication is { } open ? RailRefusals.OpenApplication(open.Id) : null);
        if (noLicence is not null) yield break; // Without the licence that it is about nothing more can be asked.
        foreach (var one in OfForm(c, form, malformed is null, context)) yield return one;
        if (malformed is not null) yield break; // Which materials it needs depends on the form.
        foreach (var one in RailMaterials.Conditions(form, given, StudyOf(c, form), context)) yield return one;
    }

    private static IEnumerable<Condition> OfForm(RailCareer c, RailForm form, bool wellFormed, Context context)
    {
        if (form is RailRenewalForm renewal && HasWindow(renewal, context))
            yield return new Condition(ConditionName.Window, InTime(c, form, context));
        if (!wellFormed) yield break; // Nothing can be asked about a session or an employer that is not named.
        if (form is RailRenewalForm)
        {
            yield return new Condition(ConditionName.Changed, Changed(c, form));
            yield return new Condition(ConditionName.NewEmployer, NewEmployer(form, context));
        }
        if (form is not RailExamForm exam) yield break;
        yield return new Condition(ConditionName.Window, InTime(c, form, context));
        if (Session(exam, context) is not null)
            yield return new Condition(ConditionName.Eligible, Eligible(c, form, context));
    }

    /// <summary>Whether any class can be applied for, before one is chosen; as of today.</summary>
    public static Condition AnyClass(RailCareer c, ServiceId service, Context context)
    {
        var facts = FactsOf(c, c.Study, context.Today, context);
        var nearest = RailClass.All.Select(wanted => EligibilityQuestion.Of(service, wanted, facts))
            .MinBy(answer => answer.Missing.Length)!;
        return new Condition(
            ConditionName.Eligible, nearest.IsEligible ? null : RailRefusals.NotEligible(nearest.Missing));
    }

    /// <summary>True for the reasons that give a new period.</summary>
    private static bool HasWindow(RailRenewalForm form, Context context) =>
        Enum.IsDefined(form.Reason) && context.RailRulebook.Of(form.Reason).NewPeriod;

    /// <summary>From when to when <paramref name="service"/> may be applied for.</summary>
    public static ServiceWindow WindowOf(RailCareer c, ServiceId service, Context context) =>
        service == ServiceId.RailRenewal && c.LiveLicence is { } licence
            ? new(
                RailValidity.RenewalOpensOn(licence, context.RailRulebook.At(context.Today)), licence.Period.To)
            : default;

    /// <summary>Who may apply: the driver; for a cancellation also the employer, as the driver may have died.</summary>
    private static Refusal? Asker(RailCareer c, RailForm form, Context context)
    {
        var actor = context.Actor;
        if (form is RailCancellationForm && actor.Is(Roles.Employer))
            return RailAccess.IsOwn(c.Employer, actor) ? null : Refusals.NotFound();
        return !actor.Is(Roles.Holder) ? Refusals.NotAllowed()
            : actor.PersonKey is null ? Refusals.RealNameRequired()
            : actor.PersonKey != c.PersonKey ? Refusals.NotFound()
            : null;
    }

    /// <summary>
    /// Soon after a binding the driver's account cannot cancel anything or have anything posted (H.24).
    /// </summary>
    private static Refusal? Barred(RailCareer c, Apply apply, Context context) =>
        context.Actor.Is(Roles.Holder) && context.PersonOf(c.PersonKey).BarredUntil is { } until && context.Now < until
        && (apply.Form is RailCancellationForm || apply.Delivery == DeliveryWay.Post)
            ? Bindings.BindingRefusals.Barred(until) : null;

    private static Refusal? Licence(RailCareer c, RailForm form, Context context) =>
        form is RailFirstForm ? context.PersonOf(c.PersonKey).Death is null ? null : RailRefusals.Died()
        : c.Licence is null ? form is RailUpgradeForm ? null : RailRefusals.NoLicence()
        : c.Licence.End is { } end ? RailRefusals.Ended(end, context.RailRulebook)
        : null;

    private static Refusal? InTime(RailCareer c, RailForm form, Context context)
    {
        if (form is RailExamForm exam)
        {
            return Session(exam, context) is not { } session
                ? Refusals.Malformed(Refusals.Fault("form.examSessionId", "没有该考试批次。", "There is no such exam session."))
                : exam.ExamPlaceId is { } place && session.PlaceOf(place) is null
                    ? Refusals.Malformed(Refusals.Fault(
                        "form.examPlaceId", "该考试批次没有此考点。", "The session has no such exam point."))
                : context.Today > session.RegistrationDeadline ? RailRefusals.TooLate(session.RegistrationDeadline)
                : null;
        }
        if (form is not RailRenewalForm renewal || !HasWindow(renewal, context)) return null;
        var licence = c.LiveLicence!;
        var rules = context.RailRulebook.At(context.Today);
        var opensOn = RailValidity.RenewalOpensOn(licence, rules);
        var retiresOn = RailValidity.RetiresOn(c, context.PersonOf(c.PersonKey), rules);
        return context.Today < opensOn ? RailRefusals.TooEarly(opensOn)
            : retiresOn <= licence.Period.To ? RailRefusals.Retired(retiresOn)
            : null;
    }

    /// <summary>The session in a form, which was read for this command; null: there is none.</summary>
    public static ExamSession? Session(RailExamForm form, Context context) =>
        context.Facts.Entity(new EntityId(EntityKind.ExamSession, form.ExamSessionId)) as ExamSession;

    private static Refusal? Changed(RailCareer c, RailForm form) => form switch
    {
        RailRenewalForm { NewEmployerId: { } id } renewal when c.Employer == new EmployerLink(id, renewal.NewUnit) =>
            RailRefusals.Unchanged(),
        RailRenewalForm { NewName: { } name } when RegisteredName.Same(name, c.LiveLicence!.Name) =>
            RailRefusals.Unchanged(),
        _ => null,
    };

    private static Refusal? NewEmployer(RailForm form, Context context) =>
        form is RailRenewalForm { NewEmployerId: { } id } renewal
            && !IsKnown(new EmployerLink(id, renewal.NewUnit), context)
            ? Refusals.Malformed(Refusals.Fault("form.newEmployerId", "该企业或子级单位未注册企业账号。",
                "This enterprise or unit has no enterprise account."))
            : null;

    /// <summary>
    /// True for an enterprise that is registered and not disabled, and for a unit that it has (L150-151).
    /// </summary>
    public static bool IsKnown(EmployerLink link, Context context) =>
        context.Facts.Entity(new EntityId(EntityKind.Employer, link.EmployerKey))
            is Employer { Disabled: false, IsExamStation: not true } employer
        && employer.HasUnit(link.Unit);

    private static Refusal? Eligible(RailCareer c, RailForm form, Context context)
    {
        if (form is not RailExamForm exam) return null;
        var facts = FactsOf(c, StudyOf(c, form), Session(exam, context)!.RegistrationDeadline, context);
        var answer = EligibilityQuestion.Of(form.Service, exam.Class, facts);
        return answer.IsEligible ? null : RailRefusals.NotEligible(answer.Missing);
    }
}

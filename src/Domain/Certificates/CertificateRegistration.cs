using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Takes a certificate into the registry. Data of an older register is taken over if it is possible; an impossible row
/// is refused with all its faults.
/// </summary>
public static class CertificateRegistration
{
    private const int MaxCertificatePoints = 1000;

    /// <summary>The decision on <paramref name="register"/>.</summary>
    public static Decision Decide(EntityId id, RegisterCertificate register, Context context)
    {
        if (MayNot(context.Actor, register.Authority) is { } refusal) return refusal;
        if (Faults(register, context) is { IsEmpty: false } faults) return Refusals.Malformed([.. faults]);
        return Decision.Of(new CertificateRegistered(Taken(id, register, context)));
    }

    /// <summary>
    /// The refusal for an actor who is neither an officer of the issuing authority nor the registry itself; null: the
    /// actor may register.
    /// </summary>
    public static Refusal? MayNot(Actor actor, string authority) =>
        ApplicationAuthorization.Officer(authority, actor);

    private static Certificate Taken(EntityId id, RegisterCertificate r, Context context)
    {
        var period = new Period(r.ValidFrom, ValidTo(r, context));
        var taken = new Certificate
        {
            Key = id.Key, Number = r.Number, Kind = r.Kind, PersonKey = r.PersonKey,
            ServiceUnit = r.ServiceUnit is { } unit ? RegisteredName.Of(unit) : "个人",
            Authority = r.Authority, FirstIssuedOn = r.FirstIssuedOn,
            Period = period, DocumentVersion = r.DocumentVersion ?? 1, RegisteredOn = context.Today,
            Assessment = r.Kind.Drives() ? AssessmentOf(r, context) : null,
            Previous = Period.Before(r.ValidFrom, r.PreviousFrom),
            Cancellation = r.CancelledBy is { } ground
                ? new Cancellation(ground, r.CancelledOn!.Value, null, null)
                : null,
        };
        return taken with { Stage = StageOf(taken, context) };
    }

    private static DateOnly ValidTo(RegisterCertificate r, Context context) =>
        r.ValidTo ?? Longest(r, context);

    private static DateOnly Longest(RegisterCertificate r, Context context) => Longest(r.ValidFrom, context);

    private static DateOnly Longest(DateOnly from, Context context) =>
        LegalDates.PeriodEnd(from, context.Rulebook.RoadAt(from).CertificateValidityYears);

    /// <summary>Reminders whose day has passed are not sent any more.</summary>
    private static PeriodStage StageOf(Certificate c, Context context) =>
        context.Today > c.LapseWarnedOn(context.Rulebook, context.Calendar) ? PeriodStage.LapseWarned
        : context.Today > c.Period.To ? PeriodStage.Expired
        : context.Today > c.RenewalOpensOn(context.Road) ? PeriodStage.RenewalOpen
        : PeriodStage.Running;

    /// <summary>
    /// Cycles whose window is over count as closed elsewhere; the one whose window is open is assessed here. So is the
    /// last one if the older register says that it was not graded and late assessments are accepted.
    /// </summary>
    private static Assessment AssessmentOf(RegisterCertificate r, Context context)
    {
        var ended = AssessmentCycles.LastEndedBefore(r.FirstIssuedOn, context.Today);
        var announced = ended > 0
            && Certificate.Cycle(
                r.FirstIssuedOn, ended, context.Rulebook, context.Calendar).WindowCloses.Date >= context.Today
            ? ended - 1 : ended;
        var late = r.LastGradedCycle < ended
            && context.Rulebook.RoadAt(LegalDates.PeriodEnd(r.FirstIssuedOn, ended)).LateAssessmentAccepted;
        var closed = Math.Max(late ? ended - 1 : announced, r.LastGradedCycle ?? 0);
        var running = CertificateRow.RunningCycle(r.FirstIssuedOn, closed, context.Today);
        return new Assessment(
            closed, Math.Max(announced, closed), r.LastGrade ?? context.Road.InitialGrade, r.LastGradedCycle ?? 0)
        {
            Open = r.Points is > 0 ? [new CyclePoints(running, r.Points.Value, 0)] : [],
        };
    }

    private static ImmutableArray<FieldFault> Faults(RegisterCertificate r, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (!QualificationNumber.IsValid(r.Number))
            faults.Add(Refusals.Fault("certificateNumber", "证号应为 6 至 24 位数字或大写字母。", "6 to 24 of 0-9 and A-Z."));
        RegistryFields.Authority(faults, r.Authority);
        // Older registers write "-" or "/" for none: what people hand in is checked as a name, this is not.
        FormCheck.Text(faults, "serviceUnit", r.ServiceUnit, FormCheck.MaxLine, required: false);
        Dates(faults, r, context);
        Assessed(faults, r, context);
        return faults.ToImmutable();
    }

    private static void Dates(ImmutableArray<FieldFault>.Builder faults, RegisterCertificate r, Context context)
    {
        var born = context.PersonOf(r.PersonKey).BornOn;
        var begins = RegistryFields.Begins(r.ValidFrom, r.PreviousFrom, context.Today, from => Longest(from, context));
        if (begins is not null) faults.Add(begins);
        if (r.FirstIssuedOn > (r.PreviousFrom ?? r.ValidFrom))
            faults.Add(Refusals.Fault(
                "firstIssuedOn", "初次领证日期不能晚于有效期起始日期。", "The first issue is after the first day of validity."));
        if (r.FirstIssuedOn < LegalDates.Anniversary(born, 16))
            faults.Add(
                Refusals.Fault("firstIssuedOn", "初次领证时持证人未满 16 周岁。", "The holder was not 16 at the first issue."));
        if (r.ValidTo is { } to && begins is null && Longest(r, context) is var longest
            && (to < r.ValidFrom || to > longest))
            faults.Add(Refusals.Fault("validTo", $"有效期截止日期应在 {r.ValidFrom:yyyy-MM-dd} 至 {longest:yyyy-MM-dd} 之间。",
                $"The last day lies between {r.ValidFrom:yyyy-MM-dd} and {longest:yyyy-MM-dd}."));
        if (r.DocumentVersion is < 1 or > 9999)
            faults.Add(Refusals.Fault("documentVersion", "应为 1 至 9999。", "1 to 9999."));
        if (r.CancelledBy is null != r.CancelledOn is null)
            faults.Add(
                Refusals.Fault("cancelledOn", "注销原因和注销日期应同时填写。", "Ground and day of a cancellation go together."));
        if (r.CancelledOn is { } ended && (ended > context.Today || ended < r.FirstIssuedOn))
            faults.Add(Refusals.Fault("cancelledOn", "注销日期应在初次领证日期与今天之间。", "Between the first issue and today."));
    }

    private static void Assessed(ImmutableArray<FieldFault>.Builder faults, RegisterCertificate r, Context context)
    {
        if (!r.Kind.Drives() && (r.LastGrade ?? (object?)r.LastGradedCycle ?? r.Points) is not null)
            faults.Add(Refusals.Fault("lastGrade", "该类别不参加诚信考核。", "This kind is not assessed."));
        if (r.LastGrade == Grade.NotAssessed)
            faults.Add(Refusals.Fault("lastGrade", "应为最近一次实际等级 AAA、AA、A、B。", "The last real grade: AAA, AA, A or B."));
        if (r.LastGradedCycle is { } cycle
            && (cycle < 1 || cycle > AssessmentCycles.LastEndedBefore(r.FirstIssuedOn, context.Today)))
            faults.Add(Refusals.Fault("lastGradedCycle", "该考核周期尚未结束。", "This cycle has not ended."));
        if (r.Points is < 0 or > MaxCertificatePoints)
            faults.Add(Refusals.Fault("points", $"应为 0 至 {MaxCertificatePoints}。", $"0 to {MaxCertificatePoints}."));
    }
}

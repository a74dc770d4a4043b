using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>What the issuing authority records or orders by itself (依职权).</summary>
public static class CertificateExOfficio
{
    private const int MaxHours = 1000;

    /// <summary>Points, education and re-assessment; only for kinds that drive, and while not cancelled.</summary>
    public static Decision Decide(Certificate c, Command command, Context context) =>
        Malformed(c, command, context)
        ?? (c.Cancellation is { } end ? CertificateRefusals.Cancelled(end.Ground, end.EffectiveOn)
            : c.Assessment is null ? CertificateRefusals.KindNotCovered()
            : command switch
            {
                RecordViolation violation => Decision.Of(Violation(c, violation)),
                RecordEducation education => Education(c, education, context),
                Reassess again => Again(c, again),
                _ => throw new InvalidOperationException($"{command.GetType().Name} is not ex officio"),
            });

    /// <summary>Cancels; a second cancellation gets the same answer as the first (H.11, G.2 #37).</summary>
    public static Decision Cancel(Certificate c, CancelCertificate cancel, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", cancel.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (c.Cancellation is not null) return Decision.Nothing;
        if (cancel.Ground == CancellationGround.DrivingLicenceLost && !c.Kind.Drives())
            return CertificateRefusals.LicenceNotNeeded();
        if (cancel.Ground is CancellationGround.Age or CancellationGround.Lapsed)
            return Refusals.WrongState("超龄和逾期由系统到期自动注销；该证件尚未到期。",
                "Age and lapse are carried out by the registry when they fall due; this certificate's are not due.");
        return Decision.Of(new CertificateCancelled(cancel.Ground, context.Today, Reason: cancel.Reason));
    }

    private static Refusal? Malformed(Certificate c, Command command, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        switch (command)
        {
            case RecordViolation v:
                var values = context.Rulebook.RoadAt(v.On).PointValues;
                if (!values.Contains(v.Points))
                    faults.Add(
                        Refusals.Fault("points", $"记分分值只能是 {Listed(values)}。", $"Points are one of {Listed(values)}."));
                On(faults, v.On, c, context);
                FormCheck.Text(faults, "note", v.Note, FormCheck.MaxText, required: false);
                break;
            case RecordEducation e:
                if (e.Hours is < 1 or > MaxHours)
                    faults.Add(Refusals.Fault("hours", $"学时应为 1 至 {MaxHours}。", $"Hours are 1 to {MaxHours}."));
                On(faults, e.On, c, context);
                break;
            case Reassess r:
                if (r.Grade == Grade.NotAssessed)
                    faults.Add(Refusals.Fault("grade", "等级只能是 AAA、AA、A、B。", "The grade is AAA, AA, A or B."));
                if (r.Cycle < 1) faults.Add(Refusals.Fault("cycle", "考核周期从 1 开始。", "Cycles are counted from 1."));
                FormCheck.Text(faults, "reason", r.Reason, FormCheck.MaxText, required: true);
                break;
        }
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static string Listed(ImmutableArray<int> values) => string.Join(", ", values);

    private static void On(ImmutableArray<FieldFault>.Builder faults, DateOnly on, Certificate c, Context context)
    {
        if (on > context.Today) faults.Add(Refusals.Fault("on", "日期不能晚于今天。", "The date lies in the future."));
        if (on < c.FirstIssuedOn)
            faults.Add(Refusals.Fault("on", "日期早于初次领证日期。", "The date lies before the first issue."));
    }

    private static int CycleOf(Certificate c, DateOnly on) => AssessmentCycles.LastEndedBefore(c.FirstIssuedOn, on) + 1;

    private static ViolationRecorded Violation(Certificate c, RecordViolation v)
    {
        var cycle = CycleOf(c, v.On);
        return new ViolationRecorded(v.Points, v.On, cycle, Late: cycle <= c.Assessment!.ClosedThrough, v.Note);
    }

    /// <summary>
    /// Enough hours after the limit of points clear them; after that, or after a B, the grade is A again (D.2,
    /// practice). Points below the limit stay.
    /// </summary>
    private static Decision Education(Certificate c, RecordEducation education, Context context)
    {
        var cycle = Math.Max(CycleOf(c, education.On), c.Assessment!.ClosedThrough + 1);
        var sofar = c.Assessment.Of(cycle);
        var overLimit = sofar.Points >= context.Road.GradeAPointsBelow;
        var counts = overLimit || c.Assessment.LastGrade == Grade.B;
        var recorded = new EducationRecorded(education.Hours, education.On, cycle, counts);
        return counts && sofar.EducationHours + education.Hours >= context.Road.EducationHoursAfterB
            ? Decision.Of(recorded, new PointsCleared(cycle, Grade.A, overLimit ? sofar.Points : 0))
            : Decision.Of(recorded);
    }

    private static Decision Again(Certificate c, Reassess again) =>
        again.Cycle > c.Assessment!.ClosedThrough
            ? Refusals.WrongState("该考核周期尚未结束考核，请按正常考核办理。", "This cycle is not closed; assess it in the ordinary way.")
            : Decision.Of(new CycleReassessed(again.Cycle, again.Grade, again.Reason));
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>How a certificate changes by its events. Never decides; an impossible event is a bug and throws.</summary>
public static class CertificateEvolution
{
    /// <summary>The state after <paramref name="happened"/>.</summary>
    public static Certificate Evolve(Certificate? state, Event happened) => (state, happened) switch
    {
        (null, CertificateRegistered e) => e.Certificate,
        ({ } c, ApplicationEvent e) => OnApplication(c, e),
        ({ } c, CertificateEvent e) => OnCertificate(c, e),
        ({ } c, RemindersDue e) => c with { RemindedAt = e.At },
        _ => throw new InvalidOperationException(
            $"{happened.GetType().Name} cannot happen to {state?.Key ?? "nothing"}"),
    };

    private static Certificate OnApplication(Certificate c, ApplicationEvent happened)
    {
        var after = c with { Applications = ApplicationFlow.Evolve(c.Applications, happened) };
        return happened switch
        {
            ApplicationSubmitted => after with { ApplicationCount = c.ApplicationCount + 1 },
            ApplicationRefused e when IsRenewal(c, e) => Unprotected(after, e.At),
            ApplicationNotAccepted e when IsRenewal(c, e) => Unprotected(after, e.At),
            ApplicationWithdrawn e when IsRenewal(c, e) => Unprotected(after, e.At),
            ApplicationClosed e when c.Cancellation is { Cause: not null } ended => after with
            {
                Cancellation = ended with { Closed = ended.Closed.Add(c.Applications.At(e.ApplicationId)!) },
            },
            ApplicationRestored e when c.Cancellation is { } ended => after with
            {
                Cancellation = ended with { Closed = ended.Closed.RemoveAll(closed => closed.Id == e.ApplicationId) },
            },
            _ => after,
        };
    }

    private static bool IsRenewal(Certificate c, ApplicationEvent e) =>
        c.Applications.At(e.ApplicationId)?.Service == Services.ServiceId.CertificateRenewal;

    private static Certificate Unprotected(Certificate c, DateTimeOffset at) =>
        c with { LapseNotBefore = Calendar.ShanghaiTime.DateOf(at) };

    private static Certificate OnCertificate(Certificate c, CertificateEvent happened) => happened switch
    {
        RenewalOpened => c with { Stage = PeriodStage.RenewalOpen },
        CertificateExpired => c with { Stage = PeriodStage.Expired },
        LapseWarned => c with { Stage = PeriodStage.LapseWarned },
        CertificateCancelled e =>
            c with { Cancellation = new Cancellation(e.Ground, e.EffectiveOn, e.Cause, e.Reason) },
        CancellationUndone => c with { Cancellation = null },
        CertificateRenewed e => c with
        {
            Previous = c.Period,
            Period = e.Period,
            Stage = PeriodStage.Running,
            LapseNotBefore = null,
            DocumentVersion = c.DocumentVersion + 1,
        },
        CertificateReissued => c with { DocumentVersion = c.DocumentVersion + 1 },
        ServiceUnitChanged e => c with { ServiceUnit = e.ServiceUnit, DocumentVersion = c.DocumentVersion + 1 },
        AssessmentWindowOpened e => c with { Assessment = c.Assessment! with { AnnouncedThrough = e.Cycle } },
        CycleAssessed e => c with
        {
            Assessment = Close(c.Assessment!, e.Cycle) with { LastGrade = e.Grade, LastGradedCycle = e.Cycle },
        },
        CycleMissed e => c with { Assessment = Close(c.Assessment!, e.Cycle) },
        ViolationRecorded { Late: true } => c,
        ViolationRecorded e => c with { Assessment = Add(c.Assessment!, e.Cycle, e.Points, 0) },
        EducationRecorded { Counts: false } => c,
        EducationRecorded e => c with { Assessment = Add(c.Assessment!, e.Cycle, 0, e.Hours) },
        PointsCleared e => c with { Assessment = Cleared(c.Assessment!, e) },
        CycleReassessed e => c with { Assessment = Reassessed(c.Assessment!, e) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {c.Key}"),
    };

    private static Assessment Close(Assessment a, int cycle) => a with
    {
        ClosedThrough = cycle,
        AnnouncedThrough = Math.Max(cycle, a.AnnouncedThrough),
        Open = a.Open.RemoveAll(points => points.Cycle <= cycle),
    };

    private static Assessment Add(Assessment a, int cycle, int points, int hours)
    {
        var before = a.Of(cycle);
        var after = before with { Points = before.Points + points, EducationHours = before.EducationHours + hours };
        return a with { Open = a.Open.RemoveAll(known => known.Cycle == cycle).Add(after) };
    }

    private static Assessment Cleared(Assessment a, PointsCleared e) => a with
    {
        Open = a.Of(e.Cycle).Points == e.Points
            ? a.Open.RemoveAll(points => points.Cycle == e.Cycle)
            : a.Open.Replace(a.Of(e.Cycle), new CyclePoints(e.Cycle, a.Of(e.Cycle).Points - e.Points, 0)),
        LastGrade = a.LastGrade == Grade.B ? e.Grade : a.LastGrade,
    };

    /// <summary>A later grade replaces an earlier one; only the latest is kept in the state (H.8).</summary>
    private static Assessment Reassessed(Assessment a, CycleReassessed e) =>
        e.Cycle >= a.LastGradedCycle ? a with { LastGrade = e.Grade, LastGradedCycle = e.Cycle } : a;
}

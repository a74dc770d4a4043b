using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>How a career changes by its events. Never decides; an impossible event is a bug and throws.</summary>
public static class RailEvolution
{
    private const int FindingsKept = 20;

    /// <summary>The state after <paramref name="happened"/>.</summary>
    public static RailCareer Evolve(RailCareer? state, Event happened) => (state, happened) switch
    {
        (null, RailDriverRegistered e) => e.Career,
        ({ } c, RailApplicationEvent e) => OnApplication(c, e),
        ({ } c, RailEvent e) => OnCareer(c, e),
        ({ } c, RemindersDue e) => c with { RemindedAt = e.At },
        _ => throw new InvalidOperationException(
            $"{happened.GetType().Name} cannot happen to {state?.Key ?? "nothing"}"),
    };

    private static RailCareer OnApplication(RailCareer c, RailApplicationEvent happened)
    {
        var after = c with { Applications = RailFlow.Evolve(c.Applications, happened) };
        return happened switch
        {
            RailSubmitted or RailCorrectionRequested => after with { ApplicationCount = c.ApplicationCount + 1 },
            RailRefused e when c.IsProtected => Unprotected(after, e.At),
            RailNotAccepted e when c.IsProtected => Unprotected(after, e.At),
            RailWithdrawn e when c.IsProtected => Unprotected(after, e.At),
            RailClosed e when c.Licence?.End is { Cause: not null } end => WithEnd(after, end with
            {
                Closed = end.Closed.Add(c.Applications.At(e.ApplicationId)!),
            }),
            RailReopened e when c.Licence?.End is { } end => WithEnd(after, end with
            {
                Closed = end.Closed.RemoveAll(closed => closed.Id == e.ApplicationId),
            }),
            _ => after,
        };
    }

    private static RailCareer Unprotected(RailCareer c, DateTimeOffset at) =>
        c with { Licence = c.Licence! with { EndNotBefore = ShanghaiTime.DateOf(at) } };

    private static RailCareer WithEnd(RailCareer c, LicenceEnd? end) =>
        c with { Licence = c.Licence! with { End = end } };

    private static RailCareer OnCareer(RailCareer c, RailEvent happened) => happened switch
    {
        StudyRecorded e => c with { Study = e.Study },
        RetirementRecorded e => c with { RetiresOn = e.RetiresOn },
        EmployerLinked e => c with { Employer = e.Link },
        EmployerUnlinked => c with { Employer = null },
        LicenceIssued e => c with { Licence = e.Licence, LicenceCount = c.LicenceCount + 1 },
        ClassAdded e => Copied(c, c.Licence! with { Classes = c.Licence.Classes.Add(e.Class) }),
        LicenceExtended e => Copied(c, c.Licence! with
        {
            Previous = c.Licence.Period,
            Period = e.Period,
            RenewalAnnounced = false,
            Expired = false,
            EndNotBefore = null,
        }),
        LicenceCopied => Copied(c, c.Licence!),
        LicenceCorrected e => Copied(c, Corrected(c.Licence!, e)),
        LicenceNameChanged e => c with { Licence = c.Licence! with { Name = e.Name } },
        LicenceRenewalOpened => c with { Licence = c.Licence! with { RenewalAnnounced = true } },
        LicenceExpired => c with { Licence = c.Licence! with { Expired = true } },
        LicenceRevoked e => c with { Ban = e.BannedUntil is { } until ? new RailBan(e.On, until) : c.Ban },
        LicenceCancelled e => WithEnd(c, new LicenceEnd(e.Ground, e.EffectiveOn, e.Revocation, e.Cause, e.Reason)),
        LicenceRestored => WithEnd(c, null),
        FindingRecorded e => c with { Findings = Trim(c.Findings.Add(e.Finding)), FindingCount = c.FindingCount + 1 },
        FindingReported e => OnFinding(c, e.FindingId, finding => finding with { ReportedOn = e.On }),
        FindingReportMissed e => OnFinding(c, e.FindingId, finding => finding with { Missed = true }),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {c.Key}"),
    };

    /// <summary>The reminders of another period begin again.</summary>
    private static RailLicence Corrected(RailLicence licence, LicenceCorrected e)
    {
        var after = licence with { Number = e.Number ?? licence.Number, Classes = e.Classes ?? licence.Classes };
        return e.Period is not { } period ? after
            : after with { Period = period, RenewalAnnounced = false, Expired = false, EndNotBefore = null };
    }

    private static RailCareer Copied(RailCareer c, RailLicence licence) =>
        c with { Licence = licence with { DocumentVersion = licence.DocumentVersion + 1 } };

    private static RailCareer OnFinding(RailCareer c, string id, Func<Finding, Finding> change)
    {
        for (var i = 0; i < c.Findings.Length; i++)
            if (c.Findings[i].Id == id) return c with { Findings = c.Findings.SetItem(i, change(c.Findings[i])) };
        throw new InvalidOperationException($"{c.Key} has no finding {id}");
    }

    /// <summary>A finding that waits for its report is never dropped.</summary>
    private static System.Collections.Immutable.ImmutableArray<Finding> Trim(
        System.Collections.Immutable.ImmutableArray<Finding> findings)
    {
        for (var i = 0; findings.Length > FindingsKept && i < findings.Length;)
            if (findings[i].ReportedOn is not null) findings = findings.RemoveAt(i);
            else i++;
        return findings;
    }
}

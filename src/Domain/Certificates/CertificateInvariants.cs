using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// What must be true of every certificate, before it is written and after it is read. The same check serves tests,
/// hosts and <c>verify</c>.
/// </summary>
public static class CertificateInvariants
{
    /// <summary>What is wrong; empty: nothing.</summary>
    public static IEnumerable<string> Check(Certificate c)
    {
        if (c.Period.To < c.Period.From) yield return "the period ends before it begins";
        if (c.Previous is { } previous && previous.To >= c.Period.From) yield return "the periods overlap";
        if (c.FirstIssuedOn > c.Period.From) yield return "the period begins before the first issue";
        if (c.DocumentVersion < 1) yield return "documents are numbered from 1";
        if (c.Kind.Drives() != c.Assessment is not null)
            yield return "an assessment goes with the kinds that drive, and only with them";
        if (ApplicationFlow.ExcludeEachOther(c.Applications))
            yield return "applications that exclude each other are open";
        if (c.Cancellation is not null && c.Applications.Any(a => a.IsLive))
            yield return "an application is alive on a cancelled certificate";
        if (c.Applications.Any(a => a.Status == ApplicationStatus.Accepted && a.DecideBy is null))
            yield return "accepted without a limit for the decision";
        if (c.Applications.Any(a => a.Status == ApplicationStatus.SupplementRequested && a.Supplement is null))
            yield return "a supplement without a question";
        if (c.Assessment is { } assessment)
        {
            if (assessment.LastGrade == Grade.NotAssessed) yield return "the last real grade is none";
            if (assessment.LastGradedCycle > assessment.ClosedThrough)
                yield return "a grade for a cycle that is not closed";
            if (assessment.Open.Any(p => p.Cycle <= assessment.ClosedThrough))
                yield return "points at hand for a closed cycle";
        }
    }
}

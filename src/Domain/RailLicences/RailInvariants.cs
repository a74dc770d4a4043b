using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>What must be true of every career, before it is written and after it is read.</summary>
public static class RailInvariants
{
    /// <summary>What is wrong; empty: nothing.</summary>
    public static IEnumerable<string> Check(RailCareer c)
    {
        if (c.Applications.Count(a => a.IsOpen) > 1) yield return "more than one open application";
        foreach (var a in c.Applications)
        {
            if (a.IsOpen
                && a.Status is not (ApplicationStatus.EmployerReview or ApplicationStatus.Accepted)
                && a.NextLimit is null)
                yield return $"{a.Id}: a desk without a limit";
            if (a.Status is ApplicationStatus.CentreReview or ApplicationStatus.Reported && a.ReceivedAt is null)
                yield return $"{a.Id}: never received";
            if (a.IsExam && a.Status == ApplicationStatus.Reported && a.PracticalPassedAt is null)
                yield return $"{a.Id}: reported without the exam";
        }
        if (c.Findings.Any(finding => finding.ReportBy <= finding.DiscoveredOn))
            yield return "a report is due before it could be made";
        if (c.Licence is not { } licence) yield break;
        if (licence.Classes.IsEmpty) yield return "a licence without a class";
        if (licence.Classes.Select(held => held.Class).Distinct().Count() != licence.Classes.Length)
            yield return "a class stands twice";
        if (licence.Period.To < licence.Period.From) yield return "the period ends before it begins";
        if (licence.Previous is { } previous && previous.To >= licence.Period.From) yield return "the periods overlap";
        if (licence.DocumentVersion < 1) yield return "copies are numbered from 1";
        if (c.RetiresOn < licence.Period.To && licence.End is null) yield return "valid beyond retirement";
        if (licence.End is { Cause: null } && c.Applications.Any(a => a.IsOpen && a.Service != ServiceId.RailFirst))
            yield return "an application about a licence that has ended";
    }
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// What an approval changes. The facts are checked again, as the law asks for them at the decision, too.
/// </summary>
public static class CertificateApproval
{
    /// <summary>The decision on <paramref name="approve"/>.</summary>
    public static Decision Decide(Certificate c, Application a, Approve approve, Context context)
    {
        if (approve.Grade is { } given && (a.Service != ServiceId.CertificateAssessment || given == Grade.NotAssessed))
            return Refusals.Malformed(Refusals.Fault("grade", "只有诚信考核可以评定等级（AAA、AA、A、B）。",
                "Only an assessment is given a grade, AAA, AA, A or B."));
        if (a.Status is ApplicationStatus.Approved && (approve.Grade is null || approve.Grade == a.Grade))
            return Decision.Nothing;
        if (a.Status != ApplicationStatus.Accepted) return ApplicationReview.Wrong(a);
        if (CertificateFiling.NoLongerHolds(c, a.Service, context) is { } no) return no;
        return a.Service switch
        {
            ServiceId.CertificateAssessment => Assessed(c, a, approve, context),
            ServiceId.CertificateRenewal => Renewed(c, a, context),
            ServiceId.CertificateReissue => Decision.Of(Approved(a, context),
                new CertificateReissued(a.Id, ((ReissueForm)a.Form).Reason)),
            ServiceId.CertificateChange => Decision.Of(Approved(a, context),
                new ServiceUnitChanged(a.Id, RegisteredName.Of(((ChangeForm)a.Form).NewServiceUnit))),
            ServiceId.CertificateCancellation => Decision.Of(Approved(a, context),
                new CertificateCancelled(
                    CancellationGround.Request, context.Today, Reason: ((CancellationForm)a.Form).Reason)),
            _ => throw new InvalidOperationException($"{a.Service} is not a service for certificates"),
        };
    }

    private static ApplicationApproved Approved(Application a, Context context) => new(a.Id, context.Now);

    private static Decision Renewed(Certificate c, Application a, Context context)
    {
        var period = c.Period.Renewed(
            ShanghaiTime.DateOf(a.SubmittedAt), context.Today, context.Road.CertificateValidityYears);
        return Decision.Of([
            Approved(a, context), new CertificateRenewed(a.Id, period),
            .. ApplicationFlow.Superseded(c.Applications, ServiceId.CertificateReissue)]);
    }

    /// <summary>
    /// The assessment with the grade that follows from the points, unless the officer gives another (D.2 names more
    /// than points).
    /// </summary>
    private static Decision Assessed(Certificate c, Application a, Approve approve, Context context)
    {
        var cycle = a.Cycle!.Value;
        var points = c.Assessment!.Of(cycle).Points;
        var byPoints = Grading.Of(
            c.Assessment.LastGrade, points, context.Rulebook.RoadAt(LegalDates.PeriodEnd(c.FirstIssuedOn, cycle)));
        var grade = approve.Grade ?? byPoints;
        return Decision.Of(
            new ApplicationApproved(a.Id, context.Now, grade), new CycleAssessed(a.Id, cycle, points, byPoints, grade));
    }
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// What an approval changes. The conditions are checked again, as the law asks for them at the decision, too (G.4 #67).
/// </summary>
public static class VehicleApproval
{
    /// <summary>The decision on <paramref name="approve"/>.</summary>
    public static Decision Decide(Vehicle v, Application a, Approve approve, Context context)
    {
        if (approve.Grade is not null)
            return Refusals.Malformed(
                Refusals.Fault("grade", "只有诚信考核可以评定等级。", "Only an assessment of a driver is given a grade."));
        if (a.Status is ApplicationStatus.Approved) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Accepted) return ApplicationReview.Wrong(a);
        var form = (VehicleForm)a.Form;
        if (VehicleFiling.NoLongerHolds(v, a, context) is { } no) return no;
        var approved = new ApplicationApproved(a.Id, context.Now);
        return form switch
        {
            AnnualReviewForm => Decision.Of(approved, new ReviewPassed(a.Id, context.Today)),
            VehicleReissueForm => Decision.Of(approved, new VehicleReissued(a.Id, form.Reason!.Trim())),
            VehicleRenewalForm => Decision.Of([
                approved,
                new VehicleRenewed(
                    a.Id,
                    v.Period.Renewed(
                        ShanghaiTime.DateOf(a.SubmittedAt),
                        context.Today,
                        context.Road.VehicleCertificateValidityYears)),
                .. ApplicationFlow.Superseded(v.Applications, ServiceId.VehicleReissue)]),
            VehicleCancellationForm => Decision.Of(approved,
                new VehicleCancelled(GroundOf(form.Reason!), context.Today, form.Reason!.Trim(), context.Now)),
            _ => throw new InvalidOperationException($"{a.Service} is not a service for vehicles"),
        };
    }

    /// <summary>The two reasons in the guide (A.11): scrapped, or no longer operated.</summary>
    private static VehicleEndGround GroundOf(string reason) =>
        reason.Trim() is "scrapped" || reason.Contains("报废", StringComparison.Ordinal)
            ? VehicleEndGround.Scrapped
            : VehicleEndGround.Request;
}

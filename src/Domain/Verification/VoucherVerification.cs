using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// The vouchers of an assessment and of an annual review (A.3, A.8, A.12): valid until a later assessment or review
/// replaces them, and while the certificate behind them is not cancelled (docs/adr/0050).
/// </summary>
internal static class VoucherVerification
{
    /// <summary>
    /// Valid until the window of the next cycle closes; a later cycle, or another grade for this one, replaces it.
    /// </summary>
    public static Verdict OfAssessment(CredentialId id, Certificate c, Application? application, Context context)
    {
        if (!IsGranted(application, ServiceId.CertificateAssessment)
            || application is not { Cycle: { } cycle, Grade: { } grade }
            || c.Assessment is not { } assessment)
            return Verdict.NotKnown(VerdictReason.NeverIssued, context.Local);
        var person = context.PersonOf(c.PersonKey);
        var standing = CertificateValidity.On(context.Today, c, person, context.Rulebook, context.Calendar);
        var (from, until) = AssessmentTimes(c, application, cycle, context);
        var (result, reason) = standing.Status == CertificateStatus.Cancelled
            ? (VerdictResult.Revoked, VerdictReason.Cancelled)
            : assessment.LastGradedCycle != cycle
                || assessment.LastGrade != grade ? (VerdictResult.Revoked, VerdictReason.Replaced)
            : (context.Now < until ? VerdictResult.Valid : VerdictResult.Expired, (VerdictReason?)null);
        return new Verdict(
            result,
            reason,
            Subjects.Of(id, c, person) with
            {
                Item = application.Service,
                Grade = grade,
                ValidFrom = ShanghaiTime.ToLocal(from),
                ValidUntil = ShanghaiTime.ToLocal(until),
            },
            context.Local)
        {
            Ground = standing.Ground is { } ground ? Subjects.Name(ground) : null,
        };
    }

    /// <summary>Valid until the review that it shows is over; a later review replaces it.</summary>
    public static Verdict OfReview(CredentialId id, Vehicle v, Application? application, Context context)
    {
        if (!IsGranted(application, ServiceId.VehicleAnnualReview))
            return Verdict.NotKnown(VerdictReason.NeverIssued, context.Local);
        var standing = VehicleValidity.On(context.Today, v, context.Rulebook);
        var passedOn = ShanghaiTime.DateOf(application!.DecidedAt!.Value);
        var (result, reason) = standing.Status == CertificateStatus.Cancelled
            ? (VerdictResult.Revoked, VerdictReason.Cancelled)
            : v.ReviewedOn != passedOn ? (VerdictResult.Revoked, VerdictReason.Replaced)
            : (VehicleValidity.IsReviewOverdue(context.Today, v, context.Rulebook)
                ? VerdictResult.Expired
                : VerdictResult.Valid, (VerdictReason?)null);
        var (from, until) = ReviewTimes(application, context);
        return new Verdict(
            result,
            reason,
            Subjects.Of(id, v, context) with
            {
                Item = application.Service,
                ValidFrom = ShanghaiTime.ToLocal(from),
                ValidUntil = ShanghaiTime.ToLocal(until),
            },
            context.Local)
        {
            Ground = standing.Ground is { } ground ? Subjects.Name(ground) : null,
        };
    }

    /// <summary>
    /// True when the application is one of this service and was approved, whether or not it was delivered.
    /// </summary>
    public static bool IsGranted(Application? application, ServiceId service) =>
        application?.Service == service
        && application.DecidedAt is not null
        && application.Status is ApplicationStatus.Approved
            or ApplicationStatus.AwaitingDelivery
            or ApplicationStatus.Delivered
            or ApplicationStatus.Uncollected;

    /// <summary>From the decision to the end of the window in which the next cycle is assessed.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) AssessmentTimes(
        Certificate c, Application application, int cycle, Context context) =>
        (
            application.DecidedAt!.Value,
            ShanghaiTime.EndOf(
                Certificate.Cycle(c.FirstIssuedOn, cycle + 1, context.Rulebook, context.Calendar).WindowCloses.Date));

    /// <summary>From the decision to the last day of the review, by the rule of that day.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) ReviewTimes(Application application, Context context)
    {
        var on = ShanghaiTime.DateOf(application.DecidedAt!.Value);
        return (
            application.DecidedAt.Value,
            ShanghaiTime.EndOf(LegalDates.PeriodEnd(on, context.Rulebook.RoadAt(on).ReviewValidityYears)));
    }
}

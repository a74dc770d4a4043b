using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>When a service may be asked for; days before and after <paramref name="Around"/>, inclusive.</summary>
/// <param name="OpensDaysBefore">Days before, the first of them inclusive.</param>
/// <param name="ClosesDaysAfter">Days after, the last of them inclusive.</param>
/// <param name="Around">validTo (last day of validity), reviewValidTo (of the annual review) or cycleEnd (last day of
/// an assessment cycle).</param>
/// <param name="LateAccepted">True when a late application is accepted, and marked as late.</param>
public sealed record WindowView(int OpensDaysBefore, int ClosesDaysAfter, string Around, bool LateAccepted)
{
    /// <summary>The window of a service of the road; null: it may be asked for at any time.</summary>
    public static WindowView? Of(ServiceId id, RoadRules rules) => id switch
    {
        ServiceId.CertificateRenewal =>
            new WindowView(rules.RenewalOpensDaysBefore, rules.RenewalLapseDaysAfter, "validTo", LateAccepted: false),
        ServiceId.CertificateAssessment =>
            new WindowView(0, rules.AssessmentWindowDays, "cycleEnd", rules.LateAssessmentAccepted),
        ServiceId.VehicleRenewal =>
            new WindowView(rules.VehicleRenewalOpensDaysBefore, 0, "validTo", LateAccepted: false),
        ServiceId.VehicleAnnualReview =>
            new WindowView(rules.ReviewOpensDaysBefore, 0, "reviewValidTo", LateAccepted: true),
        _ => null,
    };
}

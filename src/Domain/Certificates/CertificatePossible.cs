using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Whether a service could be applied for now, before anything is filled in: the filing itself is asked, with a form
/// that has nothing wrong and no materials. Whatever it says no to but the materials is in the way.
/// </summary>
public static class CertificatePossible
{
    /// <summary>Why <paramref name="service"/> cannot be applied for now; null: it can.</summary>
    public static Refusal? WhyNot(Certificate c, ServiceId service, Context context) =>
        CertificateFiling.Decide(c, new Apply(Blank(service), [], DeliveryWay.PickUp), context)
            is Decision.Refused { Refusal: { Code: not RefusalCode.MaterialMissing } refusal } ? refusal : null;

    private static ApplicationForm Blank(ServiceId service) => service switch
    {
        ServiceId.CertificateAssessment => new AssessmentForm("个人"),
        ServiceId.CertificateRenewal => new RenewalForm(),
        ServiceId.CertificateReissue => new ReissueForm(ReissueReason.Lost),
        ServiceId.CertificateChange => new ChangeForm("新服务单位"),
        ServiceId.CertificateCancellation => new CancellationForm("本人申请"),
        _ => throw new ArgumentOutOfRangeException(nameof(service)),
    };
}

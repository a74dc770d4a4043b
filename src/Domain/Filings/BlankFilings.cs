using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Filings;

/// <summary>
/// A filing with an empty form. It serves to ask the filing's conditions beforehand; those about form and materials are
/// left out.
/// </summary>
public static class BlankFilings
{
    /// <summary>The filing of a service about a certificate or a vehicle.</summary>
    public static Apply Of(ServiceId service) => new(service switch
    {
        ServiceId.CertificateAssessment => new AssessmentForm(""),
        ServiceId.CertificateRenewal => new RenewalForm(),
        ServiceId.CertificateReissue => new ReissueForm(ReissueReason.Lost),
        ServiceId.CertificateChange => new ChangeForm(""),
        ServiceId.CertificateCancellation => new CancellationForm(""),
        ServiceId.VehicleAnnualReview => new AnnualReviewForm("", "", Declared: true),
        ServiceId.VehicleReissue => new VehicleReissueForm("", "", Declared: true),
        ServiceId.VehicleRenewal => new VehicleRenewalForm("", "", Declared: true),
        ServiceId.VehicleCancellation => new VehicleCancellationForm("", "", Declared: true),
        ServiceId.RailFirst => new RailFirstForm(RailClass.All[0], ""),
        ServiceId.RailUpgrade => new RailUpgradeForm(RailClass.All[0], ""),
        ServiceId.RailReissue => new RailReissueForm(ReissueReason.Lost),
        ServiceId.RailCancellation => new RailCancellationForm(RailGround.OtherCancellation, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, null),
    }, []);

    /// <summary>A railway renewal for this reason.</summary>
    public static Apply Of(RenewalReason reason) => new(new RailRenewalForm(reason), []);
}

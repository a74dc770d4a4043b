using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Applications;

/// <summary>The answers of one service's form (http.md 6). A closed family: one form a service.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(AssessmentForm), "certificate.assessment")]
[JsonDerivedType(typeof(RenewalForm), "certificate.renewal")]
[JsonDerivedType(typeof(ReissueForm), "certificate.reissue")]
[JsonDerivedType(typeof(ChangeForm), "certificate.change")]
[JsonDerivedType(typeof(CancellationForm), "certificate.cancellation")]
[JsonDerivedType(typeof(AnnualReviewForm), "vehicle.annualReview")]
[JsonDerivedType(typeof(VehicleReissueForm), "vehicle.reissue")]
[JsonDerivedType(typeof(VehicleRenewalForm), "vehicle.renewal")]
[JsonDerivedType(typeof(VehicleCancellationForm), "vehicle.cancellation")]
[JsonDerivedType(typeof(RailFirstForm), "rail.first")]
[JsonDerivedType(typeof(RailUpgradeForm), "rail.upgrade")]
[JsonDerivedType(typeof(RailRenewalForm), "rail.renewal")]
[JsonDerivedType(typeof(RailReissueForm), "rail.reissue")]
[JsonDerivedType(typeof(RailCancellationForm), "rail.cancellation")]
[JsonDerivedType(typeof(RailCorrectionForm), "rail.correction")]
[JsonDerivedType(typeof(Bindings.IdentityForm), "identity.binding")]
[JsonDerivedType(typeof(Bindings.UnbindingForm), "identity.unbinding")]
[JsonDerivedType(typeof(Bindings.AccountActForm), "account.act")]
[JsonDerivedType(typeof(Bindings.IdentityChangeForm), "person.identityChange")]
[JsonDerivedType(typeof(Bindings.FactCorrectionForm), "person.factCorrection")]
[JsonDerivedType(typeof(Bindings.PersonPhoneForm), "person.phone")]
[JsonDerivedType(typeof(Bindings.OwnerForm), "operator.owner")]
public abstract record ApplicationForm;

/// <summary>Integrity assessment (A.3): the service unit, or "个人" when there is none.</summary>
public sealed record AssessmentForm(string ServiceUnit, string? Phone = null, string? Address = null) : ApplicationForm;

/// <summary>
/// Renewal (A.4): contact data. If the service unit is another one, a change application is suggested and nothing is
/// refused (C-14).
/// </summary>
public sealed record RenewalForm(string? ServiceUnit = null, string? Phone = null, string? Address = null)
    : ApplicationForm;

/// <summary>Why a document must be made again (A.5).</summary>
[JsonConverter(typeof(CamelCaseNames<ReissueReason>))]
public enum ReissueReason
{
    /// <summary>Lost (遗失).</summary>
    Lost = 1,

    /// <summary>Damaged (毁损).</summary>
    Damaged = 2,
}

/// <summary>Reissue (A.5).</summary>
public sealed record ReissueForm(ReissueReason Reason) : ApplicationForm;

/// <summary>Change of the service unit (A.6).</summary>
public sealed record ChangeForm(string NewServiceUnit) : ApplicationForm;

/// <summary>Cancellation on request (A.7), with the holder's reason.</summary>
public sealed record CancellationForm(string Reason) : ApplicationForm;

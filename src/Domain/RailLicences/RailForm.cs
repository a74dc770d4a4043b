using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The answers of one rail service's form (http.md 6). A closed family: one form a service.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(RailFirstForm), "rail.first")]
[JsonDerivedType(typeof(RailUpgradeForm), "rail.upgrade")]
[JsonDerivedType(typeof(RailRenewalForm), "rail.renewal")]
[JsonDerivedType(typeof(RailReissueForm), "rail.reissue")]
[JsonDerivedType(typeof(RailCancellationForm), "rail.cancellation")]
[JsonDerivedType(typeof(RailCorrectionForm), "rail.correction")]
public abstract record RailForm : ApplicationForm
{
    /// <summary>The service to which this form belongs.</summary>
    [JsonIgnore]
    public ServiceId Service => this switch
    {
        RailFirstForm => ServiceId.RailFirst,
        RailUpgradeForm => ServiceId.RailUpgrade,
        RailRenewalForm => ServiceId.RailRenewal,
        RailReissueForm => ServiceId.RailReissue,
        RailCancellationForm => ServiceId.RailCancellation,
        RailCorrectionForm => ServiceId.RailCorrection,
        _ => throw new InvalidOperationException($"{GetType().Name} is no rail form"),
    };
}

/// <summary>What first applications and upgrades share: the class and the exam.</summary>
/// <param name="Class">One class of one series.</param>
/// <param name="ExamSessionId">The exam session to register for; ages are counted on its deadline.</param>
/// <param name="HealthReportOn">The date of the health report.</param>
/// <param name="Education">Education; null: as on record.</param>
/// <param name="Experience">Experience; null: as on record.</param>
/// <param name="ExamPlaceId">The exam point of the session; null: there is only one, or the centre appoints it.</param>
/// <param name="Fitness">What the driver declares where nobody has reported (B.3 (2), (5)); null: nothing.</param>
public abstract record RailExamForm(
    RailClass Class,
    string ExamSessionId,
    DateOnly? HealthReportOn,
    Education? Education,
    Experience? Experience,
    string? ExamPlaceId,
    FitnessDeclaration? Fitness) : RailForm;

/// <summary>
/// The driver's own declaration where nobody has reported; a report on record counts first. Null: not declared.
/// </summary>
/// <param name="HealthPassed">The health standard TB/T 3091 is met.</param>
/// <param name="AptitudePassed">The driving-aptitude test was passed.</param>
/// <param name="SpeaksPutonghua">Good written Chinese and fluent Putonghua.</param>
/// <param name="DrugsOrTerrorism">There is a case of drugs or terrorism.</param>
public sealed record FitnessDeclaration(
    bool? HealthPassed = null, bool? AptitudePassed = null, bool? SpeaksPutonghua = null,
    bool? DrugsOrTerrorism = null);

/// <summary>First application (B.3).</summary>
public sealed record RailFirstForm(
    RailClass Class, string ExamSessionId, DateOnly? HealthReportOn = null, Education? Education = null,
    Experience? Experience = null, string? ExamPlaceId = null, FitnessDeclaration? Fitness = null)
    : RailExamForm(Class, ExamSessionId, HealthReportOn, Education, Experience, ExamPlaceId, Fitness);

/// <summary>Upgrade (B.4).</summary>
public sealed record RailUpgradeForm(
    RailClass Class, string ExamSessionId, DateOnly? HealthReportOn = null, Education? Education = null,
    Experience? Experience = null, string? ExamPlaceId = null, FitnessDeclaration? Fitness = null)
    : RailExamForm(Class, ExamSessionId, HealthReportOn, Education, Experience, ExamPlaceId, Fitness);

/// <summary>Renewal (B.5).</summary>
/// <param name="Reason">One of the five.</param>
/// <param name="NewEmployerId">The new employer; it reviews the application.</param>
/// <param name="NewUnit">The child unit of the new employer that reviews (子级单位); null: the enterprise itself.</param>
/// <param name="NewName">The new name.</param>
/// <param name="HealthReportOn">The date of the health report.</param>
public sealed record RailRenewalForm(
    RenewalReason Reason, string? NewEmployerId = null, string? NewUnit = null, string? NewName = null,
    DateOnly? HealthReportOn = null) : RailForm;

/// <summary>Reissue (B.6).</summary>
public sealed record RailReissueForm(ReissueReason Reason) : RailForm;

/// <summary>Cancellation (B.9), on one of its grounds.</summary>
public sealed record RailCancellationForm(RailGround Ground, string Reason) : RailForm;

/// <summary>
/// Correction of wrong data by the exam centre or the administration (B.10); null leaves a value as it is.
/// </summary>
/// <param name="Number">The right number.</param>
/// <param name="Classes">All the right classes.</param>
/// <param name="ValidFrom">The right first day of the period, inclusive.</param>
/// <param name="ValidTo">The right last day, inclusive.</param>
/// <param name="Reason">The reason.</param>
/// <param name="ByCentre">True: the exam centre asks and confirms; false: the administration.</param>
public sealed record RailCorrectionForm(
    string? Number, ImmutableArray<HeldClass>? Classes, DateOnly? ValidFrom, DateOnly? ValidTo, string Reason,
    bool ByCentre) : RailForm;

using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The parameters of practitioners' certificates and their applications, as in force on one date
/// (<see cref="Rulebook.RoadAt"/>). The caller chooses the date that the law names: of the submission, of the decision,
/// or of the end of a cycle. The age limit is in <see cref="AgeLimits"/>, because it must be asked for several dates at
/// once.
/// </summary>
public sealed record RoadRules
{
    /// <summary>
    /// Years that a certificate is valid (有效期); the last day is <c>LegalDates.PeriodEnd</c>, inclusive.
    /// 道路运输从业人员管理规定 art. 29; rules.md D.1.
    /// </summary>
    public required int CertificateValidityYears { get; init; }

    /// <summary>
    /// Days before the last valid day on which renewal (换证) opens, that day inclusive. art. 29, read as the
    /// opening day: rules.md C-04.
    /// </summary>
    public required int RenewalOpensDaysBefore { get; init; }

    /// <summary>
    /// Days after the last valid day on which renewal may still be applied for, the last one inclusive; the day
    /// after it the certificate lapses. art. 32(5); rules.md A.7, C-04, G.2 #17.
    /// </summary>
    public required int RenewalLapseDaysAfter { get; init; }

    /// <summary>
    /// Days before the last day for renewal on which the holder of an expired certificate is warned of the
    /// lapse. Decision of this registry.
    /// </summary>
    public required int LapseWarnedDaysBefore { get; init; }

    /// <summary>
    /// Months of an assessment cycle (考核周期), counted from the first issue. Always 12: the cycles are numbered by
    /// anniversaries, and another length would renumber those already closed. rules.md A.3, D.2.
    /// </summary>
    public required int AssessmentCycleMonths { get; init; }

    /// <summary>
    /// Days after the end of a cycle in which its assessment can be applied for; the first is excluded and the last
    /// inclusive: 20 days are day 1 to day 20 after the end. rules.md A.3, G.1.
    /// </summary>
    public required int AssessmentWindowDays { get; init; }

    /// <summary>
    /// Whether an assessment after the window is accepted, and marked as late. rules.md A.3 (late), I.2.
    /// </summary>
    public required bool LateAssessmentAccepted { get; init; }

    /// <summary>
    /// Whether the last day of a filing window or of pick-up moves to the next working day when it is a day off.
    /// 民法典 art. 203; rules.md H.4.
    /// </summary>
    public required bool RollToNextWorkday { get; init; }

    /// <summary>
    /// Whether a renewal applied for in time and not decided before expiry counts as granted (视为准予延续). 行政许可法
    /// art. 50; rules.md G.3 #57, I.7: off.
    /// </summary>
    public required bool DeemedExtension { get; init; }

    /// <summary>Years that a vehicle's road-transport certificate (道路运输证) is valid. rules.md A.10, D.3.</summary>
    public required int VehicleCertificateValidityYears { get; init; }

    /// <summary>
    /// Days before the last valid day on which renewal of a vehicle's certificate opens. rules.md A.10, G.4 #58.
    /// </summary>
    public required int VehicleRenewalOpensDaysBefore { get; init; }

    /// <summary>
    /// Whether a vehicle's certificate is renewed only while its annual review is not overdue. rules.md A.10.
    /// </summary>
    public required bool VehicleRenewalNeedsReview { get; init; }

    /// <summary>
    /// Years that a passed annual review (年审) holds, to the day before the anniversary. rules.md A.8, D.3.
    /// </summary>
    public required int ReviewValidityYears { get; init; }

    /// <summary>
    /// Days before the review's last day on which the next one opens, that day inclusive. rules.md A.8 (decision).
    /// </summary>
    public required int ReviewOpensDaysBefore { get; init; }

    /// <summary>
    /// Working days after the submission in which an annual review should be accepted: shown amber after that, and red
    /// after the limit. C-08.
    /// </summary>
    public required int ReviewAcceptTargetWorkingDays { get; init; }

    /// <summary>
    /// Working days after the submission for accepting it or not (受理), the day of submission excluded. rules.md
    /// A.0 (SLA).
    /// </summary>
    public required int AcceptWorkingDays { get; init; }

    /// <summary>
    /// Working days after the acceptance for the decision (办理结果), the day of acceptance excluded. rules.md A.0
    /// (SLA), C-15.
    /// </summary>
    public required int DecideWorkingDays { get; init; }

    /// <summary>
    /// Working days after the request in which the holder answers a supplement (补正), the day of the request
    /// excluded. rules.md H.5; 行政许可法 art. 32.
    /// </summary>
    public required int SupplementAnswerWorkingDays { get; init; }

    /// <summary>
    /// Months in which a certificate is picked up (自取), counted by <c>LegalDates.AddMonths</c>. rules.md A.0
    /// (delivery), H.2.
    /// </summary>
    public required int PickUpMonths { get; init; }

    /// <summary>
    /// Most points, inclusive, with which a cycle can be AAA. rules.md D.2, as for the other grade rules.
    /// </summary>
    public required int GradeAaaPointsAtMost { get; init; }

    /// <summary>Worst grade of the cycle before, inclusive, with which a cycle can be AAA.</summary>
    public required Grade GradeAaaPreviousAtLeast { get; init; }

    /// <summary>Points, exclusive, below which a cycle can be AA.</summary>
    public required int GradeAaPointsBelow { get; init; }

    /// <summary>Worst grade of the cycle before, inclusive, with which a cycle can be AA.</summary>
    public required Grade GradeAaPreviousAtLeast { get; init; }

    /// <summary>Points, exclusive, below which a cycle is at least A; from here on it is B.</summary>
    public required int GradeAPointsBelow { get; init; }

    /// <summary>The grade that counts before the first cycle (初始等级). rules.md D.2, I.3.</summary>
    public required Grade InitialGrade { get; init; }

    /// <summary>The points that a breach can be given (记分分值), descending. rules.md D.2.</summary>
    public required ImmutableArray<int> PointValues { get; init; }

    /// <summary>Least class hours of continuing education (继续教育) after a B. rules.md D.2.</summary>
    public required int EducationHoursAfterB { get; init; }

    /// <summary>
    /// Largest image, in bytes, inclusive. 000 L221; rules.md A.0 (upload format), G.4 #62, H.12.
    /// </summary>
    public required long ImageMaxBytes { get; init; }

    /// <summary>Largest PDF, in bytes, inclusive. rules.md H.12.</summary>
    public required long PdfMaxBytes { get; init; }

    /// <summary>
    /// Days after which a trust list of other provinces is outdated, whatever its own next update is (docs/adr/0052).
    /// </summary>
    public required int TrustListAgeMostDays { get; init; }

    /// <summary>Largest video, in bytes, inclusive. rules.md H.12.</summary>
    public required long VideoMaxBytes { get; init; }

    /// <summary>
    /// Working days from the filing of a binding (实名认证) to its decision, the day of the filing excluded. rules.md H.24.
    /// </summary>
    public required int IdentityDecideWorkingDays { get; init; }

    /// <summary>Most bindings that an account may file on one legal date. rules.md H.24.</summary>
    public required int IdentityFilingsADay { get; init; }

    /// <summary>Most bindings that an account may file in 30 days, including today. rules.md H.24.</summary>
    public required int IdentityFilingsInThirtyDays { get; init; }

    /// <summary>Hours after a binding in which acts that harm the person are refused. rules.md H.24.</summary>
    public required int IdentityBarHours { get; init; }

    /// <summary>
    /// Working days for the confirmation of a second officer, the day of the request excluded. rules.md H.26.
    /// </summary>
    public required int SecondOfficerWorkingDays { get; init; }
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Every parameter that the program needs. A rulebook has all of them and no others.</summary>
internal static class RuleSlots
{
    public const string AgeLimitYears = "ageLimitYears";

    private const int DaysInYear = 366;
    private const int MostPoints = 1000;
    private const long MostBytes = 1L << 30;

    public static ImmutableArray<RuleSlot> All { get; } =
    [
        RuleSlot.Number("certificateValidityYears", "years", 1, 50),
        RuleSlot.Number("renewalOpensDaysBefore", "days", 0, DaysInYear),
        RuleSlot.Number("renewalLapseDaysAfter", "days", 0, 10 * DaysInYear),
        RuleSlot.Number("lapseWarnedDaysBefore", "days", 0, 10 * DaysInYear),
        RuleSlot.Number("assessmentCycleMonths", "months", 12, 12),
        RuleSlot.Number("assessmentWindowDays", "days", 1, DaysInYear),
        RuleSlot.YesNo("lateAssessmentAccepted"),
        RuleSlot.YesNo("rollToNextWorkday"),
        RuleSlot.YesNo("deemedExtension"),
        RuleSlot.Number("vehicleCertificateValidityYears", "years", 1, 50),
        RuleSlot.Number("vehicleRenewalOpensDaysBefore", "days", 0, DaysInYear),
        RuleSlot.YesNo("vehicleRenewalNeedsReview"),
        RuleSlot.Number("reviewValidityYears", "years", 1, 10),
        RuleSlot.Number("reviewOpensDaysBefore", "days", 0, DaysInYear),
        RuleSlot.Number("reviewAcceptTargetWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number("acceptWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number("decideWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number("supplementAnswerWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number("pickUpMonths", "months", 1, 120),
        RuleSlot.Number("gradeAaaPointsAtMost", "points", 0, MostPoints),
        RuleSlot.Grade("gradeAaaPreviousAtLeast"),
        RuleSlot.Number("gradeAaPointsBelow", "points", 1, MostPoints),
        RuleSlot.Grade("gradeAaPreviousAtLeast"),
        RuleSlot.Number("gradeAPointsBelow", "points", 1, MostPoints),
        RuleSlot.Grade("initialGrade"),
        RuleSlot.Points("pointValues"),
        RuleSlot.Number("educationHoursAfterB", "hours", 0, 1000),
        RuleSlot.Number("imageMaxBytes", "bytes", 1, MostBytes),
        RuleSlot.Number("pdfMaxBytes", "bytes", 1, MostBytes),
        RuleSlot.Number("trustListAgeMostDays", "days", 1, DaysInYear),
        RuleSlot.Number("videoMaxBytes", "bytes", 1, MostBytes),
        RuleSlot.Number("identityDecideWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number("identityFilingsADay", "filings", 1, 100),
        RuleSlot.Number("identityFilingsInThirtyDays", "filings", 1, 100),
        RuleSlot.Number("identityBarHours", "hours", 0, 1000),
        RuleSlot.Number("secondOfficerWorkingDays", "workingDays", 1, DaysInYear),
        RuleSlot.Number(AgeLimitYears, "years", 16, 120),
    ];

    public static FrozenDictionary<string, RuleSlot> ById { get; } =
        All.ToFrozenDictionary(slot => slot.Id, StringComparer.Ordinal);
}

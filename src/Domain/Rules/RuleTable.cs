using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The parameters of a rulebook by id, and the typed rules that they give for a date.</summary>
internal sealed class RuleTable(IReadOnlyDictionary<string, RuleParameter> byId)
{
    public RoadRules RoadOn(DateOnly date) => new()
    {
        CertificateValidityYears = Count("certificateValidityYears", date),
        RenewalOpensDaysBefore = Count("renewalOpensDaysBefore", date),
        RenewalLapseDaysAfter = Count("renewalLapseDaysAfter", date),
        LapseWarnedDaysBefore = Count("lapseWarnedDaysBefore", date),
        AssessmentCycleMonths = Count("assessmentCycleMonths", date),
        AssessmentWindowDays = Count("assessmentWindowDays", date),
        LateAssessmentAccepted = YesNo("lateAssessmentAccepted", date),
        RollToNextWorkday = YesNo("rollToNextWorkday", date),
        DeemedExtension = YesNo("deemedExtension", date),
        VehicleCertificateValidityYears = Count("vehicleCertificateValidityYears", date),
        VehicleRenewalOpensDaysBefore = Count("vehicleRenewalOpensDaysBefore", date),
        VehicleRenewalNeedsReview = YesNo("vehicleRenewalNeedsReview", date),
        ReviewValidityYears = Count("reviewValidityYears", date),
        ReviewOpensDaysBefore = Count("reviewOpensDaysBefore", date),
        ReviewAcceptTargetWorkingDays = Count("reviewAcceptTargetWorkingDays", date),
        AcceptWorkingDays = Count("acceptWorkingDays", date),
        DecideWorkingDays = Count("decideWorkingDays", date),
        SupplementAnswerWorkingDays = Count("supplementAnswerWorkingDays", date),
        PickUpMonths = Count("pickUpMonths", date),
        GradeAaaPointsAtMost = Count("gradeAaaPointsAtMost", date),
        GradeAaaPreviousAtLeast = GradeOf("gradeAaaPreviousAtLeast", date),
        GradeAaPointsBelow = Count("gradeAaPointsBelow", date),
        GradeAaPreviousAtLeast = GradeOf("gradeAaPreviousAtLeast", date),
        GradeAPointsBelow = Count("gradeAPointsBelow", date),
        InitialGrade = GradeOf("initialGrade", date),
        PointValues = ((RuleValue.Numbers)On("pointValues", date)).Counts,
        EducationHoursAfterB = Count("educationHoursAfterB", date),
        ImageMaxBytes = Long("imageMaxBytes", date),
        PdfMaxBytes = Long("pdfMaxBytes", date),
        TrustListAgeMostDays = Count("trustListAgeMostDays", date),
        VideoMaxBytes = Long("videoMaxBytes", date),
        IdentityDecideWorkingDays = Count("identityDecideWorkingDays", date),
        IdentityFilingsADay = Count("identityFilingsADay", date),
        IdentityFilingsInThirtyDays = Count("identityFilingsInThirtyDays", date),
        IdentityBarHours = Count("identityBarHours", date),
        SecondOfficerWorkingDays = Count("secondOfficerWorkingDays", date),
    };

    public AgeLimits AgeLimits() =>
        new([.. byId[RuleSlots.AgeLimitYears].Values.Select(value => new AgeLimit(value.From, Count(value.Value)))]);

    /// <summary>The days on which any parameter takes a new value, ascending; the first is 0001-01-01.</summary>
    public ImmutableArray<DateOnly> Changes() =>
        [.. byId.Values.SelectMany(p => p.Values).Select(v => v.From).Distinct().Order()];

    private RuleValue On(string id, DateOnly date) => byId[id].ValueOn(date);

    private long Long(string id, DateOnly date) => ((RuleValue.Number)On(id, date)).Count;

    private int Count(string id, DateOnly date) => Count(On(id, date));

    private static int Count(RuleValue value) => (int)((RuleValue.Number)value).Count;

    private bool YesNo(string id, DateOnly date) => ((RuleValue.YesNo)On(id, date)).On;

    private Grade GradeOf(string id, DateOnly date) => ((RuleValue.Graded)On(id, date)).Grade;
}

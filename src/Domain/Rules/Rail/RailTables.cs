using System.Collections.Immutable;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Rules;

/// <summary>All rows of a file of rail rules, and the rules that they give for a day.</summary>
internal sealed record RailTables(
    ImmutableArray<RuleParameter> Parameters, ImmutableArray<ScopeRow> Scopes, ImmutableArray<FirstRow> First,
    ImmutableArray<UpgradeRow> Upgrade, ImmutableArray<ReasonRow> Reasons, ImmutableArray<RailMaterialRow> Materials,
    ImmutableArray<GroundRow> Grounds, string ReissueStatement)
{
    private const int HoursOfDay = 24;

    /// <summary>Every parameter that the program needs, with the values that it accepts.</summary>
    public static ImmutableArray<RuleSlot> Slots { get; } =
    [
        RuleSlot.Number("centreReviewWorkingDays", "workingDays", 1, 366),
        RuleSlot.Number("decisionWorkingDays", "workingDays", 1, 366),
        RuleSlot.Number("announcementWorkingDays", "workingDays", 1, 366),
        RuleSlot.Number("promiseWorkingDays", "workingDays", 1, 366),
        RuleSlot.Number("acceptWorkingDays", "workingDays", 1, 366),
        RuleSlot.Number("validityYears", "years", 1, 50),
        RuleSlot.Number("renewalOpensDaysBefore", "days", 0, 3660),
        RuleSlot.Number("banYears", "years", 1, 50),
        RuleSlot.Number("reportingDays", "days", 1, 366),
        RuleSlot.Number("healthReportMonths", "months", 1, 120),
        RuleSlot.Number("identityOpensHour", "hours", 0, HoursOfDay - 1),
        RuleSlot.Number("identityClosesHour", "hours", 1, HoursOfDay),
        RuleSlot.Number("retirementAgeYears", "years", 40, 100),
        RuleSlot.YesNo("strictBirthday"),
        RuleSlot.YesNo("upgradeNeedsEducation"),
    ];

    /// <summary>The days on which a row begins or has ended, ascending; the first is 0001-01-01.</summary>
    public IEnumerable<DateOnly> Changes() =>
        Parameters.SelectMany(parameter => parameter.Values).Select(value => value.From)
            .Concat(First.Select(row => row.InForce).Concat(Upgrade.Select(row => row.InForce)).SelectMany(Borders))
            .Distinct().Order();

    private static IEnumerable<DateOnly> Borders(InForce days) =>
        days.To is { } last && last < DateOnly.MaxValue ? [days.From, last.AddDays(1)] : [days.From];

    /// <summary>The rules in force on <paramref name="day"/>.</summary>
    public RailRules On(DateOnly day) => new()
    {
        CentreReviewWorkingDays = Count("centreReviewWorkingDays", day),
        DecisionWorkingDays = Count("decisionWorkingDays", day),
        AnnouncementWorkingDays = Count("announcementWorkingDays", day),
        PromiseWorkingDays = Count("promiseWorkingDays", day),
        AcceptWorkingDays = Count("acceptWorkingDays", day),
        ValidityYears = Count("validityYears", day),
        RenewalOpensDaysBefore = Count("renewalOpensDaysBefore", day),
        BanYears = Count("banYears", day),
        ReportingDays = Count("reportingDays", day),
        HealthReportMonths = Count("healthReportMonths", day),
        IdentityOpensHour = Count("identityOpensHour", day),
        IdentityClosesHour = Count("identityClosesHour", day),
        RetirementAgeYears = Count("retirementAgeYears", day),
        StrictBirthday = YesNo("strictBirthday", day),
        UpgradeNeedsEducation = YesNo("upgradeNeedsEducation", day),
        First = [.. First.Where(row => row.InForce.Contains(day))],
        Upgrade = [.. Upgrade.Where(row => row.InForce.Contains(day))],
    };

    private RuleValue Value(string id, DateOnly day) => Parameters.First(parameter => parameter.Id == id).ValueOn(day);

    private int Count(string id, DateOnly day) => (int)((RuleValue.Number)Value(id, day)).Count;

    private bool YesNo(string id, DateOnly day) => ((RuleValue.YesNo)Value(id, day)).On;
}

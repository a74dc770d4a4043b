using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Rules;

/// <summary>
/// The rules of the railway driver licence that are in force on one date (<see cref="RailRulebook.At"/>).
/// </summary>
public sealed record RailRules
{
    /// <summary>Working days for the review by the exam centre (考试中心). rules.md B.1.</summary>
    public required int CentreReviewWorkingDays { get; init; }

    /// <summary>Working days for the decision, from the centre's report. rules.md B.1.</summary>
    public required int DecisionWorkingDays { get; init; }

    /// <summary>Working days for the announcement, from the decision. rules.md B.1.</summary>
    public required int AnnouncementWorkingDays { get; init; }

    /// <summary>Working days promised for renewal and reissue; a target, no limit. rules.md B.7, R-01.</summary>
    public required int PromiseWorkingDays { get; init; }

    /// <summary>
    /// Working days for the acceptance of first applications and upgrades. Decision of this registry.
    /// </summary>
    public required int AcceptWorkingDays { get; init; }

    /// <summary>Years that a licence is valid, never beyond the retirement date. rules.md B.5, D.4.</summary>
    public required int ValidityYears { get; init; }

    /// <summary>
    /// Days before the last valid day on which renewal for expiry opens, inclusive. rules.md B.5 (unsure).
    /// </summary>
    public required int RenewalOpensDaysBefore { get; init; }

    /// <summary>Years of the ban after fraud or bribery. rules.md B.8.</summary>
    public required int BanYears { get; init; }

    /// <summary>Calendar days for an employer's report, the day of discovery excluded. rules.md B.9.</summary>
    public required int ReportingDays { get; init; }

    /// <summary>Months for which a health report is valid. rules.md B.3 (3).</summary>
    public required int HealthReportMonths { get; init; }

    /// <summary>Hour at which the police data source opens, inclusive. rules.md G.5 #82.</summary>
    public required int IdentityOpensHour { get; init; }

    /// <summary>Hour at which the police data source closes, exclusive. rules.md G.5 #82.</summary>
    public required int IdentityClosesHour { get; init; }

    /// <summary>Age that replaces the statutory retirement date while none is recorded.</summary>
    public required int RetirementAgeYears { get; init; }

    /// <summary>Whether "not over N" ends with the N-th birthday. rules.md G.5 #69: off.</summary>
    public required bool StrictBirthday { get; init; }

    /// <summary>Whether an upgrade to J7 needs the education of a first application. rules.md B.4: off.</summary>
    public required bool UpgradeNeedsEducation { get; init; }

    /// <summary>The conditions of first applications, one row for each class.</summary>
    public required ImmutableArray<FirstRow> First { get; init; }

    /// <summary>The conditions of upgrades.</summary>
    public required ImmutableArray<UpgradeRow> Upgrade { get; init; }

    /// <summary>
    /// The row of a first application for <paramref name="wanted"/>; null: no first application is possible.
    /// </summary>
    public FirstRow? FirstOf(RailClass wanted)
    {
        foreach (var row in First)
            if (row.Class == wanted) return row;
        return null;
    }

    /// <summary>
    /// The row by which a holder of <paramref name="held"/> may add <paramref name="wanted"/>; null: there is none.
    /// </summary>
    public UpgradeRow? UpgradeOf(RailBaseClass held, RailBaseClass wanted)
    {
        foreach (var row in Upgrade)
            if (row.Wanted == wanted && held != wanted && row.Held.Contains(held)) return row;
        return null;
    }
}

using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Rules;

/// <summary>The dates of one assessment cycle, and of the window in which the assessment can be applied for.</summary>
/// <param name="Number">1 for the cycle that begins with the first issue.</param>
/// <param name="From">First day of the cycle, inclusive.</param>
/// <param name="To">Last day of the cycle, inclusive; to apply on it is too early (rules.md G.1 #5).</param>
/// <param name="WindowOpens">First day for applying, inclusive: the day after <paramref name="To"/>.</param>
/// <param name="WindowCloses">Last day for applying, inclusive; moved to a working day if the rules say so.</param>
public readonly record struct CycleDates(
    int Number, DateOnly From, DateOnly To, DateOnly WindowOpens, LegalDate WindowCloses);

/// <summary>
/// The yearly cycles of the integrity assessment (诚信考核周期), numbered from the first issue (初次领取) of the
/// certificate; renewal and reissue do not restart them. rules.md A.3, G.1.
/// </summary>
public static class AssessmentCycles
{
    /// <summary>
    /// The dates of a cycle: one year from the (number - 1)-th anniversary of the first issue. Numbers below 1, and
    /// cycles after year 9999, are refused by <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    /// <param name="firstIssuedOn">First issue of the certificate; 29 February as in <see cref="LegalDates"/>.</param>
    /// <param name="number">Which cycle, from 1.</param>
    /// <param name="rules">
    /// The parameters in force on the last day of the cycle, on which the window is announced.
    /// </param>
    /// <param name="calendar">The calendar for moving the last day of the window.</param>
    public static CycleDates Cycle(DateOnly firstIssuedOn, int number, RoadRules rules, WorkingCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var to = LegalDates.PeriodEnd(firstIssuedOn, number);
        var lastDay = to.AddDays(rules.AssessmentWindowDays);
        return new CycleDates(
            number,
            LegalDates.Anniversary(firstIssuedOn, number - 1),
            to,
            to.AddDays(1),
            rules.RollToNextWorkday ? calendar.RollToWorkday(lastDay) : new LegalDate(lastDay, Provisional: false));
    }

    /// <summary>
    /// The number of the last cycle whose last day is before <paramref name="day"/>; 0 during the first cycle and
    /// before the first issue. On that day the next cycle runs.
    /// </summary>
    public static int LastEndedBefore(DateOnly firstIssuedOn, DateOnly day) =>
        LegalDates.FullYears(firstIssuedOn, day);
}

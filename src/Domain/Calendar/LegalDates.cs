namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// Arithmetic on legal dates (rules.md G, conventions, and H.2). Years and months are counted in calendar years and
/// months (民法典 art. 200); days are added with <see cref="DateOnly.AddDays"/>, the first day excluded (art. 201).
/// </summary>
public static class LegalDates
{
    /// <summary>
    /// The same month and day so many years later. 29 February falls on 1 March in common years, so that nobody loses
    /// a day. Refused by <see cref="ArgumentOutOfRangeException"/>: negative years, and results after year 9999.
    /// </summary>
    public static DateOnly Anniversary(DateOnly from, int years)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(years);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(years, DateOnly.MaxValue.Year - from.Year);
        var year = from.Year + years;
        var leapDayInCommonYear = from is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year);
        return leapDayInCommonYear ? new DateOnly(year, 3, 1) : new DateOnly(year, from.Month, from.Day);
    }

    /// <summary>
    /// The last day, inclusive, of a period of so many years that begins on <paramref name="from"/>: the day before
    /// the anniversary. A period that begins on 29 February ends on 28 February. Refused by
    /// <see cref="ArgumentOutOfRangeException"/>: less than one year, and results after year 9999.
    /// </summary>
    public static DateOnly PeriodEnd(DateOnly from, int years)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        return Anniversary(from, years).AddDays(-1);
    }

    /// <summary>
    /// The last day, inclusive, of "within so many months from a day": the same day number, or the last day of a
    /// shorter month (31 January and one month: 28 or 29 February; rules.md H.2). Whole years are anniversaries: twelve
    /// months after 29 February end on 1 March. Results outside the years 1-9999 are refused by
    /// <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public static DateOnly AddMonths(DateOnly from, int months) =>
        months >= 0 && months % 12 == 0 ? Anniversary(from, months / 12) : from.AddMonths(months);

    /// <summary>
    /// Completed years (周岁) on a day. The year is complete on the anniversary; for those born on 29 February that is 1
    /// March in common years. Zero before the first anniversary, and before <paramref name="bornOn"/>. "Older than N"
    /// (超过N周岁) begins one day after "N completed years", see <c>AgeLimits</c>.
    /// </summary>
    public static int FullYears(DateOnly bornOn, DateOnly on)
    {
        if (on <= bornOn) return 0;
        var years = on.Year - bornOn.Year;
        return Anniversary(bornOn, years) <= on ? years : years - 1;
    }
}

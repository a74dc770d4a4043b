using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>Anniversaries, periods and months (rules.md G, conventions; H.2).</summary>
public sealed class LegalDatesTests
{
    private static readonly Gen<(DateOnly From, int Years)> Periods =
        from day in Always.DayBetween(new DateOnly(1940, 1, 1), new DateOnly(2060, 12, 31))
        from years in Gen.Choose(1, 100)
        select (day, years);

    public sealed record PeriodRow(string Case, DateOnly From, int Years, DateOnly Anniversary, DateOnly Last);

    public sealed record MonthRow(string Case, DateOnly From, int Months, DateOnly Expected);

    public sealed record AgeRow(string Case, DateOnly BornOn, DateOnly On, int FullYears);

    public static TheoryData<PeriodRow> PeriodRows => CaseFile.Rows<PeriodRow>("Calendar/periods.json");

    public static TheoryData<MonthRow> MonthRows => CaseFile.Rows<MonthRow>("Calendar/months.json");

    public static TheoryData<AgeRow> AgeRows => CaseFile.Rows<AgeRow>("Calendar/full-years.json");

    [Theory, MemberData(nameof(PeriodRows))]
    public void A_period_of_years_ends_the_day_before_the_anniversary(PeriodRow row)
    {
        Assert.Equal(row.Anniversary, LegalDates.Anniversary(row.From, row.Years));
        Assert.Equal(row.Last, LegalDates.PeriodEnd(row.From, row.Years));
    }

    [Theory, MemberData(nameof(MonthRows))]
    public void Months_end_on_the_same_day_number_or_the_last_of_a_shorter_month(MonthRow row) =>
        Assert.Equal(row.Expected, LegalDates.AddMonths(row.From, row.Months));

    [Theory, MemberData(nameof(AgeRows))]
    public void Full_years_are_completed_on_the_anniversary(AgeRow row) =>
        Assert.Equal(row.FullYears, LegalDates.FullYears(row.BornOn, row.On));

    [Fact]
    public void A_period_ends_after_it_begins_and_the_next_one_follows_on() => Always.Holds(Periods, p =>
        LegalDates.PeriodEnd(p.From, p.Years) > p.From
        && LegalDates.PeriodEnd(p.From, p.Years).AddDays(1) == LegalDates.Anniversary(p.From, p.Years));

    [Fact]
    public void The_anniversary_completes_the_year_and_the_day_before_does_not() => Always.Holds(Periods, p =>
    {
        var anniversary = LegalDates.Anniversary(p.From, p.Years);
        return LegalDates.FullYears(p.From, anniversary) == p.Years
            && LegalDates.FullYears(p.From, anniversary.AddDays(-1)) == p.Years - 1;
    });

    [Fact]
    public void What_has_no_answer_is_refused()
    {
        var day = new DateOnly(2026, 1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => LegalDates.Anniversary(day, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LegalDates.Anniversary(day, 7974));
        Assert.Throws<ArgumentOutOfRangeException>(() => LegalDates.Anniversary(day, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => LegalDates.PeriodEnd(day, 0));
    }
}

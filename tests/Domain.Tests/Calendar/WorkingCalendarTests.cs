using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>The embedded calendar against the tables of rules.md F, and the working-day rows of G.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Embedded;

    public sealed record YearRow(int Year, int Workdays);

    public sealed record FestivalRow(
        int Year, string Festival, DateOnly From, DateOnly To, int Days, DateOnly[] MakeUp);

    public sealed record AddRow(string Case, DateOnly Start, int WorkingDays, DateOnly Expected, bool Provisional);

    public sealed record RollRow(string Case, DateOnly Date, DateOnly Expected, bool Provisional);

    public static TheoryData<YearRow> Years => CaseFile.Rows<YearRow>("Calendar/years.json");

    public static TheoryData<FestivalRow> Festivals => CaseFile.Rows<FestivalRow>("Calendar/festivals.json");

    public static TheoryData<AddRow> Additions => CaseFile.Rows<AddRow>("Calendar/additions.json");

    public static TheoryData<RollRow> Rolls => CaseFile.Rows<RollRow>("Calendar/rolls.json");

    [Theory, MemberData(nameof(Years))]
    public void A_year_has_so_many_working_days(YearRow row)
    {
        Assert.True(Calendar.IsLoaded(row.Year));
        Assert.Equal(row.Workdays, DaysOf(row.Year).Count(Calendar.IsWorkday));
    }

    [Fact]
    public void Exactly_the_years_of_the_table_are_loaded() =>
        Assert.Equal(CaseFile.List<YearRow>("Calendar/years.json").Select(row => row.Year), Calendar.Years);

    [Theory, MemberData(nameof(Festivals))]
    public void A_festival_is_off_and_its_make_up_days_are_worked(FestivalRow row)
    {
        var days = Days(row.From, row.To).ToList();
        Assert.Equal(row.Days, days.Count);
        Assert.DoesNotContain(days, Calendar.IsWorkday);
        Assert.All(row.MakeUp, day => Assert.True(Calendar.IsWorkday(day)));
        Assert.All([.. days, .. row.MakeUp], day => Assert.Equal(row.Year, day.Year));
    }

    [Fact]
    public void No_other_day_differs_from_Monday_to_Friday()
    {
        var rows = CaseFile.List<FestivalRow>("Calendar/festivals.json");
        var off = rows.SelectMany(row => Days(row.From, row.To)).ToHashSet();
        var makeUp = rows.SelectMany(row => row.MakeUp).ToHashSet();
        foreach (var day in Calendar.Years.SelectMany(DaysOf))
            Assert.Equal(makeUp.Contains(day) || (!IsWeekend(day) && !off.Contains(day)), Calendar.IsWorkday(day));
    }

    [Theory, MemberData(nameof(Additions))]
    public void Working_days_are_counted_from_the_day_after(AddRow row) =>
        Assert.Equal(new LegalDate(row.Expected, row.Provisional), Calendar.Add(row.Start, row.WorkingDays));

    [Theory, MemberData(nameof(Rolls))]
    public void A_last_day_moves_to_the_next_working_day(RollRow row) =>
        Assert.Equal(new LegalDate(row.Expected, row.Provisional), Calendar.RollToWorkday(row.Date));

    [Fact]
    public void Days_off_that_run_out_of_the_last_loaded_year_stop_at_its_end()
    {
        var calendar = CalendarFiles.Load("""{"2027":{"holidays":["2027-12-30","2027-12-31"],"workdays":[]}}""");
        var newYear = new DateOnly(2028, 1, 1);
        Assert.Equal(new LegalDate(newYear, Provisional: true), calendar.RollToWorkday(new DateOnly(2027, 12, 30)));

        var next = CalendarFiles.Load("""{"2028":{"holidays":["2028-01-01","2028-01-02"],"workdays":[]}}""");
        var final = calendar.With(next).RollToWorkday(new DateOnly(2027, 12, 30));
        Assert.Equal(new LegalDate(new DateOnly(2028, 1, 3), Provisional: false), final);
    }

    [Fact]
    public void A_negative_count_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.Add(new DateOnly(2026, 1, 5), -1));

    [Fact]
    public void A_newer_calendar_adds_its_years_and_replaces_those_in_both()
    {
        var newer = CalendarFiles.Load(
            """{"2026":{"holidays":["2026-12-31"],"workdays":[]},"2027":{"holidays":["2027-01-01"],"workdays":[]}}""");
        var joined = Calendar.With(newer);
        Assert.Equal([2024, 2025, 2026, 2027], joined.Years);
        Assert.False(joined.IsWorkday(new DateOnly(2026, 12, 31)));
        Assert.True(joined.IsWorkday(new DateOnly(2026, 1, 1)), "The newer year is taken whole.");
        Assert.True(Calendar.IsWorkday(new DateOnly(2026, 12, 31)), "The older calendar has not changed.");
        Assert.Equal(
            new LegalDate(new DateOnly(2027, 1, 4), Provisional: false), joined.Add(new DateOnly(2026, 12, 30), 1));
    }

    private static IEnumerable<DateOnly> DaysOf(int year) => Days(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) =>
        Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

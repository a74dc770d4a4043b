using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>What must be so for every date and count, whatever the notices say.</summary>
public sealed class WorkingCalendarProperties
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Embedded;
    private static readonly WorkingCalendar Newer = CalendarFiles.Load("""
        {"2023":{"holidays":["2023-01-01","2023-01-02"],"workdays":["2023-01-28"]},
         "2027":{"holidays":["2027-01-01","2027-01-02","2027-01-03","2027-02-08"],"workdays":["2027-01-30"]},
         "2028":{"holidays":["2028-01-01","2028-12-29"],"workdays":[]}}
        """);

    private static readonly Gen<(DateOnly Start, int Days)> Counts =
        from start in Always.Day from days in Gen.Choose(1, 60) select (start, days);

    [Fact]
    public void One_day_more_is_later() =>
        Always.Holds(Counts, c => Calendar.Add(c.Start, c.Days).Date < Calendar.Add(c.Start, c.Days + 1).Date);

    [Fact]
    public void The_last_day_is_a_working_day() =>
        Always.Holds(Counts, c => Calendar.IsWorkday(Calendar.Add(c.Start, c.Days).Date));

    [Fact]
    public void Counting_in_two_parts_is_counting_at_once() => Always.Holds(
        from start in Always.Day from a in Gen.Choose(0, 30) from b in Gen.Choose(0, 30) select (start, a, b),
        c =>
        {
            var first = Calendar.Add(c.start, c.a);
            var second = Calendar.Add(first.Date, c.b);
            var provisional = first.Provisional || second.Provisional;
            return Calendar.Add(c.start, c.a + c.b) == new LegalDate(second.Date, provisional);
        });

    [Fact]
    public void So_many_working_days_lie_after_the_start_up_to_the_result() => Always.Holds(Counts, c =>
    {
        var end = Calendar.Add(c.Start, c.Days).Date;
        return Between(c.Start, end).Count(Calendar.IsWorkday) == c.Days;
    });

    [Fact]
    public void A_count_is_provisional_exactly_when_it_looked_at_a_day_of_an_unknown_year() =>
        Always.Holds(Counts, c =>
        {
            var end = Calendar.Add(c.Start, c.Days);
            return end.Provisional == Between(c.Start, end.Date).Any(day => !Calendar.IsLoaded(day.Year));
        });

    [Fact]
    public void A_count_that_is_not_provisional_never_moves_when_years_arrive() =>
        Always.Holds(Counts, c =>
        {
            var end = Calendar.Add(c.Start, c.Days);
            return end.Provisional || Calendar.With(Newer).Add(c.Start, c.Days) == end;
        });

    [Fact]
    public void Moving_to_a_working_day_never_goes_back_and_moves_once() => Always.Holds(Always.Day, day =>
    {
        var moved = Calendar.RollToWorkday(day);
        return moved.Date >= day && Calendar.RollToWorkday(moved.Date) == moved;
    });

    [Fact]
    public void Moving_passes_over_no_working_day_and_ends_on_one_in_known_years() =>
        Always.Holds(Always.LoadedDay, PassesOverNone);

    [Fact]
    public void A_moved_day_only_ever_moves_later_when_years_arrive() => Always.Holds(Always.Day, day =>
    {
        var before = Calendar.RollToWorkday(day);
        var after = Calendar.With(Newer).RollToWorkday(day);
        return before.Provisional ? after.Date >= before.Date : after == before;
    });

    private static bool PassesOverNone(DateOnly day)
    {
        var moved = Calendar.RollToWorkday(day);
        var passed = Between(day.AddDays(-1), moved.Date).SkipLast(1);
        return !passed.Any(Calendar.IsWorkday) && (moved.Provisional || Calendar.IsWorkday(moved.Date));
    }

    /// <summary>The days after <paramref name="start"/>, up to and with <paramref name="end"/>.</summary>
    private static IEnumerable<DateOnly> Between(DateOnly start, DateOnly end) =>
        Enumerable.Range(start.DayNumber + 1, end.DayNumber - start.DayNumber).Select(DateOnly.FromDayNumber);
}

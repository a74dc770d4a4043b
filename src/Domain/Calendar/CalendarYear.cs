using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// One year of the State Council's notice (国务院办公厅节假日安排通知): every day off that it names, weekends included,
/// and the make-up working days (调休上班日). Whether a day is worked is looked up by its number in the year.
/// </summary>
internal sealed class CalendarYear
{
    private readonly ImmutableArray<bool> _worked;

    public CalendarYear(int year, ImmutableArray<DateOnly> holidays, ImmutableArray<DateOnly> workdays)
    {
        Holidays = holidays.Sort();
        Workdays = workdays.Sort();
        var first = new DateOnly(year, 1, 1);
        var worked = new bool[DateTime.IsLeapYear(year) ? 366 : 365];
        for (var day = 0; day < worked.Length; day++) worked[day] = IsMondayToFriday(first.AddDays(day));
        foreach (var date in Holidays) worked[date.DayOfYear - 1] = false;
        foreach (var date in Workdays) worked[date.DayOfYear - 1] = true;
        _worked = [.. worked];
    }

    public ImmutableArray<DateOnly> Holidays { get; }

    public ImmutableArray<DateOnly> Workdays { get; }

    public bool IsWorkday(DateOnly date) => _worked[date.DayOfYear - 1];

    public static bool IsMondayToFriday(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

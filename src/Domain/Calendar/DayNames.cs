using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>Writes days in words.</summary>
public static class DayNames
{
    private static readonly string[] _months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    /// <summary>For example 2026年3月8日, 8 March 2026.</summary>
    public static LocalText Of(DateOnly day) => new(
        $"{day.Year}年{day.Month}月{day.Day}日", $"{day.Day} {_months[day.Month - 1]} {day.Year}");
}

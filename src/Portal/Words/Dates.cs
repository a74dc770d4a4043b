using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// Dates in words. The program's globalization is invariant, so it has no cultures: the words for both languages are
/// here.
/// </summary>
public static class Dates
{
    private static readonly string[] _weekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

    /// <summary>2026年2月12日; 12 February 2026.</summary>
    public static string Day(DateOnly day, bool english) => english
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>The same in both languages.</summary>
    public static LocalText Day(DateOnly day) => new(Day(day, english: false), Day(day, english: true));

    /// <summary>A period, both days inclusive: 2026年3月1日 至 2032年2月29日.</summary>
    public static LocalText Days(DateOnly from, DateOnly to) => new(
        $"{Day(from, english: false)} 至 {Day(to, english: false)}",
        $"{Day(from, english: true)} to {Day(to, english: true)}");

    /// <summary>2026年2月12日 星期四; Thursday 12 February 2026.</summary>
    public static string DayOfWeek(DateOnly day, bool english) => english
        ? day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)
        : $"{Day(day, english)} {_weekdays[(int)day.DayOfWeek]}";

    /// <summary>Without the year, if it is the year of <paramref name="today"/>: 2月12日; 12 February.</summary>
    public static string ShortDay(DateOnly day, DateOnly today, bool english) => day.Year != today.Year
        ? Day(day, english)
        : english ? day.ToString("d MMMM", CultureInfo.InvariantCulture) : $"{day.Month}月{day.Day}日";

    /// <summary>2月12日 09:30; 12 February, 09:30. In Shanghai; with the year if it is another one.</summary>
    public static string Moment(DateTimeOffset at, DateOnly today, bool english)
    {
        var local = ShanghaiTime.ToLocal(at);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return ShortDay(DateOnly.FromDateTime(local.DateTime), today, english) + (english ? ", " : " ") + clock;
    }

    /// <summary>The same in both languages.</summary>
    public static LocalText Moment(DateTimeOffset at, DateOnly today) =>
        new(Moment(at, today, english: false), Moment(at, today, english: true));

    /// <summary>
    /// The date in a date field, 2026-02-12; null: it is no date, or one outside 1900 to 9899, both inclusive. Dates
    /// that are counted from it must exist, too.
    /// </summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1900 and < 9900 ? day : null;

    /// <summary>In the form for machines, for the attribute datetime: 2026-02-12.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

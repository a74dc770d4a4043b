using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Words;

/// <summary>How long a legal limit still runs, in working days.</summary>
public static class WorkingDays
{
    /// <summary>
    /// Working days after <paramref name="today"/> up to <paramref name="last"/>, inclusive; negative: so many have
    /// passed since.
    /// </summary>
    public static int Left(DateOnly today, DateOnly last, WorkingCalendar calendar)
    {
        var (from, to, sign) = today <= last ? (today, last, 1) : (last, today, -1);
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (calendar.IsWorkday(day)) count++;
        return today > last ? sign * Math.Max(1, count) : count;
    }

    /// <summary>The number of working days in words.</summary>
    public static LocalText Words(int left) => left switch
    {
        < 0 => new($"已超期 {-left} 个工作日", -left == 1 ? "1 working day late" : $"{-left} working days late"),
        0 => new("今天到期", "ends today"),
        1 => new("还有 1 个工作日", "1 working day left"),
        _ => new($"还有 {left} 个工作日", $"{left} working days left"),
    };

    /// <summary>Calendar days that are left, for what the law counts in them, such as an employer's report.</summary>
    public static LocalText CalendarWords(int left) => left switch
    {
        < 0 => new($"已超期 {-left} 天", -left == 1 ? "1 day late" : $"{-left} days late"),
        0 => new("今天到期", "ends today"),
        1 => new("还有 1 天", "1 day left"),
        _ => new($"还有 {left} 天", $"{left} days left"),
    };

    /// <summary>How that looks: bad when it is late, carey on the last two days, else now.</summary>
    public static string LookOf(int left) => left < 0 ? "bad" : left <= 1 ? "carey" : "now";
}

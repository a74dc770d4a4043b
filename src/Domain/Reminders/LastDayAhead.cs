using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// On which days before a last day somebody is reminded, each at 09:00 (rules.md H.27). On the day on which a window
/// opens there is no reminder, as the opening has its own notice.
/// </summary>
internal enum Ladder
{
    /// <summary>30, 7 and 1 days before: for what ends a right or a window.</summary>
    Days = 1,

    /// <summary>2 and 1 working days before: for a supplement.</summary>
    Supplement = 2,

    /// <summary>1 working day before and on the day: for a limit of the authority, to its desk.</summary>
    Desk = 3,
}

/// <summary>A last day that runs, and of which somebody is reminded.</summary>
/// <param name="Name">The stable name of what ends with it.</param>
/// <param name="Day">The day, inclusive.</param>
/// <param name="Since">The day on which it began to run and was announced; only reminders after it are sent.</param>
/// <param name="Ladder">The steps before the last day at which a reminder is sent.</param>
/// <param name="About">The application, finding or permit to which it belongs; null: the entity itself.</param>
internal readonly record struct LastDayAhead(
    string Name, DateOnly Day, DateOnly Since, Ladder Ladder, string? About = null)
{
    private const int Hour = 9;

    private ReadOnlySpan<int> DaysBefore => Ladder switch
    {
        Ladder.Days => [30, 7, 1],
        Ladder.Supplement => [2, 1],
        Ladder.Desk => [1, 0],
        _ => throw new InvalidOperationException($"{Ladder} is no ladder"),
    };

    /// <summary>The first reminder after <paramref name="done"/>, UTC; null: none is left.</summary>
    public DateTimeOffset? RungAfter(DateTimeOffset? done, WorkingCalendar calendar)
    {
        foreach (var days in DaysBefore)
        {
            var rung = Ladder is Ladder.Supplement or Ladder.Desk ? Before(days, calendar) : Day.AddDays(-days);
            var at = ShanghaiTime.StartOf(rung).AddHours(Hour);
            if (rung > Since && (done is null || at > done)) return at;
        }
        return null;
    }

    private DateOnly Before(int workingDays, WorkingCalendar calendar)
    {
        var day = Day;
        while (workingDays > 0)
        {
            day = day.AddDays(-1);
            if (calendar.IsWorkday(day)) workingDays--;
        }
        return day;
    }
}

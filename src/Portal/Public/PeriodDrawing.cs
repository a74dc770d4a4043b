using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Portal.Public;

/// <summary>The meaning of a day in a period of working days.</summary>
public enum DrawnDay
{
    /// <summary>Not a day of the period; it only completes a week.</summary>
    Outside = 0,

    /// <summary>The day from which is counted; it is not counted itself.</summary>
    Start = 1,

    /// <summary>A working day, counted.</summary>
    Counted = 2,

    /// <summary>A make-up working day (补班): a Saturday or Sunday, counted.</summary>
    MakeUp = 3,

    /// <summary>A weekend or holiday, not counted.</summary>
    Off = 4,
}

/// <summary>One day of a drawn period.</summary>
/// <param name="Date">The date.</param>
/// <param name="Is">What kind of day it is.</param>
/// <param name="Number">The number of the working day in the period; 0: it is not counted.</param>
/// <param name="IsLast">True: the last day of the period.</param>
public sealed record PeriodDay(DateOnly Date, DrawnDay Is, int Number, bool IsLast);

/// <summary>What accepting on a day would bind the authority to.</summary>
/// <param name="AcceptedOn">The day.</param>
/// <param name="DecideBy">The last day of the decision, inclusive.</param>
public sealed record DayPromise(DateOnly AcceptedOn, DateOnly DecideBy);

/// <summary>A period of working days as a calendar, in weeks from Monday on.</summary>
/// <param name="Start">The day from which is counted.</param>
/// <param name="Last">The last day.</param>
/// <param name="Days">All days of the weeks in which the period lies.</param>
public sealed record PeriodDrawing(DateOnly Start, LegalDate Last, ImmutableArray<PeriodDay> Days)
{
    /// <summary>The period of <paramref name="count"/> working days after <paramref name="start"/>.</summary>
    public static PeriodDrawing Of(DateOnly start, int count, WorkingCalendar calendar)
    {
        var last = calendar.Add(start, count);
        var monday = start.AddDays(-((int)start.DayOfWeek + 6) % 7);
        var days = ImmutableArray.CreateBuilder<PeriodDay>();
        var number = 0;
        for (var day = monday; day <= last.Date || day.DayOfWeek != DayOfWeek.Monday; day = day.AddDays(1))
        {
            var what = day < start || day > last.Date ? DrawnDay.Outside
                : day == start ? DrawnDay.Start
                : !calendar.IsWorkday(day) ? DrawnDay.Off
                : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DrawnDay.MakeUp
                : DrawnDay.Counted;
            var counts = what is DrawnDay.Counted or DrawnDay.MakeUp;
            if (counts) number++;
            days.Add(new PeriodDay(day, what, counts ? number : 0, day == last.Date));
        }
        return new PeriodDrawing(start, last, days.ToImmutable());
    }
}

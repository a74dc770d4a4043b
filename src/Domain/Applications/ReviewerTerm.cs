using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// For how long an application that was assigned to an officer stays with that officer: through the next working day
/// after it was assigned. Then it is free again, so that nothing waits at the desk of somebody who is away
/// (docs/adr/0121).
/// </summary>
/// <param name="From">When it was assigned, UTC.</param>
/// <param name="LastDay">The last day, inclusive; it is free from 24:00 Shanghai of that day on.</param>
public sealed record ReviewerTerm(DateTimeOffset From, LegalDate LastDay)
{
    /// <summary>Working days, the day of the assignment excluded: a decision of this registry.</summary>
    public const int WorkingDays = 1;

    /// <summary>The stable name of its deadline.</summary>
    public const string Deadline = "reviewerTerm";

    /// <summary>A term that begins now.</summary>
    public static ReviewerTerm Begun(Context context) => Counted(context.Now, context.Calendar);

    /// <summary>The same term by the calendar of now (F, H.19).</summary>
    public ReviewerTerm Anew(WorkingCalendar calendar) => Counted(From, calendar);

    /// <summary>The last day on which an application is one officer's; null: nobody's, or it has no term.</summary>
    public static DateOnly? LastDayOf(IApplication a) =>
        a is { IsOpen: true, AssignedTo: not null } ? a.Term?.LastDay.Date : null;

    private static ReviewerTerm Counted(DateTimeOffset from, WorkingCalendar calendar) =>
        new(from, calendar.Add(ShanghaiTime.DateOf(from), WorkingDays));
}

/// <summary>How a chain records whose an application is.</summary>
/// <param name="Assigned">Assigned to an officer, by the application's id, the officer's account and the term; said
/// again with another term when the calendar moved it.</param>
/// <param name="Unassigned">Free again, by the application's id and the instant at which the term was over; null: put
/// back.</param>
internal sealed record ReviewerEvents(
    Func<string, string, ReviewerTerm, Event> Assigned, Func<string, DateTimeOffset?, Event> Unassigned);

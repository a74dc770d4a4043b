using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// How long an application that was assigned to an officer stays with that officer: until the end of the next working
/// day. Then it is free again, so that nothing waits for an officer who is away (docs/adr/0121).
/// </summary>
/// <param name="From">When it was assigned, UTC.</param>
/// <param name="LastDay">The last day, inclusive; it is free from 24:00 Shanghai of that day on.</param>
public sealed record ReviewerTerm(DateTimeOffset From, LegalDate LastDay)
{
    /// <summary>
    /// The term in working days; the day of the assignment is not counted. A decision of this registry.
    /// </summary>
    public const int WorkingDays = 1;

    /// <summary>The stable name of its deadline.</summary>
    public const string Deadline = "reviewerTerm";

    /// <summary>A term that begins now.</summary>
    public static ReviewerTerm Begun(Context context) => Counted(context.Now, context.Calendar);

    /// <summary>The same term, counted again by the calendar that is known now (F, H.19).</summary>
    public ReviewerTerm Anew(WorkingCalendar calendar) => Counted(From, calendar);

    /// <summary>
    /// The last day on which an application stays with its officer; null: it is assigned to nobody, or has no term.
    /// </summary>
    public static DateOnly? LastDayOf(IApplication a) =>
        a is { IsOpen: true, AssignedTo: not null } ? a.Term?.LastDay.Date : null;

    private static ReviewerTerm Counted(DateTimeOffset from, WorkingCalendar calendar) =>
        new(from, calendar.Add(ShanghaiTime.DateOf(from), WorkingDays));
}

/// <summary>The events by which a chain records to whom an application is assigned.</summary>
/// <param name="Assigned">
/// The event for an assignment, from the application's id, the officer's account and the term. It is recorded again
/// when the calendar moves the term.
/// </param>
/// <param name="Unassigned">
/// The event when an application becomes free, from its id and the instant at which the term ended; null: an officer or
/// administrator made it free.
/// </param>
internal sealed record ReviewerEvents(
    Func<string, string, ReviewerTerm, Event> Assigned, Func<string, DateTimeOffset?, Event> Unassigned);

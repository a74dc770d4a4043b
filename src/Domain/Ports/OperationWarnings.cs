using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// What an operator should mend though the registry is ready: at <c>/readyz</c>, and as series of <c>/metrics</c> that
/// are 0 while there is nothing to mend.
/// </summary>
public static class OperationWarnings
{
    /// <summary>No gateway for texts is set: nobody can sign in by phone.</summary>
    public const string NoCodeSender = "noCodeSender";

    /// <summary>A secret is set, and data at rest is plain or may be: `registry seal` has not ended.</summary>
    public const string NotSealed = "notSealed";

    /// <summary>
    /// The working days of this year are not loaded, or in December those of the next: dates are provisional, and what
    /// would take a right away waits for 15 days at most (rules.md H.17).
    /// </summary>
    public const string CalendarMissing = "calendarMissing";

    /// <summary>Every warning.</summary>
    public static ImmutableArray<string> All { get; } = [NoCodeSender, NotSealed, CalendarMissing];

    /// <summary>Whether a calendar that is needed on <paramref name="today"/> is missing.</summary>
    public static bool IsMissing(WorkingCalendar calendar, DateOnly today) =>
        !calendar.IsLoaded(today.Year) || (today.Month == 12 && !calendar.IsLoaded(today.Year + 1));
}

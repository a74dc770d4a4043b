using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// What an administrator should mend although the registry is ready. Shown at <c>/readyz</c>, and as series of
/// <c>/metrics</c> that are 0 while there is nothing to mend.
/// </summary>
public static class OperationWarnings
{
    /// <summary>No gateway for texts is set up: nobody can sign in by phone.</summary>
    public const string NoCodeSender = "noCodeSender";

    /// <summary>A secret is set, but data at rest is plain or may be: <c>registry seal</c> has not finished.</summary>
    public const string NotSealed = "notSealed";

    /// <summary>
    /// The working calendar of this year is not loaded, or in December that of the next. Dates are provisional, and
    /// deadlines that take a right away wait for 15 days at most (rules.md H.17).
    /// </summary>
    public const string CalendarMissing = "calendarMissing";

    /// <summary>Every warning.</summary>
    public static ImmutableArray<string> All { get; } = [NoCodeSender, NotSealed, CalendarMissing];

    /// <summary>Whether a calendar that is needed on <paramref name="today"/> is missing.</summary>
    public static bool IsMissing(WorkingCalendar calendar, DateOnly today) =>
        !calendar.IsLoaded(today.Year) || (today.Month == 12 && !calendar.IsLoaded(today.Year + 1));
}

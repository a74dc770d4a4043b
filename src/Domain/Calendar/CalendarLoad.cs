using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>What came of reading a calendar file: a calendar, or everything that is wrong with the file.</summary>
public abstract record CalendarLoad
{
    private CalendarLoad() { }

    /// <summary>The file is in order.</summary>
    /// <param name="Calendar">The calendar with the years of the file, and no others.</param>
    public sealed record Loaded(WorkingCalendar Calendar) : CalendarLoad;

    /// <summary>The file is not in order; nothing of it was taken over.</summary>
    /// <param name="Faults">At least one fault, in plain words, each naming the year and the date.</param>
    public sealed record Rejected(ImmutableArray<string> Faults) : CalendarLoad;
}

using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>The rules, the calendar and the clock in use; swapped whole when a newer text is loaded.</summary>
internal sealed class Law(LawClock clock, Rulebook rulebook, WorkingCalendar calendar)
{
    private volatile Rulebook _rulebook = rulebook;
    private volatile WorkingCalendar _calendar = calendar;

    public LawClock Clock { get; } = clock;

    public Rulebook Rulebook { get => _rulebook; set => _rulebook = value; }

    public WorkingCalendar Calendar { get => _calendar; set => _calendar = value; }
}

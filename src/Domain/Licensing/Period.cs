using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Licensing;

/// <summary>Days of validity, both ends inclusive.</summary>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>True when <paramref name="day"/> is one of them.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;

    /// <summary>
    /// The period of a renewal that was handed in on <paramref name="filedOn"/> and decided on
    /// <paramref name="decidedOn"/> (H.1). It begins on the day after the last valid day if it was filed by then,
    /// otherwise on the day of the decision. It also begins on the day of the decision if that is so late that the
    /// period would be over already: every renewed period ends after its decision.
    /// </summary>
    public Period Renewed(DateOnly filedOn, DateOnly decidedOn, int years)
    {
        var seamless = new Period(To.AddDays(1), LegalDates.PeriodEnd(To.AddDays(1), years));
        return filedOn <= To && decidedOn < seamless.To
            ? seamless
            : new Period(decidedOn, LegalDates.PeriodEnd(decidedOn, years));
    }

    /// <summary>The day after the last one, if that day has come; null before.</summary>
    public DateOnly? OverSince(DateOnly day) => day > To ? To.AddDays(1) : null;

    /// <summary>
    /// True where a document counts as valid until the decision because its renewal was filed in time (Administrative
    /// Licensing Law art. 50); this is an option, and it is off (G.3 #57).
    /// </summary>
    public bool IsDeemedExtended(DateOnly day, DateTimeOffset? renewalFiledAt, Rulebook rulebook) =>
        day > To && renewalFiledAt is { } filed && rulebook.RoadAt(day).DeemedExtension
        && ShanghaiTime.DateOf(filed) <= To;

    /// <summary>
    /// The period from <paramref name="previousFrom"/> to the day before <paramref name="from"/>; null: no first day is
    /// given.
    /// </summary>
    public static Period? Before(DateOnly from, DateOnly? previousFrom) =>
        previousFrom is { } first ? new Period(first, from.AddDays(-1)) : null;
}

/// <summary>
/// Which reminders of a period are recorded, so that each is sent once. It never says whether a document is valid.
/// </summary>
[JsonConverter(typeof(CamelCaseNames<PeriodStage>))]
public enum PeriodStage
{
    /// <summary>No reminder was recorded.</summary>
    Running = 0,

    /// <summary>The renewal window was announced.</summary>
    RenewalOpen = 1,

    /// <summary>The expiry was announced.</summary>
    Expired = 2,

    /// <summary>The coming lapse was announced.</summary>
    LapseWarned = 3,
}

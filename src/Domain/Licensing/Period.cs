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
    /// The period that a renewal handed in on <paramref name="filedOn"/> and decided on <paramref name="decidedOn"/>
    /// begins (H.1): filed until the last valid day, the day after it; filed later, the day of the decision. A decision
    /// so late that the new period would be over counts as the latter: every renewal ends after its decision.
    /// </summary>
    public Period Renewed(DateOnly filedOn, DateOnly decidedOn, int years)
    {
        var seamless = new Period(To.AddDays(1), LegalDates.PeriodEnd(To.AddDays(1), years));
        return filedOn <= To && decidedOn < seamless.To
            ? seamless
            : new Period(decidedOn, LegalDates.PeriodEnd(decidedOn, years));
    }

    /// <summary>The day after the last one, once it has come; null before.</summary>
    public DateOnly? OverSince(DateOnly day) => day > To ? To.AddDays(1) : null;

    /// <summary>
    /// True where a renewal that was filed in time holds the document valid until its decision (Administrative
    /// Licensing Law art. 50), an option that is off (G.3 #57).
    /// </summary>
    public bool IsDeemedExtended(DateOnly day, DateTimeOffset? renewalFiledAt, Rulebook rulebook) =>
        day > To && renewalFiledAt is { } filed && rulebook.RoadAt(day).DeemedExtension
        && ShanghaiTime.DateOf(filed) <= To;

    /// <summary>
    /// The period from <paramref name="previousFrom"/> to the day before <paramref name="from"/>; null: none is given.
    /// </summary>
    public static Period? Before(DateOnly from, DateOnly? previousFrom) =>
        previousFrom is { } first ? new Period(first, from.AddDays(-1)) : null;
}

/// <summary>
/// Which of a period's reminders are on record, so that each is given once. Never a statement of validity.
/// </summary>
[JsonConverter(typeof(CamelCaseNames<PeriodStage>))]
public enum PeriodStage
{
    /// <summary>None.</summary>
    Running = 0,

    /// <summary>The renewal window was announced.</summary>
    RenewalOpen = 1,

    /// <summary>The expiry was announced.</summary>
    Expired = 2,

    /// <summary>The coming lapse was announced.</summary>
    LapseWarned = 3,
}

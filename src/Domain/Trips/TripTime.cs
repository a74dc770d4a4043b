using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// The status of a trip at an instant: one pure function of its state and the time, used by API, pages, certificate and
/// verification, so that no job needs to have run (spec/traps.md, first row).
/// </summary>
public static class TripTime
{
    /// <summary>
    /// The status at <paramref name="now"/>. Departure is inclusive, return exclusive. A trip whose vehicle has no
    /// certificate is never under way; when its time is over, it has expired.
    /// </summary>
    public static TripStatus StatusAt(DateTimeOffset now, Trip t) =>
        !t.IsLive ? t.Recorded
        : now >= t.Plan.ReturnsAt ? t.IsCarried ? TripStatus.Ended : TripStatus.Expired
        : now >= t.Plan.DepartsAt && t.IsCarried ? TripStatus.InProgress
        : t.Recorded;

    /// <summary>First legal date of the trip, inclusive.</summary>
    public static DateOnly FirstDay(this TripPlan plan) => ShanghaiTime.DateOf(plan.DepartsAt);

    /// <summary>
    /// Last legal date of the trip, inclusive; a return at 00:00 belongs to the day before, as return is exclusive.
    /// </summary>
    public static DateOnly LastDay(this TripPlan plan) => ShanghaiTime.DateOf(plan.ReturnsAt.AddTicks(-1));

    /// <summary>
    /// The first legal dates of the trip, at most <paramref name="max"/>, because a longer trip is refused anyway.
    /// </summary>
    public static IEnumerable<DateOnly> FirstDays(this TripPlan plan, int max)
    {
        for (var (day, left) = (plan.FirstDay(), max); day <= plan.LastDay() && left > 0; day = day.AddDays(1), left--)
            yield return day;
    }

    /// <summary>Legal dates of the trip, both ends counted (G.6 #102).</summary>
    public static int Days(this TripPlan plan) => plan.LastDay().DayNumber - plan.FirstDay().DayNumber + 1;
}

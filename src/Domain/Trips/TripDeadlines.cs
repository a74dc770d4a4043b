using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// What a trip does by itself, and when: its review, its start, its end (C.5). A late deadline keeps its legal instant.
/// </summary>
public static class TripDeadlines
{
    /// <summary>The earliest deadline; null: the trip is over.</summary>
    public static Deadline? Next(Trip t, Context context)
    {
        if (!t.IsLive) return null;
        Deadline? first = null;
        if (t.Recorded == TripStatus.Filed)
            Deadline.Consider(ref first, "tripReview", t.FiledAt, TripReviewing.Outcome(t, context));
        else if (t.IsCarried && t.Recorded != TripStatus.InProgress)
            Deadline.Consider(ref first, "tripStart", t.Plan.DepartsAt, new TripStarted(t.Plan.DepartsAt));
        Deadline.Consider(ref first, "tripEnd", t.Plan.ReturnsAt,
            t.IsCarried ? new TripEnded(t.Plan.ReturnsAt) : new TripExpired(t.Plan.ReturnsAt));
        Reminding.Consider(ref first, t, TripReminders.Of(t), context);
        return first;
    }
}

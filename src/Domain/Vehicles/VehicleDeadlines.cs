using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// What a vehicle does by itself, and when: the limits of its applications, the renewal window and the expiry of its
/// certificate, the window of its annual review, and a missed review. Late deadlines keep their legal dates (H.13).
/// </summary>
public static class VehicleDeadlines
{
    /// <summary>The earliest deadline; null: there is none.</summary>
    public static Deadline? Next(Vehicle v, Context context)
    {
        Deadline? first = null;
        if (v.End is not null)
        {
            if (ApplicationDeadlines.Close(v.Applications) is { } close)
                Deadline.Consider(ref first, "end", context.Now, close);
            return first;
        }
        if (ApplicationDeadlines.Consider(ref first, RoadChain.Chain, v.Applications, context)) return first;
        ConsiderPeriod(ref first, v, context);
        ConsiderReview(ref first, v, context);
        Reminding.Consider(ref first, v, VehicleReminders.Of(v, context), context);
        return first;
    }

    private static void ConsiderPeriod(ref Deadline? first, Vehicle v, Context context)
    {
        if (v.Stage < PeriodStage.RenewalOpen)
            Deadline.Consider(
                ref first,
                "renewalOpens",
                ShanghaiTime.StartOf(v.RenewalOpensOn(context.Road)),
                new VehicleRenewalOpened(v.Period.To));
        else if (v.Stage < PeriodStage.Expired)
            Deadline.Consider(ref first, "expiry", ShanghaiTime.EndOf(v.Period.To), new VehicleExpired(v.Period.To));
    }

    /// <summary>
    /// The operator of a vehicle that is out of operation is not reminded of a review; the notice is sent when the
    /// vehicle is back (A.8).
    /// </summary>
    private static void ConsiderReview(ref Deadline? first, Vehicle v, Context context)
    {
        if (v.OperatingStatus != OperatingStatus.Operating) return;
        var validTo = v.ReviewValidTo(context.Rulebook);
        if (v.ReviewStage < ReviewStage.Open)
            Deadline.Consider(
                ref first,
                "reviewOpens",
                ShanghaiTime.StartOf(v.ReviewOpensOn(context.Rulebook, context.Road)),
                new ReviewOpened(validTo));
        else if (v.ReviewStage < ReviewStage.Overdue)
            Deadline.Consider(ref first, "reviewMissed", ShanghaiTime.EndOf(validTo), new ReviewMissed(validTo));
    }
}

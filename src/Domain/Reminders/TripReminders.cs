using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// Reminders before a charter trip departs: to the carrier to issue its certificate, to each driver to receive it
/// (rules.md H.27, C.5).
/// </summary>
internal static class TripReminders
{
    private const string Issue = "tripIssue", Receive = "tripReceive";

    /// <summary>The last days that run now.</summary>
    public static IEnumerable<LastDayAhead> Of(Trip t)
    {
        if (t is { Recorded: TripStatus.Approved, Review: { } review })
            yield return new LastDayAhead(
                Issue, t.Plan.FirstDay(), ShanghaiTime.DateOf(review.At), Ladder.Days);
        if (t is { IsLive: true, Medium: TripMedium.Electronic, IssuedAt: { } issued }
            && t.Receipts.Length < t.Plan.Drivers.Length)
            yield return new LastDayAhead(Receive, t.Plan.FirstDay(), ShanghaiTime.DateOf(issued), Ladder.Days);
    }

    /// <summary>The notices of a reminder.</summary>
    public static IEnumerable<Notice> NoticesOf(Trip t, LastDayAhead last) => TripNotices.To(
        last.Name == Issue ? [t.OperatorKey] : t.Plan.Drivers.RemoveAll(driver => t.ReceiptOf(driver) is not null),
        "remind." + last.Name, t, ("lastDay", last.Day));
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Trips;

/// <summary>The notices to carrier and drivers when something happens to a trip (C.1, enterprise flow 3).</summary>
public static class TripNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(Trip? before, Trip after, ImmutableArray<Event> events, Context context)
    {
        ImmutableArray<string> carrier = [after.OperatorKey], both = [.. carrier, .. after.Plan.Drivers];
        var reminders = Reminding.Of(events, () => TripReminders.Of(after), context)
            .SelectMany(last => TripReminders.NoticesOf(after, last));
        return [.. Notice.Each(events, happened => happened switch
        {
            TripApproved => To(carrier, "tripApproved", after),
            TripRefused e => To(carrier, "tripRefused", after, ("reasons", string.Join("；", e.Reasons))),
            TripIssued => To(both, "tripIssued", after), // 包车牌下发成功提醒
            TripPaperPrinted => To(after.Plan.Drivers, "tripPaperPrinted", after),
            TripAmended when before?.Medium == TripMedium.Electronic =>
                To(before.Plan.Drivers, "tripAmended", before),
            TripCancelled => To(after.Medium == TripMedium.None ? carrier : both, "tripCancelled", after),
            TripExpired => To(carrier, "tripExpired", after),
            _ => [],
        }), .. reminders];
    }

    internal static IEnumerable<Notice> To(
        ImmutableArray<string> whom, string kind, Trip t, params (string Name, object Value)[] more) =>
        whom.Select(key => Notice.Of(kind, key,
        [
            ("trip", t.Key),
            ("number", t.Number),
            ("from", t.Plan.Origin.Place),
            ("to", t.Plan.Destination.Place),
            ("departsAt", ShanghaiTime.ToLocal(t.Plan.DepartsAt).ToString("yyyy-MM-dd HH:mm", null)),
            .. more,
        ]));
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>The notices to carrier and drivers when something happens to a trip (C.1, enterprise flow 3).</summary>
public static class TripNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(Trip? before, Trip after, ImmutableArray<Event> events)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case TripApproved:
                    Tell("tripApproved", after, [after.OperatorKey]);
                    break;
                case TripRefused e:
                    Tell("tripRefused", after, [after.OperatorKey], ("reasons", string.Join("；", e.Reasons)));
                    break;
                case TripIssued:
                    Tell("tripIssued", after, [after.OperatorKey, .. after.Plan.Drivers]); // 包车牌下发成功提醒
                    break;
                case TripPaperPrinted:
                    Tell("tripPaperPrinted", after, after.Plan.Drivers);
                    break;
                case TripAmended when before?.Medium == TripMedium.Electronic:
                    Tell("tripAmended", before, before.Plan.Drivers);
                    break;
                case TripCancelled e:
                    Tell("tripCancelled", after, after.Medium == TripMedium.None
                        ? [after.OperatorKey]
                        : [after.OperatorKey, .. after.Plan.Drivers]);
                    break;
                case TripExpired:
                    Tell("tripExpired", after, [after.OperatorKey]);
                    break;
            }
        }
        return notices.ToImmutable();

        void Tell(
            string kind, Trip t, ImmutableArray<string> whom, params ReadOnlySpan<(string Name, object Value)> more)
        {
            foreach (var key in whom)
                notices.Add(Notice.Of(kind, key,
                [
                    ("trip", t.Key),
                    ("number", t.Number),
                    ("from", t.Plan.Origin.Place),
                    ("to", t.Plan.Destination.Place),
                    ("departsAt", ShanghaiTime.ToLocal(t.Plan.DepartsAt).ToString("yyyy-MM-dd HH:mm", null)),
                    .. more]));
        }
    }
}

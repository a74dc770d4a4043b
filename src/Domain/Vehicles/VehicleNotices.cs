using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>The notices to the operator when something happens to a vehicle.</summary>
public static class VehicleNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(Vehicle v, ImmutableArray<Event> events, Context context) =>
    [
        .. Notice.Each(events, happened => happened is VehicleRegistered e
            ? AtRegistration(e.Vehicle, context) : Of(v, happened, context) is { } notice ? [notice] : []),
        .. ApplicationNotices.OfDelay(events, v.Applications),
        .. Reminding.Of(events, () => VehicleReminders.Of(v, context), context)
            .Select(last => VehicleReminders.NoticeOf(v, last)),
    ];

    /// <summary>
    /// The notices at the registration of a vehicle whose window is open already: they are sent at once (H.27).
    /// </summary>
    private static IEnumerable<Notice> AtRegistration(Vehicle v, Context context)
    {
        Event?[] open =
        [
            v.Stage switch
            {
                PeriodStage.Running => null,
                PeriodStage.RenewalOpen => new VehicleRenewalOpened(v.Period.To),
                _ => new VehicleExpired(v.Period.To),
            },
            v.ReviewStage switch
            {
                ReviewStage.Running => null,
                ReviewStage.Open => new ReviewOpened(v.ReviewValidTo(context.Rulebook)),
                _ => new ReviewMissed(v.ReviewValidTo(context.Rulebook)),
            },
        ];
        return open.OfType<Event>().Select(happened => Of(v, happened, context)).OfType<Notice>();
    }

    /// <summary>
    /// The notice of an event; null: nobody is notified. A reminder whose last day has passed is recorded, but the
    /// holder is not asked to do what is no longer possible.
    /// </summary>
    private static Notice? Of(Vehicle v, Event happened, Context context) => happened switch
    {
        VehicleRenewalOpened or VehicleExpired or ReviewOpened or ReviewMissed when v.End is not null => null,
        VehicleRenewalOpened e when context.Today > e.ValidTo => null,
        ReviewOpened e when context.Today > e.ReviewValidTo => null,
        VehicleRenewalOpened e => NoticeOf(v, "vehicleRenewalOpens", ("validTo", e.ValidTo)),
        VehicleExpired e => NoticeOf(v, "vehicleExpired", ("validTo", e.ValidTo)),
        ReviewOpened e => NoticeOf(v, "reviewOpens", ("validTo", e.ReviewValidTo)),
        ReviewMissed e => NoticeOf(v, "reviewMissed", ("validTo", e.ReviewValidTo)),
        VehicleCancelled e => NoticeOf(v, "vehicleCancelled", ("effectiveOn", e.EffectiveOn)),
        ApplicationEvent e => ApplicationNotices.Of(
            e, v.Applications, v.OperatorKey, ("vehicle", v.Key), ("plate", v.Plate)),
        _ => null,
    };

    private static Notice NoticeOf(Vehicle v, string kind, (string Name, object Value) value) =>
        Notice.Of(kind, v.OperatorKey, [("vehicle", v.Key), ("plate", v.Plate), value]);
}

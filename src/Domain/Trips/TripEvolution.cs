using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Trips;

/// <summary>How a trip changes by its events. Never decides; an impossible event is a bug and throws.</summary>
public static class TripEvolution
{
    /// <summary>The state after <paramref name="happened"/>.</summary>
    public static Trip Evolve(Trip? state, Event happened) => (state, happened) switch
    {
        (null, TripFiled e) => e.Trip,
        (null, TripRegistered e) => e.Trip,
        ({ } t, TripAmended e) => t with
        {
            Plan = e.Plan,
            Authority = e.Authority,
            PlanVersion = t.PlanVersion + 1,
            FiledAt = e.At,
            Recorded = TripStatus.Filed,
            Review = null,
            Medium = TripMedium.None,
            IssuedAt = null,
            Receipts = [],
        },
        ({ } t, TripReviewAsked) => t with { Recorded = TripStatus.ManualReview },
        ({ } t, TripApproved e) =>
            t with { Recorded = TripStatus.Approved, Review = new TripReview(e.By is null, e.By, e.At, []) },
        ({ } t, TripRefused e) =>
            t with { Recorded = TripStatus.Refused, Review = new TripReview(e.By is null, e.By, e.At, e.Reasons) },
        ({ } t, TripIssued e) =>
            t with { Recorded = TripStatus.Issued, Medium = TripMedium.Electronic, IssuedAt = e.At },
        ({ } t, TripPaperPrinted e) =>
            t with { Recorded = TripStatus.Issued, Medium = TripMedium.Paper, IssuedAt = e.At },
        ({ } t, TripReceived e) => t with
        {
            Recorded = t.Recorded == TripStatus.InProgress ? t.Recorded : TripStatus.Received,
            Receipts = t.Receipts.RemoveAll(receipt => receipt.PersonKey == e.PersonKey)
                .Add(new TripReceipt(e.PersonKey, e.At, e.Device)),
        },
        ({ } t, TripStarted) => t with { Recorded = TripStatus.InProgress },
        ({ } t, TripEnded) => t with { Recorded = TripStatus.Ended },
        ({ } t, TripExpired) => t with { Recorded = TripStatus.Expired },
        ({ } t, RemindersDue e) => t with { RemindedAt = e.At },
        ({ } t, TripCancelled e) => t with { Recorded = TripStatus.Cancelled, CancelReason = e.Reason },
        _ => throw new InvalidOperationException(
            $"{happened.GetType().Name} cannot happen to {state?.Key ?? "nothing"}"),
    };
}

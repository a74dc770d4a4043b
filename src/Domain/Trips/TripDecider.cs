using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// Decides about commands to a trip, after everything that is due was carried out (<see cref="DeadlineFirst"/>).
/// </summary>
public static class TripDecider
{
    /// <summary>The decision. The state is null before the trip is filed.</summary>
    public static Decision Decide(
        EntityId id, Trip? state, Command command, Context context) => (state, command) switch
        {
            (null, FileTrip file) => TripFiling.File(id, file, context),
            (null, RegisterTrip register) => TripRegistration.Decide(id, register, context),
            (null, _) => Refusals.NotFound(),
            (_, PassTime) => Decision.Nothing,
            (_, FileTrip or RegisterTrip) => TripRefusals.ContractFiled(),
            ({ } t, AmendTrip amend) => TripFiling.Amend(t, amend, context),
            ({ } t, ApproveTrip) => CharterDesk(t, context) ?? Approve(t, context),
            ({ } t, RefuseTrip refuse) => CharterDesk(t, context) ?? Refuse(t, refuse, context),
            ({ } t, IssueTrip) => Carrier(t, context) ?? Issue(t, context),
            ({ } t, PrintTripPaper) => Carrier(t, context) ?? PrintPaper(t, context),
            ({ } t, ReceiveTrip receive) => Receive(t, receive.Device, context),
            ({ } t, CancelTrip cancel) => (context.Actor.Is(Roles.Operator)
                ? Carrier(t, context)
                : CharterDesk(t, context)) ?? Cancel(t, cancel, context),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for trips"),
        };

    private static Decision? Carrier(Trip t, Context context) =>
        TripFiling.Carrier(t.OperatorKey, context.Actor) is { } refusal ? refusal : (Decision?)null;

    private static Decision? CharterDesk(Trip t, Context context) =>
        ApplicationAuthorization.Charter(t.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;

    /// <summary>The conditions are checked again, as they may have changed since the filing.</summary>
    private static Decision Approve(Trip t, Context context) =>
        t is { Recorded: TripStatus.Approved, Review.By: not null } ? Decision.Nothing
        : t.Recorded != TripStatus.ManualReview ? TripRefusals.Wrong(t.Recorded)
        : TripConditions.Unmet(t.OperatorKey, t.Plan, context) is { } no ? no
        : Decision.Of(new TripApproved(context.Actor.AccountId, context.Now));

    private static Decision Refuse(Trip t, RefuseTrip refuse, Context context) =>
        FormCheck.Reasons(refuse.Reasons) is { } malformed ? malformed
        : t is { Recorded: TripStatus.Refused, Review.By: not null } ? Decision.Nothing
        : t.Recorded != TripStatus.ManualReview ? TripRefusals.Wrong(t.Recorded)
        : Decision.Of(new TripRefused(context.Actor.AccountId, refuse.Reasons, context.Now));

    /// <summary>
    /// Issued once. If the electronic certificate is not possible, the refusal says why, and the paper plate remains
    /// (C.4).
    /// </summary>
    private static Decision Issue(Trip t, Context context) =>
        t.IsLive && t.Medium == TripMedium.Electronic ? Decision.Nothing
        : t.Recorded != TripStatus.Approved ? TripRefusals.Wrong(t.Recorded)
        : (TripConditions.Unmet(t.OperatorKey, t.Plan, context)
            ?? TripPlaces.OnPaperOnly(t.Plan, t.Authority, context.CharterRulebook, context.Now)) is { } no ? no
        : Decision.Of(new TripIssued(context.Now));

    /// <summary>
    /// Possible for an approved trip, and while nobody has received the electronic certificate (C.5).
    /// </summary>
    private static Decision PrintPaper(Trip t, Context context) =>
        t.IsLive && t.Medium == TripMedium.Paper ? Decision.Nothing
        : t.Recorded is not (TripStatus.Approved or TripStatus.Issued) ? TripRefusals.Wrong(t.Recorded)
        : TripConditions.Unmet(t.OperatorKey, t.Plan, context) is { } no ? no
        : Decision.Of(new TripPaperPrinted(context.Now));

    /// <summary>
    /// Each driver receives it separately, before the departure or under way (G.6 #105); receiving it on another phone
    /// moves it there.
    /// </summary>
    private static Decision Receive(Trip t, string? device, Context context) =>
        !context.Actor.Is(Roles.Holder) ? Refusals.NotAllowed()
        : context.Actor.PersonKey is not { } driver || !t.Plan.Drivers.Contains(driver) ? Refusals.NotFound()
        : !t.IsLive || t.Medium != TripMedium.Electronic ? TripRefusals.Wrong(t.Recorded)
        : t.ReceiptOf(driver) is { } receipt && (device is null || receipt.Device == device) ? Decision.Nothing
        : Decision.Of(new TripReceived(driver, t.ReceiptOf(driver)?.At ?? context.Now, device));

    private static Decision Cancel(Trip t, CancelTrip cancel, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", cancel.Reason, FormCheck.MaxText, required: false);
        return faults.Count > 0 ? Refusals.Malformed([.. faults])
            : t.Recorded == TripStatus.Cancelled ? Decision.Nothing
            : !t.IsLive ? TripRefusals.Wrong(t.Recorded)
            : context.Now >= t.Plan.DepartsAt ? TripRefusals.Departed()
            : Decision.Of(new TripCancelled(cancel.Reason?.Trim(), context.Now));
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>The machine of charter trips, as the hosts call it.</summary>
public sealed class TripMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static TripMachine Instance { get; } = new();

    /// <summary>The space in which a carrier's contracts are unique: one can be filed once (C.3).</summary>
    public const string ContractSpace = "trip.contract";

    /// <summary>
    /// The space in which a vehicle's time is reserved: one trip at a time (H.3). The value is the vehicle's key. A
    /// cancelled vehicle reserves the rest of its time itself, so that not every reservation belongs to a trip.
    /// </summary>
    public const string VehicleSpace = "trip.vehicle";

    /// <summary>
    /// The space in which a driver's time is reserved: one trip at a time (H.3). The value is the person's key.
    /// </summary>
    public const string DriverSpace = "trip.driver";

    /// <summary>The category of the search row while the trip waits for the charter desk.</summary>
    public const string Queued = "manualReview";

    private TripMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Trip;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command)
    {
        var trip = (Trip?)state;
        var plans = new[] { trip?.Plan, command switch { FileTrip c =>
            c.Plan, RegisterTrip c => c.Trip.Plan, AmendTrip c => c.Plan, _ => null } }
            .OfType<TripPlan>().ToArray();
        var operatorKey =
            trip?.OperatorKey ?? (command as FileTrip)?.OperatorKey ?? (command as RegisterTrip)?.Trip.OperatorKey;
        var drivers = Known(EntityKind.Person, plans.SelectMany(DriversOf)).ToArray();
        var decides = command is not null || trip?.Recorded == TripStatus.Filed; // To be shown, names are enough.
        return new Needs(null, command is null
            ? []
            : [.. plans.Select(plan => plan.ContractDocumentId).OfType<string>()])
        {
            Entities = [
                .. Known(EntityKind.Operator, [operatorKey]),
                .. Known(EntityKind.Vehicle, plans.Select(plan => plan.VehicleKey)),
                .. decides ? [] : drivers],
            Holders = decides ? [.. drivers.Select(id => id.Key)] : [],
        };
    }

    private static IEnumerable<string> DriversOf(TripPlan plan) =>
        plan.Drivers.IsDefaultOrEmpty ? [] : plan.Drivers.Take(TripFiling.MaxDrivers);

    /// <summary>The keys that are possible for this kind, each once; a client may send anything.</summary>
    private static IEnumerable<EntityId> Known(EntityKind kind, IEnumerable<string?> keys)
    {
        foreach (var key in keys.Distinct())
            if (EntityId.TryParse(key, out var id) && id.Kind == kind) yield return id;
    }

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        TripDecider.Decide(id, (Trip?)state, command, context);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        TripEvolution.Evolve((Trip?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) =>
        TripDeadlines.Next((Trip)state, context);

    /// <summary>
    /// Vehicle and drivers are reserved from the filing on. After the trip the reservation stays, because its time has
    /// passed. A refused or cancelled trip gives everything back.
    /// </summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var t = (Trip)state;
        if (t.Recorded is TripStatus.Refused or TripStatus.Cancelled) return [];
        return ReservationsOf(t.OperatorKey, t.Plan);
    }

    /// <summary>What a trip with this plan reserves.</summary>
    internal static ImmutableArray<Reservation> ReservationsOf(string operatorKey, TripPlan plan)
    {
        var during = new Interval(plan.DepartsAt, plan.ReturnsAt);
        return
        [
            new Reservation(ContractSpace, $"{operatorKey}:{plan.ContractNumber}"),
            new Reservation(VehicleSpace, plan.VehicleKey, during),
            .. plan.Drivers.Select(driver => new Reservation(DriverSpace, driver, during)),
        ];
    }

    /// <inheritdoc/>
    protected override Filing? FilingNow(EntityState? state, Command command, Context context) =>
        (state, command) switch
        {
            (null, FileTrip file) => TripFiling.Of(file, context),
            (Trip trip, AmendTrip amend) => TripFiling.Of(trip, amend, context),
            _ => null,
        };

    /// <summary>
    /// In the search row of a trip, the name is its medium and the ground of its end is the recorded status: statistics
    /// count by these.
    /// </summary>
    public override SearchRow Search(EntityState state)
    {
        var t = (Trip)state;
        return new SearchRow(
            t.OperatorKey, t.Recorded == TripStatus.ManualReview ? Queued : null, t.Number,
            JsonNamingPolicy.CamelCase.ConvertName(t.Medium.ToString()), t.Authority, t.Plan.FirstDay(),
            t.Plan.LastDay(), null, JsonNamingPolicy.CamelCase.ConvertName(t.Recorded.ToString()));
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
        Reactions.None with { Notices = TripNotices.Of((Trip?)before, (Trip)after, events, context) };

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => reservation.Space switch
    {
        VehicleSpace => TripRefusals.VehicleBooked(),
        DriverSpace => TripRefusals.DriverBooked(),
        _ => TripRefusals.ContractFiled(),
    };

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var t = (Trip)state;
        if (t.Plan.ReturnsAt <= t.Plan.DepartsAt) yield return "the trip ends before it begins";
        if (t.Plan.Drivers.IsDefaultOrEmpty) yield return "nobody drives";
        else if (t.Plan.Drivers.Distinct().Count() != t.Plan.Drivers.Length) yield return "a driver stands twice";
        if (t.PlanVersion < 1) yield return "plans are numbered from 1";
        if (t.Medium == TripMedium.None != t.IssuedAt is null)
            yield return "a medium without an instant of issue, or the other way round";
        if (t.Receipts.Length > 0 && t.Medium != TripMedium.Electronic) yield return "received what is not electronic";
        if (t.Receipts.Any(receipt => !t.Plan.Drivers.Contains(receipt.PersonKey)))
            yield return "received by somebody who does not drive";
        if (t.Receipts.DistinctBy(receipt => receipt.PersonKey).Count() != t.Receipts.Length)
            yield return "received twice by a driver";
        if (t.Recorded is TripStatus.InProgress or TripStatus.Ended && !t.IsCarried)
            yield return "driven without a certificate";
    }
}

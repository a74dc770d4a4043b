using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>How a trip would be reviewed, and on which medium its certificate would be issued.</summary>
/// <param name="Automatic">True: reviewed by rule, at once; false: reviewed by the charter desk.</param>
/// <param name="PaperOnly">Why its certificate can only be on paper; null: it can be electronic.</param>
public sealed record TripOutlook(bool Automatic, Refusal? PaperOnly);

/// <summary>Charter trips.</summary>
public sealed partial class Reads
{
    private const string CursorPrefix = "until-";

    /// <summary>A trip, now.</summary>
    public ValueTask<Result<Shown<TripView>>> Trip(string? id, CancellationToken cancellation = default) =>
        One<Trip, TripView>(EntityKind.Trip, id, TripView.Of, cancellation);

    /// <summary>
    /// A carrier's or a driver's own trips; none for an operator's account without an operator. A page has fewer than
    /// its limit where some are not wanted.
    /// </summary>
    public async Task<Page<TripView>> OwnTrips(
        TripsWanted wanted, PageRequest page, CancellationToken cancellation = default)
    {
        var vehicles = wanted.Plate is { } plate ? await VehiclesWith(plate, cancellation) : null;
        bool Counts(Trip trip) => TripTime.StatusAt(registry.Now, trip) is var status
            && status == (wanted.Status ?? status) && trip.Medium == (wanted.Medium ?? trip.Medium)
            && vehicles?.Contains(trip.Plan.VehicleKey) != false
            && !(trip.Plan.FirstDay() < wanted.From) && !(trip.Plan.FirstDay() > wanted.To);
        return await Filled(page, next => actor.OperatorKey is { } carrier
            ? Trips(
                new TripSearch(OperatorKey: carrier, DepartsFrom: wanted.From, DepartsTo: wanted.To), next, Counts,
                cancellation)
            : OfDriver(next, DateTimeOffset.MinValue, (trip, _) => Counts(trip), cancellation));
    }

    /// <summary>
    /// How a trip would be reviewed if it were filed, or filed again, at this instant. Its vehicle and carrier are on
    /// record.
    /// </summary>
    public async ValueTask<TripOutlook> OutlookOf(
        EntityId id, string operatorKey, TripPlan plan, CancellationToken cancellation = default)
    {
        var facts = await registry.FactsFor(id, null, new FileTrip(operatorKey, plan), cancellation);
        var context = registry.ContextFor(actor, facts);
        return new TripOutlook(TripReviewing.IsAutomatic(operatorKey, plan, context),
            facts.VehicleWith(plan.VehicleKey) is { } vehicle
                ? TripPlaces.OnPaperOnly(plan, vehicle.Authority, context.CharterRulebook, context.Now) : null);
    }

    /// <summary>The vehicles that bear or bore the plate, whatever its colour.</summary>
    private async Task<HashSet<string>> VehiclesWith(string plate, CancellationToken cancellation)
    {
        var search = new VehicleSearch(Plate: Plate.Normalize(plate));
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var id in Pages.All(page => registry.Queries.Vehicles(search, page, cancellation)))
            keys.Add(id.Key);
        return keys;
    }

    /// <summary>The trips whose certificate the caller has not received yet.</summary>
    public Task<Page<TripView>> TripsToReceive(PageRequest page, CancellationToken cancellation = default) =>
        OfDriver(page, registry.Now,
            (trip, driver) => trip.Medium == TripMedium.Electronic && trip.ReceiptOf(driver) is null && !IsOver(trip),
            cancellation);

    /// <summary>The trips whose certificate the caller has received and that are not over (电子包车牌).</summary>
    public Task<Page<TripView>> CurrentTrips(PageRequest page, CancellationToken cancellation = default) =>
        OfDriver(page, registry.Now, (trip, driver) => trip.ReceiptOf(driver) is not null && !IsOver(trip),
            cancellation);

    /// <summary>What waits for the caller's charter desk.</summary>
    public async Task<Result<Page<TripView>>> TripQueue(PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.Authority is not { Length: > 0 } reach || !actor.Covers(reach, Desks.Charter))
            return Refusals.NotAllowed();
        return await Trips(new TripSearch(reach, Category: TripMachine.Queued), page,
            trip => TripTime.StatusAt(registry.Now, trip) == TripStatus.ManualReview, cancellation);
    }

    /// <summary>
    /// The conditions of a trip as they would be decided at this instant. The drivers' certificates are read for this;
    /// a view that only shows a trip does not read them.
    /// </summary>
    public async ValueTask<ImmutableArray<Condition>> ConditionsNow(
        Loaded loaded, CancellationToken cancellation = default)
    {
        var trip = (Trip)loaded.State;
        var facts = await registry.FactsFor(loaded.Id, trip, new ApproveTrip(), cancellation);
        return [.. TripConditions.All(trip.OperatorKey, trip.Plan, registry.ContextFor(actor, facts), isNew: false)];
    }

    /// <summary>
    /// The certificate as the driver who has received it shows it (C.6 Y-03, G.6 #105). Refused for everybody else.
    /// </summary>
    public async Task<Result<Shown<TripDisplayView>>> TripDisplay(string id, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(EntityKind.Trip, id, cancellation);
        if (refusal is not null) return refusal;
        var (trip, context) = ((Trip)loaded!.State, ContextOf(loaded));
        if (actor.PersonKey is not { } driver || trip.ReceiptOf(driver) is null)
            return Refusals.WrongState("您尚未接收该电子包车牌，请先接收或携带纸质标志牌。",
                "You have not received this certificate; receive it first, or carry the paper plate.");
        var proof = TripDisplayView.StateAt(context.Now, trip) is DisplayState.NotStarted or DisplayState.InProgress
            ? await registry.Verification.DisplayOf(loaded.Id, cancellation)
            : null;
        return new Shown<TripDisplayView>(
            TripDisplayView.Of(trip, context, loaded.Version, proof), loaded.Version);
    }

    /// <summary>
    /// The codes of the next slots for the screen. They are sent only to the phone by which the driver has received the
    /// certificate: on another phone they would be a second certificate (decisions.md 10).
    /// </summary>
    public async Task<Result<Shown<TripSlotsView>>> TripSlots(
        string id, string device, int slots, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(EntityKind.Trip, id, cancellation);
        if (refusal is not null) return refusal;
        var (trip, context) = ((Trip)loaded!.State, ContextOf(loaded));
        if (actor.PersonKey is not { } driver || trip.ReceiptOf(driver)?.Device != device)
            return Refusals.WrongState("该电子包车牌不是在本设备上接收的；请先在本设备上接收。",
                "This certificate was not received on this device; receive it here first.");
        if (TripDisplayView.StateAt(context.Now, trip) is not (DisplayState.NotStarted or DisplayState.InProgress))
            return TripRefusals.Wrong(trip.Recorded);
        var proofs = await registry.Verification.DisplaySlots(loaded.Id, slots, cancellation);
        return new Shown<TripSlotsView>(TripSlotsView.Of(trip, context, proofs), loaded.Version);
    }

    private bool IsOver(Trip trip) => TripTime.StatusAt(registry.Now, trip)
        is TripStatus.Ended or TripStatus.Expired or TripStatus.Cancelled or TripStatus.Refused;

    private async Task<Page<TripView>> Trips(
        TripSearch search, PageRequest page, Func<Trip, bool> counts, CancellationToken cancellation)
    {
        var found = await registry.Queries.Trips(search, page, cancellation);
        return new Page<TripView>(await TripsThat(counts, found.Items, cancellation), found.Next);
    }

    /// <summary>
    /// A driver's trips that end after an instant, earliest first. A driver's trips never overlap, so the next page
    /// begins at the end of the last one. A page may have fewer trips than its limit, as filtered trips are left out.
    /// </summary>
    private async Task<Page<TripView>> OfDriver(
        PageRequest page, DateTimeOffset after, Func<Trip, string, bool> counts, CancellationToken cancellation)
    {
        if (page.Cursor is { } cursor && EndIn(cursor) is var end && end > after) after = end;
        if (actor.PersonKey is not { } driver) return new Page<TripView>([], null);
        var booked = await registry.Queries.Bookings(
            TripMachine.DriverSpace, driver, after, page.Limit + 1, cancellation);
        var views = await TripsThat(trip => counts(trip, driver),
            booked.Take(page.Limit).Select(booking => booking.Holder), cancellation);
        return new Page<TripView>(
            views, booked.Length > page.Limit ? CursorAt(booked[page.Limit - 1].During.Until) : null);
    }

    private async Task<ImmutableArray<TripView>> TripsThat(
        Func<Trip, bool> count, IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        var views = ImmutableArray.CreateBuilder<TripView>();
        await foreach (var loaded in Readable(ids, cancellation))
            if (loaded.State is Trip trip && count(trip))
                views.Add(TripView.Of(trip, ContextOf(loaded), loaded.Version));
        return views.ToImmutable();
    }

    private static string CursorAt(DateTimeOffset end) =>
        CursorPrefix + end.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset EndIn(string cursor) =>
        cursor.StartsWith(CursorPrefix, StringComparison.Ordinal)
        && long.TryParse(
            cursor.AsSpan(CursorPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw new BadCursorException();
}

using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Access;

/// <summary>What an officer without a network must know of a trip.</summary>
public sealed record CirculatingTrip(
    string Id, string Plate, PlateColour Colour, DateTimeOffset From, DateTimeOffset Until, int Received);

/// <summary>What an officer takes along on a shift.</summary>
/// <param name="AccountId">The account to which the snapshot belongs.</param>
/// <param name="IssuedAt">The instant of the snapshot.</param>
/// <param name="ExpiresAt">When the shift ends; the snapshot must be deleted then.</param>
/// <param name="Trips">The trips, the earliest departure first.</param>
public sealed record ShiftSnapshot(
    string AccountId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, ImmutableArray<CirculatingTrip> Trips);

/// <summary>What enforcement takes along where there is no network (decisions.md 10).</summary>
public sealed partial class Reads
{
    private static readonly TimeSpan _ahead = TimeSpan.FromHours(24);

    /// <summary>
    /// The trips of the next 24 hours whose origin, destination, stops or carrier lie in the reach of the account's
    /// authority. Refused outside a shift. The read is on record before the answer is given.
    /// </summary>
    public async Task<Result<ShiftSnapshot>> Snapshot(CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Enforcement) || string.IsNullOrEmpty(actor.Authority)) return Refusals.NotAllowed();
        var shift = await registry.Operations.Audited(actor, ShiftLine, _shift, cancellation);
        if (shift.Count == 0)
            return Refusals.WrongState("请先开始班次。", "Open a shift first, on the page of the road check.");
        var now = registry.Now;
        var trips = ImmutableArray.CreateBuilder<CirculatingTrip>();
        foreach (var id in await registry.Verification.CirculatingTrips(cancellation))
            if (await registry.Load(id, cancellation) is { State: Trip trip } loaded && Touches(trip)
                && trip.Plan.DepartsAt < now + _ahead && now < trip.Plan.ReturnsAt
                && loaded.Facts.VehicleWith(trip.Plan.VehicleKey) is { } vehicle)
                trips.Add(new CirculatingTrip(trip.Key, vehicle.Plate, vehicle.PlateColour,
                    ShanghaiTime.ToLocal(trip.Plan.DepartsAt), ShanghaiTime.ToLocal(trip.Plan.ReturnsAt),
                    trip.Receipts.Length));
        await Audit(
            "enforcement.snapshot", "trips", trips.Count.ToString(CultureInfo.InvariantCulture), cancellation);
        return new ShiftSnapshot(actor.AccountId, ShanghaiTime.ToLocal(now), ShanghaiTime.ToLocal(now + shift.FreeIn),
            [.. trips.OrderBy(trip => trip.From).ThenBy(trip => trip.Id, StringComparer.Ordinal)]);
    }

    private bool Touches(Trip trip) =>
        trip.Authority.StartsWith(actor.Authority!, StringComparison.Ordinal)
        || trip.Plan.Places.Any(place => place.Region.StartsWith(actor.Authority!, StringComparison.Ordinal));
}

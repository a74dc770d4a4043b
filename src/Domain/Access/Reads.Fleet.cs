using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>A vehicle with its last days, as lists of a whole fleet show it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Plate">Its plate.</param>
/// <param name="Seats">Its seats; null: not on record.</param>
/// <param name="Status">What its certificate is worth today.</param>
/// <param name="ValidTo">The last day of its certificate, inclusive.</param>
/// <param name="ReviewValidTo">The last day of its annual review, inclusive; null: it is cancelled.</param>
public sealed record FleetVehicle(
    string Id, string Plate, int? Seats, CertificateStatus Status, DateOnly ValidTo, DateOnly? ReviewValidTo)
{
    internal static FleetVehicle Of(Vehicle v, Context context, int version) => new(
        v.Key, v.Plate, v.Seats, VehicleValidity.On(context.Today, v, context.Rulebook).Status, v.Period.To,
        v.End is null ? v.ReviewValidTo(context.Rulebook) : null);
}

/// <summary>
/// All of a carrier's vehicles at once: a list by date needs all of them, and some carriers have 3,000.
/// </summary>
public sealed partial class Reads
{
    /// <summary>Every vehicle of the caller's operator, of one kind or of all (null), in one walk.</summary>
    public async Task<ImmutableArray<FleetVehicle>> Fleet(VehicleKind? kind, CancellationToken cancellation = default)
    {
        if (actor.OperatorKey is not { } key) return [];
        var search = new VehicleSearch(OperatorKey: key, Category: kind?.Name());
        var fleet = ImmutableArray.CreateBuilder<FleetVehicle>();
        for (var page = new PageRequest(MaxFleetPage); ;)
        {
            var found = await registry.Queries.Vehicles(search, page, cancellation);
            fleet.AddRange(await Each<Vehicle, FleetVehicle>(found.Items, FleetVehicle.Of, cancellation));
            if (found.Next is null) return fleet.ToImmutable();
            page = page with { Cursor = found.Next };
        }
    }

    /// <summary>
    /// The last days of the caller's enterprise itself and of its drivers' documents (vehicles excepted), from today
    /// until <paramref name="until"/>, inclusive, earliest first.
    /// </summary>
    public async Task<ImmutableArray<LastDay>> LastDaysBesidesVehicles(
        DateOnly until, CancellationToken cancellation = default)
    {
        var all = new List<LastDay>();
        if (await OwnParty(cancellation) is not { } party) return [];
        AddLastDays(all, party, until);
        await foreach (var loaded in DriversDocuments(party, cancellation)) AddLastDays(all, loaded, until);
        return InOrder(all);
    }

    private const int MaxFleetPage = 200;
}

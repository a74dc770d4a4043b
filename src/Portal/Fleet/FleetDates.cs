using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>One vehicle, driver or permit of a carrier with what comes next for it.</summary>
/// <param name="Name">The plate, the driver, or the carrier.</param>
/// <param name="Path">Its page; null: the carrier has none for it.</param>
/// <param name="IsVehicle">True for a vehicle.</param>
/// <param name="On">The last day, inclusive; null: nothing comes any more.</param>
/// <param name="What">What ends with it.</param>
public sealed record FleetRow(string Name, string? Path, bool IsVehicle, DateOnly? On, LocalText What);

/// <summary>The nearest date of everything that a carrier has, over the whole fleet and not a page of it.</summary>
internal static class FleetDates
{
    private const int PageSize = 200, MaxDays = 10_000, FarDays = 3_660;

    /// <summary>
    /// One row for each vehicle, driver's certificate and permit, nearest date first; what is over last.
    /// </summary>
    public static async Task<ImmutableArray<FleetRow>> Of(
        Reads reads, DateOnly today, CancellationToken cancellation)
    {
        var vehicles = await Vehicles(reads, new VehiclesWanted(), cancellation);
        var carrier = (await reads.OwnOperators(cancellation)).FirstOrDefault();
        var days = await reads.LastDays(today.AddDays(FarDays), MaxDays, cancellation);
        var others = days.Where(day => KindOf(day.Id) != EntityKind.Vehicle).GroupBy(day => day.Id)
            .Select(of => RowOf(of.First(), carrier));
        return
        [
            .. vehicles.Select(RowOf).Concat(others)
                .OrderBy(row => row.On ?? DateOnly.MaxValue).ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>All vehicles of the carrier that are wanted, in the order of their registration.</summary>
    public static async Task<ImmutableArray<VehicleView>> Vehicles(
        Reads reads, VehiclesWanted wanted, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<VehicleView>();
        for (string? cursor = null; ;)
        {
            var page = await reads.OwnVehicles(wanted, new PageRequest(PageSize, cursor), cancellation);
            all.AddRange(page.Items);
            if (page.Next is null) return all.ToImmutable();
            cursor = page.Next;
        }
    }

    private static EntityKind? KindOf(string key) => EntityId.TryParse(key, out var id) ? id.Kind : null;

    private static FleetRow RowOf(VehicleView vehicle)
    {
        var path = "/fleet/vehicles/" + vehicle.Id;
        if (vehicle.Status == CertificateStatus.Cancelled)
            return new FleetRow(vehicle.Plate, path, true, null, new("已注销", "cancelled"));
        return vehicle.Review is { } review && review.ValidTo < vehicle.ValidTo
            ? new FleetRow(vehicle.Plate, path, true, review.ValidTo, new("年审有效期", "annual review"))
            : new FleetRow(vehicle.Plate, path, true, vehicle.ValidTo, new("道路运输证有效期", "vehicle certificate"));
    }

    private static FleetRow RowOf(LastDay day, OperatorView? carrier) => KindOf(day.Id) switch
    {
        EntityKind.Operator => new FleetRow(
            carrier?.Name ?? day.Id, "/fleet/company/" + day.Id, false, day.On, day.Title),
        EntityKind.Trip => new FleetRow(day.About ?? day.Id, "/fleet/trips/" + day.Id, false, day.On, day.Title),
        _ => new FleetRow(day.About ?? day.Id, null, false, day.On, day.Title),
    };
}

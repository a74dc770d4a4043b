using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>One vehicle, driver or permit of a carrier with its next date.</summary>
/// <param name="Name">The plate, the driver, or the carrier.</param>
/// <param name="Path">Its page; null: the carrier has none for it.</param>
/// <param name="IsVehicle">True for a vehicle.</param>
/// <param name="On">The last day, inclusive; null: there is no further date.</param>
/// <param name="What">What ends with it.</param>
public sealed record FleetRow(string Name, string? Path, bool IsVehicle, DateOnly? On, LocalText What);

/// <summary>
/// The nearest date of everything that a carrier has: for the whole fleet, not for one page, in one walk
/// (docs/adr/0155).
/// </summary>
internal static class FleetDates
{
    private const int FarDays = 3_660;

    /// <summary>
    /// One row for each vehicle, driver's certificate and permit, nearest date first; those that are over come last.
    /// </summary>
    public static async Task<ImmutableArray<FleetRow>> Of(
        Reads reads, OperatorView? carrier, DateOnly today, CancellationToken cancellation)
    {
        var vehicles = await reads.Fleet(kind: null, cancellation);
        var days = await reads.LastDaysBesidesVehicles(today.AddDays(FarDays), cancellation);
        var others = days.GroupBy(day => day.Id).Select(of => RowOf(of.First(), carrier));
        return
        [
            .. vehicles.Select(RowOf).Concat(others)
                .OrderBy(row => row.On ?? DateOnly.MaxValue).ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }

    private static FleetRow RowOf(FleetVehicle vehicle)
    {
        var path = "/fleet/vehicles/" + vehicle.Id;
        if (vehicle.Status == CertificateStatus.Cancelled)
            return new FleetRow(vehicle.Plate, path, true, null, new("已注销", "cancelled"));
        return vehicle.ReviewValidTo is { } review && review < vehicle.ValidTo
            ? new FleetRow(vehicle.Plate, path, true, review, new("年审有效期", "annual review"))
            : new FleetRow(vehicle.Plate, path, true, vehicle.ValidTo, new("道路运输证有效期", "vehicle certificate"));
    }

    private static FleetRow RowOf(LastDay day, OperatorView? carrier) => day.Id == carrier?.Id
        ? new FleetRow(carrier.Name, "/fleet/company/" + day.Id, false, day.On, day.Title)
        : new FleetRow(day.About ?? day.Id, null, false, day.On, day.Title);
}

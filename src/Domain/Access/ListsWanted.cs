using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Which of an operator's vehicles are wanted; null: whichever.</summary>
/// <param name="Plate">Only this plate, in any usual writing (H.23).</param>
/// <param name="Kind">Only this kind, by its stored name.</param>
/// <param name="Status">Only this computed status.</param>
/// <param name="Operating">Only this operating status.</param>
public sealed record VehiclesWanted(
    string? Plate = null, string? Kind = null, CertificateStatus? Status = null, OperatingStatus? Operating = null)
{
    internal bool Counts(VehicleView vehicle) =>
        vehicle.Status == (Status ?? vehicle.Status)
        && vehicle.OperatingStatus == (Operating ?? vehicle.OperatingStatus);
}

/// <summary>Which of a carrier's or driver's trips are wanted; null: whichever.</summary>
/// <param name="Status">Only this status, as it is now.</param>
/// <param name="Medium">Only those whose certificate stands on this.</param>
/// <param name="Plate">Only this vehicle's, by its plate in any usual writing.</param>
/// <param name="From">First legal date of departure, inclusive.</param>
/// <param name="To">Last legal date of departure, inclusive.</param>
public sealed record TripsWanted(
    TripStatus? Status = null, TripMedium? Medium = null, string? Plate = null, DateOnly? From = null,
    DateOnly? To = null);

public sealed partial class Reads
{
    /// <summary>
    /// The first page of a list that has something to show, from <paramref name="page"/> on: where what is computed is
    /// filtered, a page of rows can come to nothing.
    /// </summary>
    private static async Task<Page<T>> Filled<T>(PageRequest page, Func<PageRequest, Task<Page<T>>> read)
    {
        while (true)
        {
            var found = await read(page);
            if (found.Items.Length > 0 || found.Next is null) return found;
            page = page with { Cursor = found.Next };
        }
    }
}

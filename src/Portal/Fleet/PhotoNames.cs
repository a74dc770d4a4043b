using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// Finds the vehicle of a photo by the plate in its file name: "豫A12345 正面.jpg", "豫A·12345-背面.png". A name that is not
/// certain is left to the user.
/// </summary>
internal static class PhotoNames
{
    private static readonly string[] _back = ["背面", "反面", "背", "反", "BACK"];

    /// <summary>The vehicle whose plate is in the name; null: none, or more than one.</summary>
    public static FleetVehicle? VehicleIn(string fileName, IEnumerable<FleetVehicle> vehicles)
    {
        var name = Plate.Normalize(fileName);
        var found = vehicles.Where(one => name.Contains(one.Plate, StringComparison.Ordinal)).ToList();
        // 豫A12345 has 豫A1234 in it: the longer plate is meant.
        var longest = found.MaxBy(one => one.Plate.Length);
        return found.All(one => longest!.Plate.Contains(one.Plate, StringComparison.Ordinal))
            && found.Count(one => one.Plate == longest!.Plate) == 1 ? longest : null;
    }

    /// <summary>The side that it shows: the back of the sub-page if the name says so, otherwise the fronts.</summary>
    public static MaterialKind SideIn(string fileName) =>
        _back.Any(word => fileName.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? MaterialKind.VehicleLicenceSubPageBack : MaterialKind.VehicleLicenceFront;
}

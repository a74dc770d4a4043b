using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// Of which vehicle a photo is, by the plate in its file's name: "豫A12345 正面.jpg", "豫A·12345-背面.png". What cannot be
/// read for certain is left to a person.
/// </summary>
internal static class PhotoNames
{
    private static readonly string[] _back = ["背面", "反面", "背", "反", "BACK"];

    /// <summary>The vehicle whose plate stands in the name; null: none, or more than one.</summary>
    public static FleetVehicle? VehicleIn(string fileName, IEnumerable<FleetVehicle> vehicles)
    {
        var name = Plate.Normalize(fileName);
        var found = vehicles.Where(one => name.Contains(one.Plate, StringComparison.Ordinal)).ToList();
        // 豫A1234 stands in 豫A12345 as well: the longer plate is meant.
        var longest = found.MaxBy(one => one.Plate.Length);
        return found.All(one => longest!.Plate.Contains(one.Plate, StringComparison.Ordinal))
            && found.Count(one => one.Plate == longest!.Plate) == 1 ? longest : null;
    }

    /// <summary>Which side it shows: the back of the sub-page where the name says so, else the fronts.</summary>
    public static MaterialKind SideIn(string fileName) =>
        _back.Any(word => fileName.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? MaterialKind.VehicleLicenceSubPageBack : MaterialKind.VehicleLicenceFront;
}

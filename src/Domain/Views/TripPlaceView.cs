using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Views;

/// <summary>A place of a trip as people read it.</summary>
/// <param name="Region">Region code as it was filed, GB/T 2260.</param>
/// <param name="Place">Its name as the plate has it.</param>
/// <param name="RegionName">The full name of the region, as far as its code is known (云南省昆明市).</param>
public sealed record TripPlaceView(string Region, string Place, string? RegionName)
{
    /// <summary>The view of a place.</summary>
    public static TripPlaceView Of(TripPlace place) =>
        new(place.Region, place.Place, Regions.FullNameOf(place.Region));

    /// <summary>
    /// The region's name and the place's name; the region is left out if the place's name begins with it.
    /// </summary>
    public string Named => RegionName is null || Place.StartsWith(RegionName, StringComparison.Ordinal)
        ? Place : $"{RegionName} {Place}";
}

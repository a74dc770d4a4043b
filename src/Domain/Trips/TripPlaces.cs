using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Where a trip begins, leads through and ends, as the law looks at it.</summary>
public static class TripPlaces
{
    /// <summary>
    /// Cities that are provinces (直辖市): their second pair of digits only tells districts from counties.
    /// </summary>
    private static readonly ImmutableArray<string> _cityProvinces = ["11", "12", "31", "50"];

    /// <summary>
    /// The city (设区的市) of a region code: four digits, two of a city that is a province, or what there is.
    /// </summary>
    public static string CityOf(string region) =>
        region[..Math.Min(region.Length, _cityProvinces.Contains(region[..2]) ? 2 : 4)];

    /// <summary>True when the place lies in the city; of a place known only by its province nobody can tell.</summary>
    public static bool LiesIn(TripPlace place, string city) => place.Region.StartsWith(city, StringComparison.Ordinal);

    /// <summary>
    /// Why no electronic certificate can be issued at <paramref name="now"/> for a trip of a vehicle registered with
    /// <paramref name="authority"/>: before the beginning (G.6 #94), or a place outside of the scope (G.6 #100). Null:
    /// it can.
    /// </summary>
    public static Refusal? OnPaperOnly(TripPlan plan, string authority, CharterRulebook rules, DateTimeOffset now)
    {
        if (rules.SchemeOf(authority) is not { } scheme) return TripRefusals.OutOfScope([], null);
        if (now < scheme.From) return TripRefusals.BeforeStart(scheme);
        ImmutableArray<string> outside =
            [.. plan.Places.Where(place => !scheme.Covers(place.Region, now)).Select(place => place.Place).Distinct()];
        return outside.IsEmpty ? null : TripRefusals.OutOfScope(outside, scheme);
    }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Origin, stops and destination of a trip, as the law needs them.</summary>
public static class TripPlaces
{
    /// <summary>
    /// Cities that are provinces (直辖市): the second pair of digits of their codes only tells districts from counties.
    /// </summary>
    private static readonly ImmutableArray<string> _cityProvinces = ["11", "12", "31", "50"];

    /// <summary>
    /// The city (设区的市) of a region code: four digits; two for a city that is a province; fewer if the code is shorter.
    /// </summary>
    public static string CityOf(string region) =>
        region[..Math.Min(region.Length, _cityProvinces.Contains(region[..2]) ? 2 : 4)];

    /// <summary>True when the place is in the city, or may be: of some places only the province is known.</summary>
    public static bool LiesIn(TripPlace place, string city) => place.Region.StartsWith(city, StringComparison.Ordinal);

    /// <summary>
    /// The refusal if no electronic certificate can be issued at <paramref name="now"/> for a trip of a vehicle
    /// registered with <paramref name="authority"/>: it is before the start of the scheme (G.6 #94), or a place is
    /// outside the scope (G.6 #100). Null: it can be issued.
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

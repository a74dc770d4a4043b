using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>The level of a region in GB/T 2260.</summary>
[JsonConverter(typeof(CamelCaseNames<RegionLevel>))]
public enum RegionLevel
{
    /// <summary>Province, autonomous region, city that is a province, special administrative region (省级).</summary>
    Province = 1,

    /// <summary>City, prefecture, league (地级).</summary>
    City = 2,

    /// <summary>District, county, banner, city at the county's level (县级).</summary>
    County = 3,
}

/// <summary>A region (行政区划) of GB/T 2260, now or in former years.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">Its own name alone, as in 五华区.</param>
/// <param name="IsCurrent">False: the code is no longer issued; what was issued under it stays valid.</param>
/// <param name="Successors">The codes that replaced a former one; empty where none is known.</param>
public sealed record Region(string Code, string Name, bool IsCurrent, ImmutableArray<string> Successors)
{
    /// <summary>The level, as the code shows it.</summary>
    public RegionLevel Level =>
        Prefix.Length switch { 2 => RegionLevel.Province, 4 => RegionLevel.City, _ => RegionLevel.County };

    /// <summary>
    /// The digits that all codes in it begin with, 2, 4 or 6: an authority is named by these (41 covers 4101).
    /// </summary>
    public string Prefix => Regions.PrefixOf(Code);
}

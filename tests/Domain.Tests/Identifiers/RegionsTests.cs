using OrleansRegistry.Domain.Identifiers;
using Xunit;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>
/// Goal: regions have names to the county, and a code that was ever given out keeps one. Method: the structure of the
/// whole table, and known places of each sort.
/// </summary>
public sealed class RegionsTests
{
    [Fact]
    public void The_provinces_are_those_of_the_standard()
    {
        var provinces = Regions.Below(null).ToArray();
        Assert.Equal(34, provinces.Length);
        Assert.Equal(Provinces.All.Select(province => province.Code), provinces.Select(region => region.Prefix));
        Assert.All(provinces, region => Assert.StartsWith(
            Provinces.ByCode(region.Code)!.Name, region.Name, StringComparison.Ordinal));
        Assert.All(provinces, region => Assert.Equal(RegionLevel.Province, region.Level));
    }

    [Fact]
    public void Each_code_has_six_digits_stands_once_and_lies_in_a_known_province()
    {
        var codes = Regions.All.Select(region => region.Code).ToArray();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.All(Regions.All, region =>
        {
            Assert.Matches("^[0-9]{6}$", region.Code);
            Assert.NotNull(Provinces.ByCode(region.Code));
            Assert.Matches("^[\u4e00-\u9fff、]+$", region.Name);
        });
    }

    [Fact]
    public void Codes_only_become_more()
    {
        Assert.InRange(Regions.All.Length, 6_927, 20_000);
        Assert.InRange(Regions.All.Count(region => region.IsCurrent), 3_000, 4_000);
    }

    [Fact]
    public void Every_region_of_today_is_found_by_choosing_from_the_provinces_down()
    {
        var found = new List<Region>();
        var open = new Queue<Region>(Regions.Below(null));
        while (open.TryDequeue(out var region))
        {
            found.Add(region);
            foreach (var one in Regions.Below(region.Code)) open.Enqueue(one);
        }
        Assert.Equal(
            Regions.All.Where(region => region.IsCurrent).Select(region => region.Code),
            found.Select(region => region.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_took_the_place_of_a_former_region_is_one_of_today() => Assert.All(
        Regions.All.Where(region => !region.IsCurrent).SelectMany(region => region.Successors),
        code => Assert.True(Regions.Find(code)?.IsCurrent, code));

    [Theory]
    [InlineData("11", "北京市")]
    [InlineData("110000", "北京市")]
    [InlineData("110101", "北京市东城区")]
    [InlineData("500101", "重庆市万州区")]
    [InlineData("5301", "云南省昆明市")]
    [InlineData("530100", "云南省昆明市")]
    [InlineData("530129", "云南省昆明市寻甸回族彝族自治县")]
    [InlineData("419001", "河南省济源市")]
    [InlineData("71", "台湾省")]
    [InlineData("110103", "北京市崇文区")] // Abolished in 2010.
    [InlineData("110100", "北京市")] // A heading of the standard, no place.
    [InlineData("530199", "云南省昆明市")] // As far as it is known.
    [InlineData("83", null)]
    [InlineData("", null)]
    public void A_code_is_read_as_a_name_from_the_province_on(string code, string? name) =>
        Assert.Equal(name, Regions.FullNameOf(code));

    [Fact]
    public void A_former_code_names_what_took_its_place()
    {
        var chongwen = Assert.Single(Regions.Search("110103", under: null));
        Assert.False(chongwen.IsCurrent);
        Assert.Equal(["110101"], chongwen.Successors);
        Assert.Empty(Regions.Search("崇文", under: null));
    }

    [Fact]
    public void A_name_is_searched_within_a_region()
    {
        Assert.Equal(["520100"], Regions.Search("贵阳", under: null).Select(region => region.Code));
        Assert.Empty(Regions.Search("贵阳", under: "53"));
        Assert.Contains("520102", Regions.Below("520100").Select(region => region.Code));
        Assert.Contains("419001", Regions.Below("41").Select(region => region.Code));
        Assert.Contains("110101", Regions.Below("11").Select(region => region.Code));
    }
}

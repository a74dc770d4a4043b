using OrleansRegistry.Domain.Identifiers;
using Xunit;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>
/// Goal: a person who knows a place and not its code is understood, and where a name fits several places none is taken
/// by guess. Method: names as people write them, and every region of today by its whole name.
/// </summary>
public sealed class RegionNamesTests
{
    [Theory]
    [InlineData("昆明", "530100")]
    [InlineData("昆明市", "530100")]
    [InlineData("云南昆明", "530100")]
    [InlineData("云南省 昆明市", "530100")]
    [InlineData("五华区", "530102")]
    [InlineData("云南五华", "530102")]
    [InlineData("北京", "110000")]
    [InlineData("北京朝阳区", "110105")]
    [InlineData("内蒙古", "150000")]
    [InlineData("济源", "419001")] // Lies in no city.
    [InlineData("西双版纳", "532800")]
    [InlineData("积石山", "622927")] // Of three peoples.
    [InlineData("龙胜", "450328")]
    [InlineData("鄂伦春", "150723")] // The people is the name.
    [InlineData("南昌", "360100")] // A county in it has the name too.
    [InlineData("南昌县", "360121")]
    [InlineData("崇文区", "110101")] // Abolished in 2010.
    public void A_place_is_found_by_what_it_is_called(string text, string code) =>
        Assert.Equal(code, Assert.Single(RegionNames.Find(text)).Code);

    [Theory]
    [InlineData("吉林", "220000", "220200")]
    [InlineData("朝阳区", "110105", "220104")]
    public void A_name_that_fits_several_gives_all_of_them(string text, params string[] codes) =>
        Assert.Equal(codes, RegionNames.Find(text).Select(region => region.Code));

    [Theory]
    [InlineData("")]
    [InlineData("昆")]
    [InlineData("沛")]
    [InlineData("昆名")]
    [InlineData("河南昆明")] // Not in that province.
    [InlineData("530100")]
    public void What_is_called_so_nowhere_is_not_found(string text) => Assert.Empty(RegionNames.Find(text));

    [Fact]
    public void Every_region_of_today_is_found_by_its_whole_name_and_by_no_other()
    {
        foreach (var region in Regions.All.Where(region => region.IsCurrent))
        {
            Assert.Equal(region, Assert.Single(RegionNames.Find(Regions.FullNameOf(region.Code)!)));
            Assert.Equal(Regions.FullNameOf(region.Code), RegionNames.Of(region.Code));
        }
    }

    [Theory]
    [InlineData("530199")] // No place: its name would be that of the city.
    [InlineData("110103")] // Abolished: its name leads to its successor.
    [InlineData("5301")]
    [InlineData("99")]
    public void A_code_that_its_name_would_not_lead_back_to_stays_a_code(string code) =>
        Assert.Equal(code, RegionNames.Of(code));
}

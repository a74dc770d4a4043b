using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Goal: people choose and read regions by name, and a trip says where it leads.</summary>
[Collection(Shared.Name)]
public sealed class RegionTests(RegistryApp app)
{
    private const string Regions = HttpSteps.Api + "/regions";

    [Fact]
    public async Task A_place_is_chosen_from_the_province_to_the_county()
    {
        var provinces = (await app.Anonymous().Get(Regions))["items"]!.AsArray();
        Assert.Equal(34, provinces.Count);
        var yunnan = provinces.Single(one => (string)one!["name"]! == "云南省")!;
        Assert.Equal(("530000", "53", "province", true),
            ((string)yunnan["code"]!, (string)yunnan["prefix"]!, (string)yunnan["level"]!, (bool)yunnan["current"]!));
        var cities = (await app.Anonymous().Get($"{Regions}?under=530000"))["items"]!.AsArray();
        var kunming = cities.Single(one => (string)one!["code"]! == "530100")!;
        Assert.Equal(("云南省昆明市", "city"), ((string)kunming["fullName"]!, (string)kunming["level"]!));
        var counties = (await app.Anonymous().Get($"{Regions}?under=5301"))["items"]!.AsArray();
        Assert.Contains(counties, one => (string)one!["name"]! == "五华区" && (string)one["level"]! == "county");
    }

    [Fact]
    public async Task A_name_is_found_and_a_former_code_says_what_took_its_place()
    {
        var query = Uri.EscapeDataString("遵义");
        Assert.Equal("520300",
            (string)(await app.Anonymous().Get($"{Regions}?query={query}&under=52"))["items"]![0]!["code"]!);
        var former = Assert.Single((await app.Anonymous().Get($"{Regions}?query=110103"))["items"]!.AsArray())!;
        Assert.False((bool)former["current"]!);
        Assert.Equal("北京市东城区", (string)former["successors"]![0]!["name"]!);
    }

    [Fact]
    public async Task A_long_list_is_read_in_pages()
    {
        var query = Uri.EscapeDataString("市");
        var first = await app.Anonymous().Get($"{Regions}?query={query}&limit=200");
        Assert.Equal(200, first["items"]!.AsArray().Count);
        var second = await app.Anonymous().Get($"{Regions}?query={query}&limit=200&cursor={(string)first["next"]!}");
        Assert.True(string.CompareOrdinal(
            (string)second["items"]![0]!["code"]!, (string)first["items"]![199]!["code"]!) > 0);
    }

    [Theory]
    [InlineData("under=99", "under")]
    [InlineData("under=abc", "under")]
    [InlineData("query=", "query")]
    public async Task A_code_that_nobody_has_is_malformed(string query, string field)
    {
        using var answer = await app.Anonymous().GetAsync(new Uri($"{Regions}?{query}", UriKind.Relative));
        Assert.NotNull((await answer.Problem(400, "MALFORMED"))["errors"]![field]);
    }

    [Fact]
    public async Task A_trip_names_the_regions_of_its_places()
    {
        var trip = await (await Charter.New(app)).Filed();
        Assert.Equal("云南省昆明市", (string)trip["origin"]!["regionName"]!);
        Assert.Equal("四川省成都市", (string)trip["destination"]!["regionName"]!);
        Assert.All(trip["via"]!.AsArray(), one => Assert.NotNull((string?)one!["regionName"]));
    }
}

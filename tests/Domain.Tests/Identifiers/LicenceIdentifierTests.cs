using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>Making licence identifiers, and both ISO 7064 systems against published numbers.</summary>
public sealed class LicenceIdentifierTests
{
    private const string Type = "11100000000013338W011";
    private const string Issuer = "11430000006122244L";

    [Theory]
    [InlineData("A12425GABC1234002", 'M')]
    [InlineData("B159D8FA01240000", 'K')]
    [InlineData("188166C734200000", '3')]
    public void Mod_37_36_agrees_with_published_recording_identifiers(string body, char check) =>
        Assert.Equal(check, Iso7064.Mod37And36(body));

    [Theory]
    [InlineData("11010519491231002", 'X')]
    [InlineData("61010419620927690", '8')]
    public void Mod_11_2_agrees_with_the_weights_of_the_standard(string body, char check) =>
        Assert.Equal(check, Iso7064.Mod11Two(body));

    [Fact]
    public void A_character_without_a_value_is_a_bug_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Iso7064.Mod11Two("12A"));
        Assert.Throws<ArgumentException>(() => Iso7064.Mod37And36("ab"));
    }

    [Fact]
    public void The_example_of_the_ministry_can_be_made_from_its_parts() =>
        Assert.Equal(
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
            LicenceIdentifier.Create(Type, Issuer, "20230000403", 1));

    [Fact]
    public void An_area_code_may_stand_for_the_issuer() =>
        Assert.Equal(
            "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
            LicenceIdentifier.Create("11100000MB03271699022", "340100", "000000016", 1));

    [Theory]
    [InlineData("11100000000013338W", Issuer, "1", 1)]
    [InlineData(Type, "3401", "1", 1)]
    [InlineData(Type, Issuer, "", 1)]
    [InlineData(Type, Issuer, "a", 1)]
    [InlineData(Type, Issuer, "1.2", 1)]
    [InlineData(Type, Issuer, "1", 0)]
    [InlineData(Type, Issuer, "1", 1000)]
    public void A_part_that_breaks_the_standard_is_a_bug(string type, string issuer, string serial, int version) =>
        Assert.Throws<ArgumentException>(() => LicenceIdentifier.Create(type, issuer, serial, version));
}

using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>The closed tables: provinces, plate colours, rail classes, certificate numbers.</summary>
public sealed class IdentifierTableTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Fact]
    public void There_are_34_provinces_each_found_by_code_and_31_by_plate()
    {
        Assert.Equal(34, Provinces.All.Length);
        Assert.Equal(31, Provinces.All.Count(province => province.PlateCharacter is not null));
        foreach (var province in Provinces.All)
        {
            Assert.Same(province, Provinces.ByCode(province.Code + "0105"));
            if (province.PlateCharacter is { } character)
            {
                Assert.Same(province, Provinces.ByPlate(character));
                Assert.Equal(PlateType.Ordinary, Plate.TypeOf(character + "A12345"));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("83")]
    [InlineData("99")]
    public void An_unknown_code_names_no_province(string code) => Assert.Null(Provinces.ByCode(code));

    [Theory]
    [InlineData("blue", PlateColour.Blue)]
    [InlineData("yellowGreen", PlateColour.YellowGreen)]
    [InlineData("gradientGreen", PlateColour.GradientGreen)]
    [InlineData("93", PlateColour.YellowGreen)]
    [InlineData("94", PlateColour.GradientGreen)]
    public void A_colour_is_read_by_name_or_code(string text, PlateColour colour) =>
        Assert.Equal(colour, PlateColours.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pink")]
    [InlineData("YellowGreen")]
    [InlineData("01")]
    [InlineData("6")]
    [InlineData("blue,yellow")]
    public void Another_text_is_no_colour(string? text) => Assert.Null(PlateColours.Parse(text));

    [Fact]
    public void Every_colour_is_read_back_from_its_name_and_code_and_every_plate_type_has_one()
    {
        foreach (var colour in Enum.GetValues<PlateColour>())
        {
            Assert.Equal(colour, PlateColours.Parse(PlateColours.Name(colour)));
            Assert.Equal(colour, PlateColours.Parse(PlateColours.Code(colour)));
        }

        Assert.All(Enum.GetValues<PlateType>(), type => Assert.NotEmpty(Plate.ColoursOf(type)));
    }

    [Fact]
    public void There_are_twenty_rail_classes_each_read_back_from_its_text_and_from_json()
    {
        Assert.Equal(20, RailClass.All.Length);
        foreach (var railClass in RailClass.All)
        {
            Assert.Equal(railClass, RailClass.Parse(railClass.ToString()));
            Assert.Equal(railClass, JsonSerializer.Deserialize<RailClass>(JsonSerializer.Serialize(railClass)));
        }
    }

    [Fact]
    public void Only_J5_and_J6_take_a_scope()
    {
        Assert.Equal("J6Z2", new RailClass(RailBaseClass.J6, RailScope.Z2).ToString());
        Assert.Throws<ArgumentException>(() => new RailClass(RailBaseClass.J7, RailScope.S1));
        Assert.Throws<ArgumentException>(() => new RailClass((RailBaseClass)10, RailScope.None));
        Assert.Null(RailClass.Parse("J7S1"));
        Assert.Null(RailClass.Parse(null));
    }

    [Theory]
    [InlineData("津交运管许可德字120128300595", true)]
    [InlineData("豫交运管许可郑字410100000001号", true)]
    [InlineData("豫交运管许可410100000001", true)]
    [InlineData("港交运管许可德字120128300595", false)]
    [InlineData("津交运管许可德字12012830059", false)]
    [InlineData("津交运管许可德字１２0128300595", false)]
    [InlineData("津交运管许可德字120128300595\n", false)]
    [InlineData("冀11020001161", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_operating_permit_number_is_read_leniently(string? number, bool valid) =>
        Assert.Equal(valid, OperatingPermitNumber.IsValid(number));

    [Theory]
    [InlineData("410105198502280015", true)]
    [InlineData("41010019850228001501", true)]
    [InlineData("123456", true)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWX", true)]
    [InlineData("12345", false)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXY", false)]
    [InlineData("41010519850228001x", false)]
    [InlineData("4101 0519", false)]
    [InlineData(null, false)]
    public void A_qualification_number_has_6_to_24_digits_and_capitals(string? number, bool valid) =>
        Assert.Equal(valid, QualificationNumber.IsValid(number));

    /// <summary>A refusal by length alone: a thousand of them read nothing of the thousand megabytes.</summary>
    [Fact]
    public void A_very_long_text_is_refused_without_reading_it()
    {
        foreach (var text in new[] { new string('1', 1 << 20), new string(' ', 1 << 20), new string('豫', 1 << 20) })
        {
            foreach (var kind in Enum.GetValues<IdentifierKind>())
            {
                for (var i = 0; i < 1_000; i++)
                {
                    Assert.Equal(IdentifierFault.Length, IdentifierChecks.Check(kind, text, Today).Fault);
                }
            }

            Assert.False(OperatingPermitNumber.IsValid(text));
            Assert.False(QualificationNumber.IsValid(text));
        }
    }

    [Fact]
    public void A_very_long_colour_is_refused() =>
        Assert.Equal(
            IdentifierFault.Colour,
            IdentifierChecks.Check(IdentifierKind.Plate, "豫A12345", Today, new string('b', 1 << 20)).Fault);

    [Fact]
    public void A_kind_outside_of_the_enum_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IdentifierChecks.Check(0, "1", Today));
}

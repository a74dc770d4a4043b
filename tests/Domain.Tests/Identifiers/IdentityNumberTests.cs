using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>What is read from an identity number, and what of it others may see.</summary>
public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Theory]
    [InlineData(IdentityKind.CitizenId, "11010519491231002X", "1949-12-31")]
    [InlineData(IdentityKind.ResidencePermit, "830000199201300022", "1992-01-30")]
    [InlineData(IdentityKind.ForeignPermanentResident, "911124198108030024", "1981-08-03")]
    public void A_number_of_18_tells_the_birth_date(IdentityKind kind, string number, string bornOn) =>
        Assert.Equal(
            DateOnly.ParseExact(bornOn, "yyyy-MM-dd", null), IdentityNumber.BornOn(kind, number));

    [Theory]
    [InlineData(IdentityKind.ForeignPermanentResident, "CAN110081080310")]
    [InlineData(IdentityKind.CitizenId, "410105198002300016")]
    [InlineData(IdentityKind.CitizenId, "410105")]
    [InlineData(IdentityKind.CitizenId, "")]
    public void What_tells_no_date_gives_none(IdentityKind kind, string number) =>
        Assert.Null(IdentityNumber.BornOn(kind, number));

    [Fact]
    public void Each_card_is_checked_by_its_own_standard()
    {
        Assert.True(IdentityNumber.Check(IdentityKind.CitizenId, "410105198502280015", Today).Valid);
        Assert.True(IdentityNumber.Check(IdentityKind.ResidencePermit, "830000199201300022", Today).Valid);
        Assert.True(IdentityNumber.Check(IdentityKind.ForeignPermanentResident, "CAN110081080310", Today).Valid);
        Assert.False(IdentityNumber.Check(IdentityKind.ResidencePermit, "410105198502280015", Today).Valid);
    }

    [Theory]
    [InlineData("410105198502280015", "4101************15")]
    [InlineData("11010519491231002X", "1101************2X")]
    [InlineData("CAN110081080310", "CAN1*********10")]
    [InlineData("1234567890123", "1234*******23")]
    [InlineData("123456789012", "************")]
    [InlineData("", "")]
    public void A_mask_shows_four_and_two(string number, string masked) =>
        Assert.Equal(masked, IdentityNumber.Mask(number));

    [Fact]
    public void A_mask_hides_the_birth_date_whole() =>
        Assert.Equal(new string('*', 8), IdentityNumber.Mask("410105198502280015").Substring(6, 8));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("1381234567", "**********")]
    [InlineData("+8613812345678", "**************")]
    [InlineData("１３８１２３４５６７８", "***********")]
    [InlineData("", "")]
    public void A_phone_mask_shows_three_and_four_of_a_mobile_number(string phone, string masked) =>
        Assert.Equal(masked, IdentityNumber.MaskPhone(phone));

    [Fact]
    public void An_old_number_is_upgraded_to_a_valid_one()
    {
        Assert.Equal("610104196209276908", CitizenId.Upgrade15("610104620927690"));
        Assert.True(CitizenId.Check("610104196209276908", Today).Valid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("61010462092769")]
    [InlineData("61010462092769A")]
    [InlineData("61010462092769０")]
    [InlineData("610104196209276908")]
    public void What_is_no_old_number_is_not_upgraded(string? text) => Assert.Null(CitizenId.Upgrade15(text));
}

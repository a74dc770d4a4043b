using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Access;

namespace OrleansRegistry.Domain.Tests.Access;

/// <summary>
/// Goal: what was stored before anybody asked who reads it names nobody. Numbers of documents, plates and codes stay.
/// </summary>
public sealed class PersonalTextTests
{
    [Theory]
    [InlineData("410105198502280015", "4101************15")] // A citizen number, by its date and check character.
    [InlineData("11010519491231002X", "1101************2X")]
    [InlineData("11010519491231002x", "1101************2x")]
    [InlineData("持证人410105198502280015，电话13812345678。", "持证人4101************15，电话138****5678。")]
    [InlineData("13812345678 13912345678", "138****5678 139****5678")]
    [InlineData("410105198502280016", "410105198502280016")] // The wrong check character.
    [InlineData("410105198513280015", "410105198513280015")] // There is no month 13.
    [InlineData("4101051985022800150", "4101051985022800150")] // Nineteen digits.
    [InlineData("91410100MA40000009", "91410100MA40000009")] // A credit code.
    [InlineData("12812345678", "12812345678")] // No mobile number.
    [InlineData("X-8F3K2.3", "X-8F3K2.3")]
    [InlineData("", "")]
    public void A_text_shows_no_number_of_a_person(string text, string shown) =>
        Assert.Equal(shown, PersonalText.Mask(text));

    [Fact]
    public void A_number_in_an_event_is_masked_whatever_the_member_is_called()
    {
        var body = JsonNode.Parse("""
            {"number":"410105198502280015","holder":{"identityNumber":"H0123456789012345"},"phones":["13812345678"],
            "form":{"contactPhone":"0371-1234567","address":"河南省郑州市中原区一号"},"points":3,"on":null}
            """);
        const string Shown = """
            {"number":"4101************15","holder":{"identityNumber":"H012***********45"},"phones":["138****5678"],
            "form":{"contactPhone":"************","address":"河南省郑州市*****"},"points":3,"on":null}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Shown), PersonalText.Mask(body)), body!.ToJsonString());
    }
}

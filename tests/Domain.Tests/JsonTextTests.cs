using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests;

/// <summary>Finding M2 and p21: half a character, or bytes of no text, anywhere in a body.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":["x",{"b":"\udc00\ud800"}]}""")]
    [InlineData("""["\uD83D"]""")]
    public void M2_half_a_character_is_no_text(string json) =>
        Assert.False(JsonText.IsText(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("{\"\u00ff\":1}")]
    [InlineData("{\"a\":\"\u00c3\u0028\"}")]
    public void M2_bytes_of_no_text_are_none(string json) =>
        Assert.False(JsonText.IsText(Encoding.Latin1.GetBytes(json)));

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 \u4e00 \\ud800"}""")]
    [InlineData("""{"a":"张"}""")]
    [InlineData("""{"a":""")] // No JSON: for its reader.
    public void Whole_characters_are_text(string json) => Assert.True(JsonText.IsText(Encoding.UTF8.GetBytes(json)));
}

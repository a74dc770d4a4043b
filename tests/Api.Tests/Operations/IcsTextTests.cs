using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Endpoints;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: whatever stands in a title, it is one property of one entry (RFC 5545 3.1, 3.3.11; M9). No text that people
/// type stands in a calendar today (Portal.Tests, MarkupTests); the writer does not rest on that.
/// </summary>
public sealed class IcsTextTests
{
    [Theory]
    [InlineData("a\r\nEND:VEVENT", "a\\nEND:VEVENT")]
    [InlineData("a\rb\nc", "a\\nb\\nc")]
    [InlineData("a\u0085b\u2028c\u2029d\u000Ce", "a\\nb\\nc\\nd\\ne")]
    [InlineData("a;b,c\\d", "a\\;b\\,c\\\\d")]
    [InlineData("\\n", "\\\\n")]
    [InlineData("从业资格证：可以申请换发", "从业资格证：可以申请换发")]
    public void M9_a_text_ends_no_line_and_begins_no_value(string text, string escaped) =>
        Assert.Equal(escaped, IcsText.Escaped(text));

    [Fact]
    public void A_long_line_is_folded_between_characters_and_read_back_as_it_was()
    {
        var text = "SUMMARY:" + string.Concat(Enumerable.Repeat("换发😀", 60));
        var line = IcsText.Line(text);
        Assert.All(line.Split("\r\n"), part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 0, 75));
        Assert.DoesNotContain('\uFFFD', line);
        Assert.Equal(text, Regex.Replace(line, "\r\n ", "").TrimEnd());
    }
}

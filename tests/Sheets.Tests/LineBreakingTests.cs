using OrleansRegistry.Sheets.Fonts;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>Lines: broken where readers expect it, never too long, and nothing lost.</summary>
public sealed class LineBreakingTests
{
    [Theory]
    [InlineData("云南省大理白族自治州", 40, "云南省大", "理白族自", "治州")]
    [InlineData("昆明、大理、丽江", 40, "昆明、大", "理、丽江")]
    [InlineData("大理白族，丽江", 40, "大理白", "族，丽江")] // No closing mark begins a line.
    [InlineData("from here to there", 50, "from here ", "to there")]
    [InlineData("Zhengzhou-Luoyang", 60, "Zhengzhou-", "Luoyang")]
    [InlineData("豫A12345 有效", 60, "豫A12345 有", "效")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa", 40, "aaaaaaa", "aaaaaaa", "aaaaaaa", "aaaa")]
    [InlineData("", 40)]
    public void Text_is_broken_where_it_may_be(string text, double width, params string[] lines)
    {
        Tools.Need(Tools.WenQuanYi);
        Assert.Equal(lines, Broken(text, width));
    }

    [Fact]
    public void Nothing_is_lost_and_no_line_is_too_long_whatever_the_text_and_the_width()
    {
        Tools.Need(Tools.WenQuanYi);
        var dice = new Random(20261121);
        const string letters = "张三·（）， ab-c/12 。云";
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, dice.Next(60)).Select(_ => letters[dice.Next(letters.Length)])).Trim();
            var width = 1 + dice.NextDouble() * 120;
            var lines = LineBreaking.Break(Fonts().Of(text), 10, width);
            Assert.Equal(
                text.Replace(" ", "", StringComparison.Ordinal),
                string.Concat(lines.SelectMany(line => line).Select(glyph => glyph.Character)).Replace(
                    " ", "", StringComparison.Ordinal));
            Assert.All(lines, line => Assert.True(line.Length == 1
                || line.Sum(glyph => glyph.Advance) * 10 <= width + 1e-9));
        }
    }

    private static IEnumerable<string> Broken(string text, double width) =>
        LineBreaking.Break(
            Fonts().Of(text), 10, width).Select(line => string.Concat(line.Select(glyph => glyph.Character)));

    private static FontStack Fonts() => _fonts.Value;

    private static readonly Lazy<FontStack> _fonts = new(() => FontPlaces.Only(Tools.WenQuanYi).Stack());
}

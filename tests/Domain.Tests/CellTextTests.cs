using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests;

/// <summary>What a spreadsheet would calculate is text to it, also by the signs of a Chinese keyboard (M9).</summary>
public sealed class CellTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    public void M9_a_formula_has_an_apostrophe_before_it(string text) =>
        Assert.Equal($"\"'{text}\"", CellText.Quoted(text));

    [Theory]
    [InlineData("豫A12345", "\"豫A12345\"")]
    [InlineData("1=1", "\"1=1\"")]
    [InlineData("", "\"\"")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    public void Other_text_stays_as_it_is(string text, string cell) => Assert.Equal(cell, CellText.Quoted(text));
}

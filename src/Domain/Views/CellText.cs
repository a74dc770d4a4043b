using System.Buffers;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// Text in a cell of a table that people open in a spreadsheet: what would be calculated there has an apostrophe before
/// it. Spreadsheets in Chinese take the full-width signs of a Chinese keyboard for the same.
/// </summary>
public static class CellText
{
    private static readonly SearchValues<char> _signs = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>True for a sign with which a formula begins.</summary>
    public static bool BeginsFormula(ReadOnlySpan<char> text) => text.Length > 0 && _signs.Contains(text[0]);

    /// <summary>The text as a cell of a CSV file: quoted, and never taken for a formula.</summary>
    public static string Quoted(string text) =>
        "\"" + (BeginsFormula(text) ? "'" + text : text).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

using System.Buffers;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// Cells of a CSV file that spreadsheets would calculate. A text that begins with such a sign is written with an
/// apostrophe before it, which spreadsheets do not show, and read back without it (finding M9).
/// </summary>
internal static class Cells
{
    private const char Apostrophe = '\'';

    private static readonly SearchValues<char> _signs = SearchValues.Create("=+-@\t\r＝＋－＠");

    /// <summary>The text as it is written to the file.</summary>
    public static string Written(string text) => IsCalculated(text) ? Apostrophe + text : text;

    /// <summary>The text of a cell that was read.</summary>
    public static string Read(string cell) =>
        cell.StartsWith(Apostrophe) && IsCalculated(cell) ? cell[1..] : cell;

    /// <summary>True for a text with such a sign at the beginning, after any number of apostrophes.</summary>
    private static bool IsCalculated(string text)
    {
        var first = text.AsSpan().TrimStart(Apostrophe);
        return first.Length > 0 && _signs.Contains(first[0]);
    }
}

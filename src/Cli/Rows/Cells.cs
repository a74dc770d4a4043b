using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// Cells of a CSV file that spreadsheets would calculate. A text that begins with such a sign is written with an
/// apostrophe before it, which spreadsheets do not show, and read back without it (finding M9).
/// </summary>
internal static class Cells
{
    private const char Apostrophe = '\'';

    /// <summary>The text as it stands in the file.</summary>
    public static string Written(string text) => IsCalculated(text) ? Apostrophe + text : text;

    /// <summary>The text of a cell that was read.</summary>
    public static string Read(string cell) =>
        cell.StartsWith(Apostrophe) && IsCalculated(cell) ? cell[1..] : cell;

    /// <summary>True for a sign at the beginning, after any number of apostrophes.</summary>
    private static bool IsCalculated(string text) =>
        CellText.BeginsFormula(text.AsSpan().TrimStart(Apostrophe));
}

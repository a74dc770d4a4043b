namespace OrleansRegistry.Portal;

/// <summary>Cells of a CSV file that people open in a spreadsheet.</summary>
internal static class CsvText
{
    private static readonly char[] _formula = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>The text as one cell: in quotes, and never taken for a formula.</summary>
    public static string Cell(string text)
    {
        var plain = text.Length > 0 && _formula.Contains(text[0]) ? "'" + text : text;
        return "\"" + plain.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}

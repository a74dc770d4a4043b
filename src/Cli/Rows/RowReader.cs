using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using OrleansRegistry.Domain.Certificates;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row of a file: what it says, or why it cannot be read.</summary>
/// <param name="Line">Its number in the file: the data row for CSV (the header is 0), the line for JSON Lines, from 1.</param>
/// <param name="Row">The row; null: unreadable.</param>
/// <param name="Fault">What is wrong; null: nothing.</param>
internal sealed record ReadRow(long Line, RegisterRow? Row, string? Fault);

/// <summary>
/// Reads a register row by row, whatever is in it: a row that cannot be read is a row with a fault, and the next one is
/// read. Memory stays bounded however long a line is.
/// </summary>
internal static class RowReader
{
    /// <summary>Longest row, in characters; a longer one is a fault.</summary>
    private const int RowMost = 64 * 1024;

    public static IEnumerable<ReadRow> Read(FileInfo file) => RowFormats.IsCsv(file) ? Csv(file) : JsonLines(file);

    private static IEnumerable<ReadRow> JsonLines(FileInfo file)
    {
        using var reader = new StreamReader(file.OpenRead(), new UTF8Encoding(false, throwOnInvalidBytes: false));
        var line = 0L;
        while (BoundedLines.Next(reader, RowMost) is { } next)
        {
            line++;
            if (next.Text.AsSpan().Trim().IsEmpty && !next.TooLong) continue;
            yield return next.TooLong
                ? new ReadRow(line, null, $"longer than {RowMost} characters")
                : Parsed(line, () => RowFormats.Read(Encoding.UTF8.GetBytes(next.Text)));
        }
    }

    private static IEnumerable<ReadRow> Csv(FileInfo file)
    {
        using var reader = new StreamReader(file.OpenRead(), new UTF8Encoding(false, throwOnInvalidBytes: false));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null, MissingFieldFound = null, MaxFieldSize = RowMost, TrimOptions = TrimOptions.Trim,
        });
        if (!csv.Read() || !csv.ReadHeader()) yield break;
        var columns = csv.HeaderRecord!;
        var unknown = columns.Where(column => !RowFormats.Columns.Contains(column)).ToArray();
        if (unknown.Length > 0) throw new InvalidDataException($"unknown columns: {string.Join(", ", unknown)}");
        for (var line = 1L; ; line++)
        {
            string? broken = null;
            try
            {
                if (!csv.Read()) yield break;
            }
            catch (CsvHelperException e)
            {
                broken = e.Message.Split('\n')[0];
            }
            if (broken is not null)
                yield return new ReadRow(line, null, broken);
            else if (csv.Parser.Count != columns.Length)
                yield return new ReadRow(line, null, $"{csv.Parser.Count} fields where the header has {columns.Length}");
            else
                yield return Parsed(line, () => RowFormats.Read(columns.Select((column, i) => (column, csv.GetField(i) ?? ""))));
        }
    }

    private static ReadRow Parsed(long line, Func<RegisterRow> read)
    {
        try
        {
            return new ReadRow(line, read(), null);
        }
        catch (JsonException e)
        {
            return new ReadRow(line, null, e.Path is null ? e.Message : $"{e.Path}: {e.Message.Split(". Path:")[0]}");
        }
    }
}

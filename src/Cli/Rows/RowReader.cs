using System.Text;
using System.Text.Json;
using CsvHelper;
using OrleansRegistry.Domain.Certificates;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row of a file: what it says, or why it cannot be read.</summary>
/// <param name="Line">Its line in the file, from 1; of a CSV file the first is the header.</param>
/// <param name="Row">The row; null: unreadable.</param>
/// <param name="Fault">What is wrong; null: nothing.</param>
internal sealed record ReadRow(long Line, RegisterRow? Row, string? Fault);

/// <summary>
/// Reads a register line by line, whatever is in it. No field of a register has a line break, so a line is a row: one
/// that cannot be read (an open quote, a cut end, a megabyte of noise) is one fault, and the next line is read.
/// </summary>
internal static class RowReader
{
    /// <summary>Longest line, in characters; a longer one is a fault.</summary>
    private const int LineMost = 64 * 1024;

    private static readonly CsvReaderOptions _line = CsvReaderOptions.Default with
    {
        HasHeader = false, Separator = ',', DetectSeparatorHint = false, TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw, AllowLineBreaksInQuotes = false,
    };

    public static IEnumerable<ReadRow> Read(FileInfo file)
    {
        var csv = RowFormats.IsCsv(file);
        using var reader = new StreamReader(file.OpenRead(), new UTF8Encoding(false, throwOnInvalidBytes: false));
        string[]? columns = null;
        for (var line = 1L; BoundedLines.Next(reader, LineMost) is { } next; line++)
        {
            if (csv && columns is null) columns = Header(next.Text);
            else if (next.TooLong) yield return new ReadRow(line, null, $"longer than {LineMost} characters");
            else if (!string.IsNullOrWhiteSpace(next.Text))
                yield return Parsed(line, () => csv ? Csv(next.Text, columns!) : RowFormats.Read(Encoding.UTF8.GetBytes(next.Text)));
        }
    }

    /// <summary>A header with columns that nobody knows would lose what is in them, so nothing is read at all.</summary>
    private static string[] Header(string text)
    {
        var columns = Fields(text);
        var unknown = columns.Where(column => !RowFormats.Columns.Contains(column)).ToArray();
        return unknown.Length == 0 && columns.Distinct().Count() == columns.Length
            ? columns
            : throw new InvalidDataException($"The header has unknown or doubled columns ({string.Join(", ", unknown)}); known are {string.Join(", ", RowFormats.Columns)}.");
    }

    private static RegisterRow Csv(string text, string[] columns)
    {
        var fields = Fields(text);
        return fields.Length == columns.Length
            ? RowFormats.Read(columns.Zip(fields))
            : throw new JsonException($"{fields.Length} fields where the header has {columns.Length}");
    }

    private static string[] Fields(string text)
    {
        using var reader = CsvReader.FromText(text.TrimEnd('\r'), _line);
        if (!reader.Read()) throw new JsonException("the line is empty");
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = reader.GetString(i);
        return fields;
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
        catch (CsvFormatException e)
        {
            return new ReadRow(line, null, e.Message);
        }
    }
}

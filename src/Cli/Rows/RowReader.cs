using System.Text;
using System.Text.Json;
using CsvHelper;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row of a file, or why it cannot be read.</summary>
/// <param name="Line">Its line in the file, from 1; in a CSV file the first line is the header.</param>
/// <param name="Row">The row; null: unreadable.</param>
/// <param name="Fault">What is wrong; null: nothing.</param>
/// <param name="Length">Characters of the line.</param>
internal sealed record ReadRow(long Line, Row? Row, LocalText? Fault, int Length);

/// <summary>
/// Reads a register line by line, whatever is in it. No field of a register has a line break, so each line is a row: an
/// unreadable one (an open quote, a cut end, a megabyte of noise) is one fault, and reading continues with the next
/// line.
/// </summary>
internal static class RowReader
{
    /// <summary>Longest line, in characters; a longer one is a fault. An operator with 10,000 drivers fits.</summary>
    private const int MaxLine = 1024 * 1024;

    private static readonly CsvReaderOptions _line = CsvReaderOptions.Default with
    {
        HasHeader = false,
        Separator = ',',
        DetectSeparatorHint = false,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        AllowLineBreaksInQuotes = false,
    };

    /// <summary>Throws <see cref="InvalidDataException"/> when the file as a whole is no register.</summary>
    public static void CheckHeader(FileInfo file, Encoding encoding)
    {
        if (!RowFormats.IsCsv(file)) return;
        using var reader = Open(file, encoding);
        if (BoundedLines.Next(reader, MaxLine) is { } first) Header(first.Text);
    }

    /// <summary>
    /// The rows. A file has one encoding: if one line is not in it, no line is taken, because the others may be text
    /// read in the wrong encoding.
    /// </summary>
    public static IEnumerable<ReadRow> Read(FileInfo file, Encoding encoding)
    {
        var csv = RowFormats.IsCsv(file);
        var wrong = FirstNotIn(file, encoding);
        using var reader = Open(file, encoding);
        string[]? columns = null;
        for (var line = 1L; BoundedLines.Next(reader, MaxLine) is { } next; line++)
        {
            if (csv && columns is null) columns = Header(next.Text);
            else if (next.TooLong || !string.IsNullOrWhiteSpace(next.Text))
                yield return Parsed(line, next.Text.Length,
                    () => wrong is { } at && !IsBroken(next.Text) ? throw Elsewhere(at, encoding)
                        : csv
                        ? new CertificateLine(Csv(Whole(next), columns!))
                        : RowKinds.Read(Encoding.UTF8.GetBytes(Whole(next))));
        }
    }

    private static StreamReader Open(FileInfo file, Encoding encoding) => new(file.OpenRead(), encoding);

    /// <summary>The first line that is no text in the encoding; null: all are.</summary>
    private static long? FirstNotIn(FileInfo file, Encoding encoding)
    {
        using var reader = Open(file, encoding);
        for (var line = 1L; BoundedLines.Next(reader, MaxLine) is { } next; line++)
            if (IsBroken(next.Text)) return line;
        return null;
    }

    private static bool IsBroken(string text) => text.Contains('\uFFFD');

    private static RowFaultException Elsewhere(long line, Encoding encoding) => RowFault.Of(
        $"文件不是 {encoding.WebName} 编码（见第 {line} 行），因此未处理任何一行；请另存为 UTF-8，或使用 --encoding gb18030。",
        $"The file is not {encoding.WebName} (see line {line}), so no row is taken; save it as UTF-8, or say "
        + "--encoding gb18030.");

    /// <summary>The text of a line, if it could be read completely.</summary>
    private static string Whole((string Text, bool TooLong) line) =>
        line.TooLong ? throw RowFault.Of($"该行超过 {MaxLine} 个字符。", $"The line is longer than {MaxLine} characters.")
        : IsBroken(line.Text) ? throw RowFault.Of("该行不是有效的 UTF-8 文本。", "The line is not valid UTF-8.")
        : line.Text;

    /// <summary>
    /// Reads the header. If it has unknown columns, nothing is read at all, because their content would be lost.
    /// </summary>
    private static string[] Header(string text)
    {
        string[] columns;
        try
        {
            columns = Fields(text);
        }
        catch (Exception e) when (e is CsvFormatException or RowFaultException)
        {
            throw new InvalidDataException($"The header cannot be read: {e.Message}", e);
        }
        var unknown = columns.Where(column => !RowFormats.Columns.Contains(column)).Take(20).ToArray();
        if (unknown.Length > 0)
            throw new InvalidDataException(
                $"The header has unknown columns ({string.Join(", ", unknown)}); "
                + $"known are {string.Join(", ", RowFormats.Columns)}.");
        var twice = columns.GroupBy(column => column)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToArray();
        return twice.Length == 0
            ? columns
            : throw new InvalidDataException($"The header has a column twice: {string.Join(", ", twice)}.");
    }

    private static CertificateRow Csv(string text, string[] columns)
    {
        var fields = Fields(text);
        return fields.Length == columns.Length
            ? RowFormats.Read(columns.Zip(fields))
            : throw RowFault.Of($"该行有 {fields.Length} 个字段，表头有 {columns.Length} 列。",
                $"The row has {fields.Length} fields where the header has {columns.Length}.");
    }

    private static string[] Fields(string text)
    {
        using var reader = CsvReader.FromText(text, _line);
        if (!reader.Read()) throw RowFault.Of("该行为空。", "The line is empty.");
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = Cells.Read(reader.GetString(i));
        return fields;
    }

    private static ReadRow Parsed(long line, int length, Func<Row> read)
    {
        try
        {
            return new ReadRow(line, read(), null, length);
        }
        catch (RowFaultException e)
        {
            return new ReadRow(line, null, e.Fault, length);
        }
        catch (JsonException) // Before the kind of the row was known.
        {
            return new ReadRow(line, null, RowFault.NotJson().Fault, length);
        }
        catch (CsvFormatException e)
        {
            var reason = new LocalText(
                "CSV 引号或分隔符有误。", $"The quotes or separators are not in order: {e.Message}");
            return new ReadRow(line, null, reason, length);
        }
    }
}

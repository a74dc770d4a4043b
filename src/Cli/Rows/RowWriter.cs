using System.Text;
using CsvHelper;

namespace OrleansRegistry.Cli.Rows;

/// <summary>Writes rows of a register as JSON Lines, or certificates as CSV, by the file's extension, UTF-8.</summary>
internal abstract class RowWriter : IAsyncDisposable
{
    /// <summary>A writer for <paramref name="file"/>.</summary>
    public static RowWriter Create(FileInfo file) =>
        RowFormats.IsCsv(file) ? new Csv(file) : new JsonLines(file);

    public abstract Task Write(Row row);

    public abstract ValueTask DisposeAsync();

    private sealed class JsonLines(FileInfo file) : RowWriter
    {
        private readonly FileStream _stream = file.Create();

        public override async Task Write(Row row)
        {
            if (row.Tag is { } tag) await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{{\"{tag}\":"));
            await _stream.WriteAsync(row.Content);
            await _stream.WriteAsync(row.Tag is null ? "\n"u8.ToArray() : "}\n"u8.ToArray());
        }

        public override ValueTask DisposeAsync() => _stream.DisposeAsync();
    }

    private sealed class Csv : RowWriter
    {
        private readonly CsvWriter _csv;

        public Csv(FileInfo file)
        {
            _csv = CsvWriter.Create(file.Create(), CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: false);
            _csv.WriteRecord([.. RowFormats.Columns]);
        }

        public override Task Write(Row row) =>
            _csv.WriteRecordAsync(
                [.. RowFormats.Values(((CertificateLine)row).Row).Select(value => Cells.Written(value ?? ""))],
                default).AsTask();

        public override ValueTask DisposeAsync() => _csv.DisposeAsync();
    }
}

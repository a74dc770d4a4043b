using CsvHelper;
using OrleansRegistry.Domain.Certificates;

namespace OrleansRegistry.Cli.Rows;

/// <summary>Writes rows of a register as CSV or JSON Lines, by the file's extension, UTF-8.</summary>
internal abstract class RowWriter : IAsyncDisposable
{
    /// <summary>A writer for <paramref name="file"/>.</summary>
    public static RowWriter Create(FileInfo file) =>
        RowFormats.IsCsv(file) ? new Csv(file) : new JsonLines(file);

    public abstract Task Write(RegisterRow row);

    public abstract ValueTask DisposeAsync();

    private sealed class JsonLines(FileInfo file) : RowWriter
    {
        private readonly FileStream _stream = file.Create();

        public override async Task Write(RegisterRow row)
        {
            await _stream.WriteAsync(row.ToJson());
            _stream.WriteByte((byte)'\n');
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

        public override Task Write(RegisterRow row) => _csv.WriteRecordAsync([.. RowFormats.Values(row).Select(value => value ?? "")], default).AsTask();

        public override ValueTask DisposeAsync() => _csv.DisposeAsync();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// The receipts of an import: a comment with the hash of the register, then a row a row. A receipt goes on only for the
/// very file that it began with.
/// </summary>
internal sealed class ReceiptFile : IAsyncDisposable
{
    private readonly FileStream _stream;
    private readonly CsvWriter _csv;

    private ReceiptFile(FileStream stream, long lastLine)
    {
        _stream = stream;
        _csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n", ValidateFieldCount = false }, leaveOpen: false);
        LastLine = lastLine;
    }

    /// <summary>The last row with a receipt; 0: none.</summary>
    public long LastLine { get; }

    public static async Task<ReceiptFile> Open(ImportPlan plan, CancellationToken cancellation)
    {
        await using var register = plan.File.OpenRead();
        var mark = "# sha256 " + Convert.ToHexStringLower(await SHA256.HashDataAsync(register, cancellation));
        if (plan.Resume && plan.Receipt.Exists)
        {
            var last = LastLineOf(plan.Receipt, mark);
            return new ReceiptFile(plan.Receipt.Open(FileMode.Append), last);
        }
        var receipts = new ReceiptFile(plan.Receipt.Create(), 0);
        receipts._csv.WriteRecord(mark);
        receipts._csv.WriteRecord(["line", "outcome", "certificateId", "code", "reasonZh", "reasonEn"]);
        return receipts;
    }

    public async Task Append(IEnumerable<RowReceipt> receipts, CancellationToken cancellation)
    {
        foreach (var receipt in receipts)
        {
            await _csv.WriteRecordAsync(
            [
                receipt.Line.ToString(CultureInfo.InvariantCulture), receipt.Outcome.ToString().ToLowerInvariant(),
                receipt.CertificateId ?? "", receipt.Code ?? "", receipt.ReasonZh ?? "", receipt.ReasonEn ?? "",
            ], cancellation);
        }
        await _csv.FlushAsync(cancellation);
        await _stream.FlushAsync(cancellation);
    }

    private static long LastLineOf(FileInfo receipt, string mark)
    {
        using var reader = receipt.OpenText();
        if (reader.ReadLine() != mark)
            throw new InvalidDataException($"{receipt.Name} belongs to another file; start again without --resume.");
        var last = 0L;
        for (string? line; (line = reader.ReadLine()) is not null;)
        {
            if (long.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) last = Math.Max(last, number);
        }
        return last;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

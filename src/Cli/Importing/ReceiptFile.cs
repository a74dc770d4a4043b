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
        _csv = new CsvWriter(new StreamWriter(stream), CultureInfo.InvariantCulture);
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
        receipts._csv.WriteField(mark, shouldQuote: false);
        await receipts._csv.NextRecordAsync();
        foreach (var column in (string[])["line", "outcome", "certificateId", "code", "reasonZh", "reasonEn"]) receipts._csv.WriteField(column);
        await receipts._csv.NextRecordAsync();
        return receipts;
    }

    public async Task Append(IEnumerable<RowReceipt> receipts, CancellationToken cancellation)
    {
        foreach (var receipt in receipts)
        {
            _csv.WriteField(receipt.Line);
            _csv.WriteField(receipt.Outcome.ToString().ToLowerInvariant());
            _csv.WriteField(receipt.CertificateId);
            _csv.WriteField(receipt.Code);
            _csv.WriteField(receipt.ReasonZh);
            _csv.WriteField(receipt.ReasonEn);
            await _csv.NextRecordAsync();
        }
        await _csv.FlushAsync();
        await _stream.FlushAsync(cancellation);
    }

    private static long LastLineOf(FileInfo receipt, string mark)
    {
        using var reader = receipt.OpenText();
        if (reader.ReadLine() != mark)
            throw new InvalidDataException($"{receipt.Name} belongs to another file; start again without --resume.");
        var last = 0L;
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        if (!csv.Read()) return 0;
        while (csv.Read())
            if (long.TryParse(csv.GetField(0), NumberStyles.None, CultureInfo.InvariantCulture, out var line)) last = Math.Max(last, line);
        return last;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

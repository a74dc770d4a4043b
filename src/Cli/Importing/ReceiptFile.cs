using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// The receipts of an import: a comment that names the register and the registry, then a line for each row. Receipts
/// are continued only for the same file and the same registry; receipts of a dry run do not count as taken.
/// </summary>
internal sealed class ReceiptFile : IAsyncDisposable
{
    private readonly FileStream _stream;
    private readonly CsvWriter _csv;

    private ReceiptFile(FileStream stream, long lastLine)
    {
        _stream = stream;
        _csv = CsvWriter.Create(
            stream, CsvWriterOptions.Default with { NewLine = "\n", ValidateFieldCount = false }, leaveOpen: false);
        LastLine = lastLine;
    }

    /// <summary>The last row with a receipt; 0: none.</summary>
    public long LastLine { get; }

    public static async Task<ReceiptFile> Open(ImportPlan plan, CancellationToken cancellation)
    {
        if (Path.GetFullPath(plan.Receipt.FullName) == Path.GetFullPath(plan.File.FullName))
            throw new InvalidDataException("The receipt would overwrite the register: choose another --receipt.");
        var mark = await MarkOf(plan, cancellation);
        if (plan.Resume && plan.Receipt.Exists)
        {
            var stream = plan.Receipt.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            try
            {
                if (CutBrokenEnd(stream) > 0)
                    return new ReceiptFile(stream, LastLineOf(stream, plan.Receipt.Name, mark));
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
            await stream.DisposeAsync();
        }
        var fresh = plan.Receipt.Open(FileMode.Create, FileAccess.Write, FileShare.Read);
        await fresh.WriteAsync(Encoding.UTF8.GetBytes(mark + "\n"), cancellation);
        var receipts = new ReceiptFile(fresh, 0);
        receipts._csv.WriteRecord(["line", "outcome", "id", "code", "reasonZh", "reasonEn"]);
        await receipts.Append([], cancellation);
        return receipts;
    }

    private static async Task<string> MarkOf(ImportPlan plan, CancellationToken cancellation)
    {
        await using var register = plan.File.OpenRead();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(register, cancellation));
        return $"# sha256 {hash} {(plan.DryRun ? "judged for" : "into")} {plan.Target}";
    }

    public async Task Append(IEnumerable<RowReceipt> receipts, CancellationToken cancellation)
    {
        foreach (var receipt in receipts)
        {
            await _csv.WriteRecordAsync(
            [
                receipt.Line.ToString(CultureInfo.InvariantCulture), receipt.Outcome.ToString().ToLowerInvariant(),
                receipt.Id ?? "", receipt.Code ?? "", receipt.ReasonZh ?? "", receipt.ReasonEn ?? "",
            ], cancellation);
        }
        await _csv.FlushAsync(cancellation);
        await _stream.FlushAsync(cancellation);
    }

    /// <summary>
    /// Removes a half-written last line, which a killed process may have left; the result is the remaining length.
    /// </summary>
    private static long CutBrokenEnd(FileStream stream)
    {
        var end = stream.Length;
        for (; end > 0; end--)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n') break;
        }
        stream.SetLength(end);
        stream.Position = 0;
        return end;
    }

    /// <summary>Reads to the end, so that new receipts are appended there.</summary>
    private static long LastLineOf(FileStream stream, string name, string mark)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        if (reader.ReadLine() != mark)
            throw new InvalidDataException(
                $"{name} belongs to another file, another registry or a dry run; start again without --resume.");
        var last = 0L;
        for (string? line; (line = reader.ReadLine()) is not null;)
        {
            if (long.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                last = Math.Max(last, number);
        }
        return last;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

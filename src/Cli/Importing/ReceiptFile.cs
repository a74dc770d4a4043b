using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// The receipts of an import: a comment that says which register went where, then a row a row. A receipt goes on only
/// for the same file into the same registry; one of a dry run says nothing about what was taken.
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

    /// <summary>A killed process may have written half a line; gives what is left.</summary>
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

    /// <summary>Reads to the end, so that what is appended follows.</summary>
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

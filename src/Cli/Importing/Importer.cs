using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Certificates;

namespace OrleansRegistry.Cli.Importing;

/// <summary>What is imported and how.</summary>
/// <param name="File">The register.</param>
/// <param name="Receipt">Where the receipts go.</param>
/// <param name="Target">The folder or address of the registry that takes it.</param>
/// <param name="DryRun">True: nothing is changed.</param>
/// <param name="Resume">True: rows with a receipt are left out.</param>
internal sealed record ImportPlan(FileInfo File, FileInfo Receipt, string Target, bool DryRun, bool Resume);

/// <summary>What came of the rows.</summary>
internal sealed record ImportTotals(long Rows, long Registered, long Already, long Refused);

/// <summary>What became of one row.</summary>
internal enum RowOutcome
{
    /// <summary>It is on the register from now on.</summary>
    Registered = 1,

    /// <summary>The same row had been taken over before.</summary>
    Already = 2,

    /// <summary>It was refused, or could not be read.</summary>
    Refused = 3,
}

/// <summary>The receipt of one row.</summary>
internal sealed record RowReceipt(long Line, RowOutcome Outcome, string? CertificateId, string? Code, string? ReasonZh, string? ReasonEn);

/// <summary>Takes one row over: into a stopped registry, over HTTP, or only on paper.</summary>
internal interface IRowTaker
{
    Task<RowReceipt> Take(long line, RegisterRow row, CancellationToken cancellation);
}

/// <summary>
/// Streams a register through a taker: a chunk at a time side by side, receipts in the order of the file and on disk
/// before the next chunk begins, so that a broken import goes on where its receipt ends. Rows about the same person or
/// number follow one another as they do in the file, so that the same file always gives the same receipts.
/// </summary>
internal static class Importer
{
    private const int ChunkRows = 1000;
    private const int SideBySide = 64;

    public static async Task<ImportTotals> Run(
        ImportPlan plan, IRowTaker taker, Action<long> progress, CancellationToken cancellation)
    {
        RowReader.CheckHeader(plan.File);
        await using var receipts = await ReceiptFile.Open(plan, cancellation);
        var totals = new ImportTotals(0, 0, 0, 0);
        var bytesPerRow = 1.0;
        foreach (var chunk in RowReader.Read(plan.File).Where(row => row.Line > receipts.LastLine).Chunk(ChunkRows))
        {
            var done = await Take(taker, chunk, cancellation);
            await receipts.Append(done, cancellation);
            totals = Add(totals, done);
            bytesPerRow = totals.Rows == done.Length ? EstimateBytes(plan, done.Length) : bytesPerRow;
            progress((long)(totals.Rows * bytesPerRow));
        }
        return totals;
    }

    private static double EstimateBytes(ImportPlan plan, int rows) => rows < ChunkRows ? (double)plan.File.Length / rows : 400;

    private static async Task<RowReceipt[]> Take(IRowTaker taker, ReadRow[] chunk, CancellationToken cancellation)
    {
        var order = new RowOrder(chunk);
        var done = new RowReceipt[chunk.Length];
        await Parallel.ForAsync(0, chunk.Length,
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation },
            async (i, token) =>
            {
                await order.Before(i).WaitAsync(token);
                done[i] = await Take(taker, chunk[i], token);
                order.Done(i);
            });
        return done;
    }

    private static async Task<RowReceipt> Take(IRowTaker taker, ReadRow read, CancellationToken cancellation)
    {
        if (read.Row is not { } row)
            return new RowReceipt(read.Line, RowOutcome.Refused, null, "MALFORMED", read.Fault!.Zh, read.Fault.En);
        try
        {
            return await taker.Take(read.Line, row, cancellation);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or InvalidOperationException or FormatException)
        {
            // Nobody foresaw this row: it gets its receipt, and the others are taken.
            return new RowReceipt(read.Line, RowOutcome.Refused, null, "FAULT", $"处理该行时出现程序错误：{e.Message}", $"The program failed on this row: {e.Message}");
        }
    }

    private static ImportTotals Add(ImportTotals totals, RowReceipt[] receipts) => new(
        totals.Rows + receipts.Length,
        totals.Registered + receipts.Count(r => r.Outcome == RowOutcome.Registered),
        totals.Already + receipts.Count(r => r.Outcome == RowOutcome.Already),
        totals.Refused + receipts.Count(r => r.Outcome == RowOutcome.Refused));
}

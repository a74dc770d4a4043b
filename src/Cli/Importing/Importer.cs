using System.Text;
using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Importing;

/// <summary>What is imported and how.</summary>
/// <param name="File">The register.</param>
/// <param name="Receipt">Where the receipts go.</param>
/// <param name="Target">The folder or address of the registry that takes over the rows.</param>
/// <param name="DryRun">True: nothing is changed.</param>
/// <param name="Resume">True: rows with a receipt are skipped.</param>
/// <param name="Encoding">The character set of the file.</param>
internal sealed record ImportPlan(
    FileInfo File, FileInfo Receipt, string Target, bool DryRun, bool Resume, Encoding Encoding);

/// <summary>How many rows had which result.</summary>
internal sealed record ImportTotals(long Rows, long Registered, long Already, long Refused);

/// <summary>
/// Passes a register through a taker in chunks: while one chunk is written, the next is decided and a third is read.
/// Receipts are in the order of the file, and are on disk once their chunk is durable, so that an interrupted import
/// continues after its last receipt. Rows that depend on each other are taken in order (<see cref="RowOrder"/>), so
/// that the same file always gives the same receipts.
/// </summary>
internal static class Importer
{
    private const int ChunkRows = 4_000, ChunkCharacters = 8 * 1024 * 1024;

    public static async Task<ImportTotals> Run(
        ImportPlan plan, RowTaker rows, Action<long> progress, CancellationToken cancellation)
    {
        RowReader.CheckHeader(plan.File, plan.Encoding);
        await using var receipts = await ReceiptFile.Open(plan, cancellation);
        var totals = new ImportTotals(0, 0, 0, 0);
        var read = 0L;
        var written = Task.CompletedTask;
        using var chunks = Chunks(RowReader.Read(plan.File, plan.Encoding), receipts.LastLine).GetEnumerator();
        var next = Next();
        try
        {
            while (await next is { } chunk)
            {
                next = Next();
                var done = await Take(rows, chunk, cancellation);
                await written;
                written = Write(rows.Keep(cancellation), chunk, done);
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await written; // What was taken before a fault is kept, with its receipts.
        }
        return totals;

        Task<ReadRow[]?> Next() => Task.Run(() => chunks.MoveNext() ? chunks.Current : null, cancellation);

        async Task Write(Task kept, ReadRow[] chunk, RowReceipt[] done)
        {
            await kept;
            await receipts.Append(done, cancellation);
            totals = Add(totals, done);
            progress(read += chunk.Sum(row => row.Length + 1L));
        }
    }

    /// <summary>As many rows as keep the machine busy, and no more text than fits into memory.</summary>
    private static IEnumerable<ReadRow[]> Chunks(IEnumerable<ReadRow> rows, long afterLine)
    {
        var chunk = new List<ReadRow>(ChunkRows);
        var characters = 0L;
        foreach (var row in rows)
        {
            if (row.Line <= afterLine) continue;
            chunk.Add(row);
            characters += row.Length;
            if (chunk.Count < ChunkRows && characters < ChunkCharacters) continue;
            yield return [.. chunk];
            chunk.Clear();
            characters = 0;
        }
        if (chunk.Count > 0) yield return [.. chunk];
    }

    private static async Task<RowReceipt[]> Take(RowTaker rows, ReadRow[] chunk, CancellationToken cancellation)
    {
        var order = new RowOrder(chunk);
        var done = new RowReceipt[chunk.Length];
        await Parallel.ForAsync(0, chunk.Length,
            new ParallelOptions { MaxDegreeOfParallelism = rows.SideBySide, CancellationToken = cancellation },
            async (i, token) =>
            {
                await order.Before(i).WaitAsync(token);
                done[i] = await Take(rows, chunk[i], token);
                order.Done(i);
            });
        return done;
    }

    private static async Task<RowReceipt> Take(RowTaker rows, ReadRow read, CancellationToken cancellation)
    {
        if (read.Row is not { } row) return RowReceipt.Refused(read.Line, "MALFORMED", read.Fault!);
        try
        {
            return await rows.Take(row, read.Line, cancellation);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or InvalidOperationException
            or FormatException)
        {
            // An unforeseen error in a row: the row gets its receipt, and the other rows are taken.
            return RowReceipt.Refused(read.Line, "FAULT",
                new LocalText($"处理该行时出现程序错误：{e.Message}", $"The program failed on this row: {e.Message}"));
        }
    }

    private static ImportTotals Add(ImportTotals totals, RowReceipt[] receipts) => new(
        totals.Rows + receipts.Length,
        totals.Registered + receipts.Count(r => r.Outcome == RowOutcome.Registered),
        totals.Already + receipts.Count(r => r.Outcome == RowOutcome.Already),
        totals.Refused + receipts.Count(r => r.Outcome == RowOutcome.Refused));
}

using OrleansRegistry.Cli.Rows;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Importing;

/// <summary>Takes rows over: into a stopped registry, over HTTP, or in a dry run.</summary>
internal abstract class RowTaker
{
    /// <summary>How many rows are taken at the same time.</summary>
    public abstract int SideBySide { get; }

    /// <summary>Takes one row. Its receipt is certain once <see cref="Keep"/> has completed.</summary>
    public abstract Task<RowReceipt> Take(Row row, long line, CancellationToken cancellation);

    /// <summary>Makes durable what was taken before this call; further rows may be taken meanwhile.</summary>
    public abstract Task Keep(CancellationToken cancellation);

    /// <summary>
    /// Into a stopped registry: a row is decided without waiting, so as many at a time as there are processors.
    /// </summary>
    public sealed class Into(BulkRegistry registry) : RowTaker
    {
        public override int SideBySide => Environment.ProcessorCount;

        public override Task<RowReceipt> Take(Row row, long line, CancellationToken cancellation) =>
            row.Take(registry, line, cancellation);

        public override Task Keep(CancellationToken cancellation) => registry.Keep(cancellation);
    }

    /// <summary>
    /// Over HTTP: an answer means that the row is durable. As many rows at a time as a group commit takes.
    /// </summary>
    public sealed class OverHttp(RunningRegistry running) : RowTaker
    {
        public override int SideBySide => 512;

        public override Task<RowReceipt> Take(Row row, long line, CancellationToken cancellation) =>
            row.Send(running, line, cancellation);

        public override Task Keep(CancellationToken cancellation) => Task.CompletedTask;
    }
}

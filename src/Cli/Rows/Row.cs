using System.Security.Cryptography;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// A row of a register's file, of any kind. A new kind is a subclass, with its <see cref="RowKind"/> in
/// <see cref="RowKinds"/>; import, dry run, receipts, order and export work for all kinds.
/// </summary>
internal abstract class Row
{
    private string? _commandId;

    /// <summary>The member that holds the content; null: the line itself is the content, as for certificates.</summary>
    public abstract string? Tag { get; }

    /// <summary>The content of the row, as one JSON object without its tag.</summary>
    public abstract byte[] Content { get; }

    /// <summary>
    /// Made of the row's content, so that an equal row gives the same commands, and what it creates is found and not
    /// created twice.
    /// </summary>
    public string CommandId => _commandId ??= "import:" + Convert.ToHexStringLower(SHA256.HashData(Content))[..32];

    /// <summary>
    /// The things that the row is about: rows about the same thing are taken in the order of the file.
    /// </summary>
    public abstract IEnumerable<string> About { get; }

    /// <summary>
    /// The things that the row needs without being about them: it is taken after the rows about them, but does not wait
    /// for other rows that need them.
    /// </summary>
    public virtual IEnumerable<string> Needs => [];

    /// <summary>Takes the row over into <paramref name="registry"/>, by the same commands as everybody else.</summary>
    public abstract Task<RowReceipt> Take(
        BulkRegistry registry, long line, CancellationToken cancellation);

    /// <summary>Sends the row to a running registry, by its routes.</summary>
    public abstract Task<RowReceipt> Send(RunningRegistry registry, long line, CancellationToken cancellation);
}

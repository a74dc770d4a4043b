using System.Security.Cryptography;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Cli.Rows;

/// <summary>
/// A row of a register's file, of any kind. A new kind is a subclass, with its <see cref="RowKind"/> in
/// <see cref="RowKinds"/>; import, dry run, receipts, order and export know no kind.
/// </summary>
internal abstract class Row
{
    private string? _commandId;

    /// <summary>The tag before the content; null: the content is the line, as it is for certificates.</summary>
    public abstract string? Tag { get; }

    /// <summary>What the row says, as one JSON object without its tag.</summary>
    public abstract byte[] Content { get; }

    /// <summary>The same row is the same commands, so what it creates is found again and not taken twice.</summary>
    public string CommandId => _commandId ??= "import:" + Convert.ToHexStringLower(SHA256.HashData(Content))[..32];

    /// <summary>What the row is about: rows about the same thing follow one another as they do in the file.</summary>
    public abstract IEnumerable<string> About { get; }

    /// <summary>
    /// What the row only needs: it follows the rows about these things, but not others that need them too.
    /// </summary>
    public virtual IEnumerable<string> Needs => [];

    /// <summary>Takes the row into <paramref name="registry"/>, by the same commands as everybody else.</summary>
    public abstract Task<RowReceipt> Take(
        BulkRegistry registry, long line, CancellationToken cancellation);

    /// <summary>Sends the row to a running registry, by its routes.</summary>
    public abstract Task<RowReceipt> Send(RunningRegistry registry, long line, CancellationToken cancellation);
}

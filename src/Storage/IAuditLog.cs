using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>The end of a chain of the audit.</summary>
/// <param name="Chain">Its name: the silo and the day.</param>
/// <param name="Day">The day, by the machine's clock in China.</param>
/// <param name="Count">How many records it has.</param>
/// <param name="Hash">The hash of the last record.</param>
public sealed record AuditHead(string Chain, DateOnly Day, long Count, ReadOnlyMemory<byte> Hash);

/// <summary>A record to be appended, with the hash of the chain after it.</summary>
/// <param name="Record">What happened.</param>
/// <param name="Text">The JSON text that is hashed.</param>
/// <param name="Hash">SHA-256 over the previous hash and this text.</param>
public sealed record NewAuditLine(AuditRecord Record, string Text, ReadOnlyMemory<byte> Hash);

/// <summary>A stored record of a chain, for a check.</summary>
public sealed record ChainedText(long Number, string Text, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The audit's tables: append-only, except that a past month may be removed as a whole; the ends of its chains stay.
/// </summary>
public interface IAuditLog
{
    /// <summary>The end of the chain; null: it has no record yet.</summary>
    ValueTask<AuditHead?> Head(string chain, CancellationToken cancellation = default);

    /// <summary>
    /// Appends to one chain, in one durable transaction that other writes share; false: the chain has another end by
    /// now, and nothing was written.
    /// </summary>
    Task<bool> Append(
        AuditHead before, AuditHead after, IReadOnlyList<NewAuditLine> lines,
        CancellationToken cancellation = default);

    /// <summary>Records, newest first.</summary>
    Task<Page<AuditLine>> Search(AuditSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// How many records of this account there are since an instant, exclusive, and the oldest of them.
    /// </summary>
    Task<(int Count, DateTimeOffset? Oldest)> Lately(
        string actor, string what, DateTimeOffset since, CancellationToken cancellation = default);

    /// <summary>The ends of all chains, by name.</summary>
    Task<IReadOnlyList<AuditHead>> Heads(CancellationToken cancellation = default);

    /// <summary>The texts of a chain after a number, in order; empty once its month was removed.</summary>
    Task<IReadOnlyList<ChainedText>> Texts(
        string chain, long after, int limit, CancellationToken cancellation = default);

    /// <summary>True once this month (<c>2026-02</c>) was removed.</summary>
    ValueTask<bool> IsCut(string month, CancellationToken cancellation = default);

    /// <summary>
    /// Removes the records of a month (<c>2026-02</c>) as a whole; chain ends and roots stay. The result is how many.
    /// </summary>
    Task<int> Cut(string month, DateTimeOffset at, CancellationToken cancellation = default);
}

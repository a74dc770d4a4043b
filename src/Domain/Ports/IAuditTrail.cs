using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A request that was refused, as the audit counts it.</summary>
/// <param name="By">The account; null: none was signed in.</param>
/// <param name="Network">The network that asked.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="What">The operation.</param>
public readonly record struct RefusedRequest(string? By, string Network, RefusalCode Code, string What);

/// <summary>
/// The audit (decisions 8): append-only, chained a silo and day. What it cannot write down is not answered: then calls
/// throw <see cref="StorageAwayException"/>.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Writes one record down; durable when the task ends. Its instant is set here, UTC.</summary>
    Task<DateTimeOffset> Record(AuditRecord record, CancellationToken cancellation = default);

    /// <summary>
    /// The same for a read of another's data: whatever this caller was shown in the last five minutes is left out, and
    /// nothing is written when nothing is left. Durable when the task ends, also where another request wrote it.
    /// </summary>
    Task RecordRead(AuditRecord record, CancellationToken cancellation = default);

    /// <summary>
    /// True where all of this was shown to the caller in the last five minutes and is durably on record: a read of it
    /// has nothing to write, and nothing to make for it.
    /// </summary>
    /// <param name="by">The caller's account.</param>
    /// <param name="about">Ids of what is shown.</param>
    bool IsOnRecord(string by, ImmutableArray<string> about);

    /// <summary>Counts a refusal; its line is written when the minute is over.</summary>
    void Count(RefusedRequest refused);

    /// <summary>
    /// Records, newest first. What this silo counts in the minute under way stands before them, without a place: it is
    /// written when the minute is over.
    /// </summary>
    Task<Page<AuditLine>> Search(AuditSearch search, PageRequest page, CancellationToken cancellation = default);
}

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
/// The audit (decisions 8): append-only, one chain for each silo and day. A request whose record cannot be written is
/// not answered: then calls throw <see cref="StorageAwayException"/>.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Writes one record; it is durable when the task ends. Its instant is set here, UTC.</summary>
    Task<DateTimeOffset> Record(AuditRecord record, CancellationToken cancellation = default);

    /// <summary>
    /// Writes a record of a read of another's data. What this caller was shown in the last five minutes is left out of
    /// it, and nothing is written if nothing remains. Durable when the task ends, also if another request wrote it.
    /// </summary>
    Task RecordRead(AuditRecord record, CancellationToken cancellation = default);

    /// <summary>
    /// True if all of this was shown to the caller in the last five minutes and that is durably recorded: then a read
    /// of it needs no record.
    /// </summary>
    /// <param name="by">The caller's account.</param>
    /// <param name="about">Ids of what is shown.</param>
    bool IsOnRecord(string by, ImmutableArray<string> about);

    /// <summary>Counts a refusal; the record of the whole minute is written when the minute is over.</summary>
    void Count(RefusedRequest refused);

    /// <summary>
    /// Records, newest first. Before them come the refusals that this silo has counted in the present minute; they have
    /// no place in a chain yet, as they are written when the minute is over.
    /// </summary>
    Task<Page<AuditLine>> Search(AuditSearch search, PageRequest page, CancellationToken cancellation = default);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// A deadline or command that failed too often and waits for an administrator; it blocks nothing else (spec/traps.md).
/// Or an external request whose source has not answered for long; that one is tried again by itself.
/// </summary>
/// <param name="Id">"deadline:{key}" or "outbox:{number}".</param>
/// <param name="Entity">The entity; for an external request the application.</param>
/// <param name="What">The deadline's or the command's name.</param>
/// <param name="DueAt">
/// When it was due, UTC; for an external request, when it is tried again; null for a consequence.
/// </param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">The last error, for the log and the administrator only.</param>
public sealed record ParkedItem(
    string Id, EntityId Entity, string What, DateTimeOffset? DueAt, int Attempts, string Error);

/// <summary>A notice, with whether it was sent and read.</summary>
/// <param name="Id">Its number; numbers only grow.</param>
/// <param name="Entity">The entity it is about.</param>
/// <param name="Notice">The notice, with its recipient.</param>
/// <param name="At">When it was caused, UTC.</param>
/// <param name="SentAt">When every channel had accepted it, UTC; null: not yet.</param>
/// <param name="Attempts">How often sending it failed.</param>
/// <param name="Failed">True when the registry has given up.</param>
/// <param name="Error">The last error.</param>
/// <param name="Receipt">The answer of the channel; null: none yet.</param>
public sealed record NoticeRecord(
    long Id, EntityId Entity, Notice Notice, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, bool Failed,
    string? Error, string? Receipt)
{
    /// <summary>When its recipient has read it, UTC; null: not yet.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>
    /// The channels that have accepted it while others have not yet, with spaces between them; null: none.
    /// </summary>
    public string? TakenBy { get; init; }
}

/// <summary>A filter on notices.</summary>
/// <param name="UnreadOnly">True: those that nobody has read.</param>
/// <param name="Kind">Those of this kind; null: of every kind.</param>
public readonly record struct NoticesWanted(bool UnreadOnly = false, string? Kind = null);

/// <summary>How much due work the registry has not done yet.</summary>
/// <param name="Overdue">Deadlines that are due and not carried out, without the parked ones.</param>
/// <param name="Parked">Parked deadlines and consequences.</param>
/// <param name="Consequences">Commands for other entities not yet delivered.</param>
/// <param name="NoticesPending">Notices not yet sent.</param>
/// <param name="NoticesFailed">Notices given up.</param>
public sealed record Backlog(long Overdue, long Parked, long Consequences, long NoticesPending, long NoticesFailed);

/// <summary>What an account did in a recent time.</summary>
/// <param name="Count">How often the account did it.</param>
/// <param name="FreeIn">How long until the oldest of it no longer counts; zero when there is none.</param>
public sealed record Lately(int Count, TimeSpan FreeIn);

/// <summary>How much a change of rules or calendar moved (rules.md H.19).</summary>
/// <param name="Moved">Entities of which a running limit or the next deadline changed.</param>
/// <param name="Complete">False: there are more than the request waits for; the recount continues by itself.</param>
public readonly record struct Recounted(long Moved, bool Complete);

/// <summary>How much work waits in a process, compared with what it can do (docs/adr/0153).</summary>
/// <param name="WriteWait">
/// How long the oldest write that is not durable yet has been waiting; zero: there is none.
/// </param>
/// <param name="ListWait">How long the oldest list that waits for its turn has been waiting; zero: none waits.</param>
/// <param name="Writes">Commands and other writes that were turned away.</param>
/// <param name="Lists">Lists, searches and figures that were turned away.</param>
/// <param name="Requests">Requests that were turned away before they were read.</param>
public readonly record struct LoadFigures(
    TimeSpan WriteWait, TimeSpan ListWait, long Writes, long Lists, long Requests);

/// <summary>What administrators see and do to run the registry.</summary>
public interface IOperations
{
    /// <summary>Null when the store answers and its schema is current; otherwise what is wrong.</summary>
    Task<string?> NotReady(CancellationToken cancellation = default);

    /// <summary>Stable names of what an administrator should mend although the process is ready.</summary>
    ImmutableArray<string> Warnings { get; }

    /// <summary>How many texts to phones had which result since this process started.</summary>
    TextCounts TextCounts { get; }

    /// <summary>How much waits for the store, and how much was turned away since this process started.</summary>
    LoadFigures Load { get; }

    /// <summary>How much due work the registry has not done yet.</summary>
    Task<Backlog> Backlog(CancellationToken cancellation = default);

    /// <summary>The parked items that wait for an administrator.</summary>
    Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default);

    /// <summary>Tries a parked item again at once; false: no such item.</summary>
    Task<bool> Retry(string parkedId, CancellationToken cancellation = default);

    /// <summary>Notices, newest first: of one person, or only the failed ones.</summary>
    Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Notices to one of these recipients, newest first.</summary>
    Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default);

    /// <summary>A recipient has read a notice; null: there is no such notice to these recipients.</summary>
    Task<NoticeRecord?> NoticeRead(long id, NoticeReach by, CancellationToken cancellation = default);

    /// <summary>By which channels a recipient wants to be notified.</summary>
    ValueTask<NoticeChoices> NoticeChoicesOf(string recipient, CancellationToken cancellation = default);

    /// <summary>Stores by which channels a recipient wants to be notified.</summary>
    Task ChooseNotices(string recipient, NoticeChoices choices, CancellationToken cancellation = default);

    /// <summary>
    /// Adds or replaces calendar years, and recounts every limit that they change, by command (rules.md H.19);
    /// <paramref name="dryRun"/>: only counts how many would move.
    /// </summary>
    Task<Result<Recounted>> LoadCalendar(
        ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellation = default);

    /// <summary>Reads the rules again from the data folder, and recounts as for a calendar.</summary>
    Task<Result<Recounted>> ReloadRules(bool dryRun, CancellationToken cancellation = default);

    /// <summary>
    /// Development with a standing clock only: moves the legal clock forward to <paramref name="to"/> and returns when
    /// every deadline on the way, and what it caused, is done. Refused: backwards, or the clock runs by itself.
    /// </summary>
    Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default);

    /// <summary>The last runs of the table of retention; null: it never ran.</summary>
    ValueTask<RetentionRuns?> Retained(CancellationToken cancellation = default);

    /// <summary>The audit: who did what, to whose data.</summary>
    IAuditTrail Trail { get; }

    /// <summary>Daily signed roots over the audit and the histories.</summary>
    IAuditRoots Roots { get; }

    /// <summary>
    /// How many such records the audit has of the account from so long ago until now, by the machine's clock.
    /// </summary>
    Task<Lately> Audited(Actor actor, string what, TimeSpan within, CancellationToken cancellation = default);

    /// <summary>The calendar years in use.</summary>
    ImmutableArray<int> CalendarYears { get; }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Something that failed too often and waits for a person; it blocks nothing else (spec/traps.md). Or an external
/// request whose source outside the registry has been away for long: that one goes again by itself.
/// </summary>
/// <param name="Id">"deadline:{key}" or "outbox:{number}".</param>
/// <param name="Entity">The entity; of an external request the application.</param>
/// <param name="What">The deadline's or the command's name.</param>
/// <param name="DueAt">When it was due, UTC; of an external request,
/// when it is tried again; null for a consequence.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">The last error, for the log and the administrator only.</param>
public sealed record ParkedItem(
    string Id, EntityId Entity, string What, DateTimeOffset? DueAt, int Attempts, string Error);

/// <summary>A notice with what became of it.</summary>
/// <param name="Id">Its number; grows.</param>
/// <param name="Entity">The entity it is about.</param>
/// <param name="Notice">What is notified to whom.</param>
/// <param name="At">When it was caused, UTC.</param>
/// <param name="SentAt">When every channel had taken it, UTC; null: not yet.</param>
/// <param name="Attempts">How often a channel was tried in vain.</param>
/// <param name="Failed">True when the registry has given up.</param>
/// <param name="Error">The last error.</param>
/// <param name="Receipt">What the channel answered; null: nothing yet.</param>
public sealed record NoticeRecord(
    long Id, EntityId Entity, Notice Notice, DateTimeOffset At, DateTimeOffset? SentAt, int Attempts, bool Failed,
    string? Error, string? Receipt)
{
    /// <summary>When whoever was notified has read it, UTC; null: not yet.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The channels that have it while others do not, each apart by a space; null: none.</summary>
    public string? TakenBy { get; init; }
}

/// <summary>Which notices are wanted.</summary>
/// <param name="UnreadOnly">True: those that nobody has read.</param>
/// <param name="Kind">Those of this kind; null: of every kind.</param>
public readonly record struct NoticesWanted(bool UnreadOnly = false, string? Kind = null);

/// <summary>How far the registry is with what is due.</summary>
/// <param name="Overdue">Deadlines due and not yet done, without the parked ones.</param>
/// <param name="Parked">Parked deadlines and consequences.</param>
/// <param name="Consequences">Commands for other entities not yet delivered.</param>
/// <param name="NoticesPending">Notices not yet sent.</param>
/// <param name="NoticesFailed">Notices given up.</param>
public sealed record Backlog(long Overdue, long Parked, long Consequences, long NoticesPending, long NoticesFailed);

/// <summary>What an account did lately.</summary>
/// <param name="Count">How often.</param>
/// <param name="FreeIn">How long until the oldest of it does not count any more; zero when there is none.</param>
public sealed record Lately(int Count, TimeSpan FreeIn);

/// <summary>What a change of rules or calendar moved (rules.md H.19).</summary>
/// <param name="Moved">Entities of which a running limit or the next deadline is another one.</param>
/// <param name="Complete">False: there are more than one waits for; the count goes on by itself.</param>
public readonly record struct Recounted(long Moved, bool Complete);

/// <summary>How much is asked of a process beside what it can do (docs/adr/0153).</summary>
/// <param name="WriteWait">How long the oldest write that is not durable yet has waited; zero: there is none.</param>
/// <param name="ListWait">How long the oldest list that waits for a place has waited; zero: none waits.</param>
/// <param name="Writes">Commands and other writes that were turned away.</param>
/// <param name="Lists">Lists, searches and figures that were turned away.</param>
/// <param name="Requests">Requests that were turned away before anybody looked at them.</param>
public readonly record struct LoadFigures(
    TimeSpan WriteWait, TimeSpan ListWait, long Writes, long Lists, long Requests);

/// <summary>What operations look at and touch.</summary>
public interface IOperations
{
    /// <summary>Null when the store answers and its schema is current; else why not.</summary>
    Task<string?> NotReady(CancellationToken cancellation = default);

    /// <summary>What an operator should know of a process that is ready all the same: stable names.</summary>
    ImmutableArray<string> Warnings { get; }

    /// <summary>What texts to phones came to since this process started.</summary>
    TextCounts TextCounts { get; }

    /// <summary>What waits for the store, and what was turned away since this process started.</summary>
    LoadFigures Load { get; }

    /// <summary>How far the registry is with what is due.</summary>
    Task<Backlog> Backlog(CancellationToken cancellation = default);

    /// <summary>What waits for a person.</summary>
    Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default);

    /// <summary>Tries a parked item again at once; false: no such item.</summary>
    Task<bool> Retry(string parkedId, CancellationToken cancellation = default);

    /// <summary>Notices, newest first: of one person, or only the failed ones.</summary>
    Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Notices to one of these recipients, newest first.</summary>
    Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default);

    /// <summary>One of these recipients has read a notice; null: there is no such notice to them.</summary>
    Task<NoticeRecord?> NoticeRead(long id, NoticeReach by, CancellationToken cancellation = default);

    /// <summary>By which channels a recipient wants to be notified.</summary>
    ValueTask<NoticeChoices> NoticeChoicesOf(string recipient, CancellationToken cancellation = default);

    /// <summary>Keeps by which channels a recipient wants to be notified.</summary>
    Task ChooseNotices(string recipient, NoticeChoices choices, CancellationToken cancellation = default);

    /// <summary>
    /// Adds or replaces calendar years, and counts every limit anew that they touch, by command (rules.md H.19);
    /// <paramref name="dryRun"/>: only says how many would move.
    /// </summary>
    Task<Result<Recounted>> LoadCalendar(
        ReadOnlyMemory<byte> json, bool dryRun, CancellationToken cancellation = default);

    /// <summary>Reads the rules again from the data folder; the rest as with a calendar.</summary>
    Task<Result<Recounted>> ReloadRules(bool dryRun, CancellationToken cancellation = default);

    /// <summary>
    /// Development with a standing clock only: moves the legal clock forward to <paramref name="to"/> and returns when
    /// every deadline on the way, and what it caused, is done. Refused: backwards, or the clock runs by itself.
    /// </summary>
    Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default);

    /// <summary>What came of carrying the table of retention out; null: it never was.</summary>
    ValueTask<RetentionRuns?> Retained(CancellationToken cancellation = default);

    /// <summary>Where is written down who did what, to whose data.</summary>
    IAuditTrail Trail { get; }

    /// <summary>Daily signed roots over it and over the histories.</summary>
    IAuditRoots Roots { get; }

    /// <summary>How many such records the account has left within so long before now, by the machine's clock.</summary>
    Task<Lately> Audited(Actor actor, string what, TimeSpan within, CancellationToken cancellation = default);

    /// <summary>Which calendar is in use.</summary>
    ImmutableArray<int> CalendarYears { get; }
}

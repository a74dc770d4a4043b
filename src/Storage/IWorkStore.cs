using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>A deadline that is due.</summary>
public sealed record DueDeadline(EntityId Id, string Name, DateTimeOffset DueAt)
{
    /// <summary>The id of the command that carries it out.</summary>
    public string CommandId => string.Create(CultureInfo.InvariantCulture, $"deadline:{Id.Key}:{DueAt.UtcTicks}");

    /// <summary>
    /// What the history says caused it. The name of an armed reminder has what is ahead behind a colon.
    /// </summary>
    public string Cause =>
        string.Create(CultureInfo.InvariantCulture, $"deadline {Name.Split(':', 2)[0]} {DueAt:O}");
}

/// <summary>Where a pass over the due deadlines stands: after this instant and key (keyset order).</summary>
public readonly record struct DueCursor(DateTimeOffset DueAt, string Key);

/// <summary>A command for another entity that waits for delivery.</summary>
/// <param name="Id">Its number; grows and is never used again.</param>
/// <param name="Source">The entity whose change caused it.</param>
/// <param name="Target">The entity to which it goes.</param>
/// <param name="Type">The frozen name of the command.</param>
/// <param name="Command">JSON, UTF-8.</param>
/// <param name="Cause">The change that caused it, "{source key}@{version after the change}".</param>
/// <param name="CausedAt">The instant of that change, by the legal clock.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
public sealed record PendingConsequence(
    long Id, EntityId Source, EntityId Target, string Type, ReadOnlyMemory<byte> Command, string Cause,
    DateTimeOffset CausedAt, int Attempts);

/// <summary>
/// Deadlines, consequences and notices: what is due by the legal clock, when to retry by the machine's.
/// </summary>
public interface IWorkStore
{
    /// <summary>
    /// Deadlines of a part of the ring that are due at <paramref name="legalNow"/>, that very instant included, not
    /// parked, not waiting for a retry, after the cursor, oldest first.
    /// </summary>
    Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default);

    /// <summary>The earliest deadline that is not parked; null: none.</summary>
    Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default);

    /// <summary>How often an entity's armed deadline has failed so far; 0: never, or none is armed.</summary>
    ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default);

    /// <summary>
    /// Counts a failed try; from then on it waits until <paramref name="retryAt"/>, or for a person (null: parked).
    /// </summary>
    Task DeadlineFailed(EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default);

    /// <summary>
    /// Consequences to deliver, in the order in which they were caused; of each target only the oldest, so that a
    /// failing one holds back its own target alone.
    /// </summary>
    Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Requests to a source outside the registry, in the order in which they were caused; they wait in the same outbox,
    /// but one that takes long or is away holds up no deadline and no consequence.
    /// </summary>
    Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>Removes a consequence that asked for what is already so.</summary>
    Task ConsequenceDone(long id, CancellationToken cancellation = default);

    /// <summary>Counts a failed try, as for deadlines.</summary>
    Task ConsequenceFailed(long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default);

    /// <summary>
    /// Counts a failed try of an external request, which goes again at <paramref name="retryAt"/> in any case;
    /// while <paramref name="shown"/> it stands among what is parked all the same, for a person can do
    /// something about its source.
    /// </summary>
    Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default);

    /// <summary>Notices that no channel or not every channel has taken, oldest first.</summary>
    Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>A notice is with every channel.</summary>
    /// <param name="id">Which.</param>
    /// <param name="at">When the last of them took it.</param>
    /// <param name="receipt">What they answered.</param>
    /// <param name="messageId">The text to a phone that carried it; null: none did.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default);

    /// <summary>Counts a failed try; null: given up, shown to the administrator.</summary>
    /// <param name="id">Which.</param>
    /// <param name="error">Why.</param>
    /// <param name="retryAt">When it goes again, by the machine's clock.</param>
    /// <param name="takenBy">The channels that have it already, each apart by a space; null: none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default);

    /// <summary>Lets a notice wait without counting a try: its hour has not come.</summary>
    Task NoticePostponed(long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default);

    /// <summary>
    /// What became of a text to a phone, for all notices that it carried: it arrived, or <paramref name="error"/> says
    /// why not, and they are shown to the administrator. Gives how many notices that were.
    /// </summary>
    Task<int> TextReceived(string messageId, string? error, CancellationToken cancellation = default);

    /// <summary>How much waits.</summary>
    Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default);

    /// <summary>What waits for a person, and the external requests whose source has been away for long.</summary>
    Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default);

    /// <summary>Makes a parked item due again; false: no such item.</summary>
    Task<bool> Retry(string parkedId, CancellationToken cancellation = default);

    /// <summary>Notices, newest first.</summary>
    Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Notices to one of these recipients, newest first.</summary>
    Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Of the oldest <paramref name="limit"/> notices, removes those that were caused before an instant; how many there
    /// were.
    /// </summary>
    Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Removes what stands beside an entity whose history was erased: rows of its applications, answers that its events
    /// were kept with, and notices to whose it was. Gives how many rows there were.
    /// </summary>
    Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default);

    /// <summary>
    /// One of these recipients has read a notice, at <paramref name="at"/> or before; null: there is no such notice to
    /// them.
    /// </summary>
    Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>
    /// Puts the counts of statistics together that stand at or before a legal date, and those that several connections
    /// have written. Nothing that is counted changes, and nobody has to wait; it is called now and then.
    /// </summary>
    Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default);

    /// <summary>
    /// Entities with an application whose limits run, by the application's id: one with several may stand there twice.
    /// </summary>
    Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default);
}

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
    /// The cause in the history. In the name of an armed reminder, the deadline that follows is after a colon; it is
    /// left out.
    /// </summary>
    public string Cause =>
        string.Create(CultureInfo.InvariantCulture, $"deadline {Name.Split(':', 2)[0]} {DueAt:O}");
}

/// <summary>The progress of a pass over the due deadlines: after this instant and key (keyset order).</summary>
public readonly record struct DueCursor(DateTimeOffset DueAt, string Key);

/// <summary>A command for another entity that waits for delivery.</summary>
/// <param name="Id">Its number, which grows and is never reused.</param>
/// <param name="Source">The entity whose change caused it.</param>
/// <param name="Target">The entity to which it goes.</param>
/// <param name="Type">The frozen name of the command.</param>
/// <param name="Command">JSON, UTF-8.</param>
/// <param name="Cause">The change that caused it, "{source key}@{version after the change}".</param>
/// <param name="CausedAt">The instant of that change, by the legal clock.</param>
/// <param name="Attempts">How many attempts have failed.</param>
public sealed record PendingConsequence(
    long Id, EntityId Source, EntityId Target, string Type, ReadOnlyMemory<byte> Command, string Cause,
    DateTimeOffset CausedAt, int Attempts);

/// <summary>Deadlines, consequences and notices: due by the legal clock, retried by the machine's clock.</summary>
public interface IWorkStore
{
    /// <summary>
    /// Deadlines of a part of the ring that are due at <paramref name="legalNow"/> (inclusive), are not parked and wait
    /// for no retry, after the cursor, oldest first.
    /// </summary>
    Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default);

    /// <summary>The earliest deadline that is not parked; null: none.</summary>
    Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default);

    /// <summary>How many attempts at an entity's armed deadline have failed; 0: none, or none is armed.</summary>
    ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default);

    /// <summary>
    /// Counts a failed attempt. The deadline waits until <paramref name="retryAt"/>, or for an administrator (null:
    /// parked).
    /// </summary>
    Task DeadlineFailed(EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default);

    /// <summary>
    /// Consequences to deliver, in the order in which they were caused; for each target only the oldest, so that a
    /// failing one delays its own target alone.
    /// </summary>
    Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Requests to a source outside the registry, in the order in which they were caused. They wait in the same outbox,
    /// but a slow one, or one whose source cannot be reached, delays no deadline and no consequence.
    /// </summary>
    Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>Removes a consequence that had nothing left to change.</summary>
    Task ConsequenceDone(long id, CancellationToken cancellation = default);

    /// <summary>Counts a failed attempt, as for deadlines.</summary>
    Task ConsequenceFailed(long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default);

    /// <summary>
    /// Counts a failed attempt at an external request, which is tried again at <paramref name="retryAt"/> in any case.
    /// With <paramref name="shown"/> it is listed among the parked items as well, because an administrator can do
    /// something about its source.
    /// </summary>
    Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default);

    /// <summary>Notices that at least one channel has not accepted yet, oldest first.</summary>
    Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default);

    /// <summary>Every channel has accepted a notice.</summary>
    /// <param name="id">The number of the notice.</param>
    /// <param name="at">When the last channel accepted it.</param>
    /// <param name="receipt">What they answered.</param>
    /// <param name="messageId">The id of the text to a phone that had it; null: there was none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default);

    /// <summary>Counts a failed attempt at a notice; null: it is given up and shown to the administrator.</summary>
    /// <param name="id">The number of the notice.</param>
    /// <param name="error">The error.</param>
    /// <param name="retryAt">When it is tried again, by the machine's clock; null: given up.</param>
    /// <param name="takenBy">The channels that have accepted it already, with spaces between them; null: none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default);

    /// <summary>Postpones a notice without counting an attempt, because texts are not sent at this hour.</summary>
    Task NoticePostponed(long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default);

    /// <summary>
    /// Records what became of a text to a phone, for all notices in it: it arrived, or <paramref name="error"/> says
    /// why not, and the notices are shown to the administrator. The result is the number of those notices.
    /// </summary>
    Task<int> TextReceived(string messageId, string? error, CancellationToken cancellation = default);

    /// <summary>How much waits.</summary>
    Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default);

    /// <summary>
    /// The parked items that wait for an administrator, and the external requests whose source has not answered for
    /// long.
    /// </summary>
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
    /// Removes, among the oldest <paramref name="limit"/> notices, those that were caused before an instant; the result
    /// is how many.
    /// </summary>
    Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Removes the rows beside an entity whose history was erased: those of its applications, the answers stored with
    /// its events, and the notices to its owner. The result is how many rows.
    /// </summary>
    Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default);

    /// <summary>
    /// A recipient has read a notice, at <paramref name="at"/> or before; null: there is no such notice to these
    /// recipients.
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

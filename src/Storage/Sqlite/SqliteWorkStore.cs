using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Deadlines, consequences and notices that wait for work.</summary>
internal sealed class SqliteWorkStore(SqliteAccess access) : IWorkStore
{
    public Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default) =>
        part.IsEmpty
            ? Task.FromResult(ImmutableArray<DueDeadline>.Empty)
            : access.Read((part, legalNow, machineNow, after, limit), DeadlineRows.Due, cancellation).AsTask();

    public Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default) =>
        access.Read(false, DeadlineRows.NextDueAt, cancellation).AsTask();

    public ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default) =>
        access.Read(id, DeadlineRows.Tries, cancellation);

    public Task DeadlineFailed(
        EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        access.Write(DeadlineRows.Failed(id, error, retryAt), cancellation);

    public Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.Read((machineNow, limit, false), OutboxRows.Pending, cancellation).AsTask();

    public Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.Read((machineNow, limit, true), OutboxRows.Pending, cancellation).AsTask();

    public Task ConsequenceDone(long id, CancellationToken cancellation = default) =>
        access.Write(OutboxRows.Done(id), cancellation);

    public Task ConsequenceFailed(
        long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        access.Write(OutboxRows.Failed(id, error, retryAt, parked: retryAt is null), cancellation);

    public Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default) =>
        access.Write(OutboxRows.Failed(id, error, retryAt, shown), cancellation);

    public Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.Read((machineNow, limit), NoticeRows.Pending, cancellation).AsTask();

    public Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default) =>
        access.Write(NoticeRows.Sent(id, at, receipt, messageId), cancellation);

    public Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default) =>
        access.Write(NoticeRows.Failed(id, error, retryAt, takenBy), cancellation);

    public Task NoticePostponed(
        long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default) =>
        access.Write(NoticeRows.Postponed(id, until, takenBy), cancellation);

    public Task<int> TextReceived(
        string messageId, string? error, CancellationToken cancellation = default) =>
        access.Write(NoticeRows.TextReceived(messageId, error), cancellation);

    public Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default) =>
        access.Read(legalNow, OperationRows.Backlog, cancellation).AsTask();

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        access.Read(page, OperationRows.Parked, cancellation).AsTask();

    public async Task<bool> Retry(string parkedId, CancellationToken cancellation = default)
    {
        if (ParkedId.DeadlineOf(parkedId) is { } entity)
            return await access.Write(DeadlineRows.Retry(entity), cancellation).ConfigureAwait(false) > 0;
        if (ParkedId.OutboxOf(parkedId) is { } number)
            return await access.Write(OutboxRows.Retry(number), cancellation).ConfigureAwait(false) > 0;
        return false;
    }

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((personKey, failedOnly, page), NoticeRows.Page, cancellation).AsTask();

    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((to, wanted, page), NoticeRows.PageTo, cancellation).AsTask();

    public Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Erase(
                "DELETE FROM notice WHERE id IN (SELECT id FROM notice ORDER BY id LIMIT ?) AND at < ?",
                row => row.Add(limit).Add(before)),
            cancellation);

    public async Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default)
    {
        if (await access.Read(upTo, CountFolds.IsDue, cancellation).ConfigureAwait(false))
            await access.Write(database => CountFolds.Fold(database, upTo), cancellation).ConfigureAwait(false);
    }

    public Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Erase(
                    "DELETE FROM application WHERE id >= ? AND id < ?",
                    row => row.Add(erased.Key + ".").Add(Limits.EndOf(erased.Key + ".")))
                + database.Erase(
                    "DELETE FROM answer WHERE command_id IN (SELECT command_id FROM event WHERE kind = ? AND key = ?)",
                    row => row.Add(erased.KindName).Add(erased.Key))
                + database.Erase("DELETE FROM notice WHERE person_key = ?", row => row.Add(recipient)),
            cancellation);

    public async Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default)
    {
        if (await access.Read(id, NoticeRows.Find, cancellation).ConfigureAwait(false) is not { } notice
            || !by.Covers(notice.Notice.PersonKey)) return null;
        if (notice.ReadAt is not null) return notice;
        await access.Write(NoticeRows.MarkRead(id, at), cancellation).ConfigureAwait(false);
        return notice with { ReadAt = at };
    }

    public Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default) =>
        access.Read(page, OperationRows.UnderWay, cancellation).AsTask();
}

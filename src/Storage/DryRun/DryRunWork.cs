using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// Consequences of the commits of a dry run are delivered. No deadline passes, no outside source is asked and nobody is
/// notified; work that waits in the store below is not touched.
/// </summary>
internal sealed class DryRunWork(IWorkStore real, DryRunChanges changes) : IWorkStore
{
    public Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default) => Task.FromResult<ImmutableArray<DueDeadline>>([]);

    public Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default) =>
        Task.FromResult<DateTimeOffset?>(null);

    public ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default) =>
        real.DeadlineTries(id, cancellation);

    public Task DeadlineFailed(
        EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Task.FromResult(changes.Outbox(limit));

    public Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<PendingConsequence>>([]);

    public Task ConsequenceDone(long id, CancellationToken cancellation = default) => Ended(id);

    public Task ConsequenceFailed(
        long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        Ended(id);

    public Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default) =>
        Ended(id);

    public Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<NoticeRecord>>([]);

    public Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default) => Task.CompletedTask;

    public Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default) => Task.CompletedTask;

    public Task NoticePostponed(
        long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task<int> TextReceived(
        string messageId, string? error, CancellationToken cancellation = default) => Task.FromResult(0);

    public Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default) =>
        real.Backlog(legalNow, cancellation);

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        real.Parked(page, cancellation);

    public Task<bool> Retry(string parkedId, CancellationToken cancellation = default) => Task.FromResult(false);

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        real.Notices(personKey, failedOnly, page, cancellation);

    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        real.NoticesTo(to, wanted, page, cancellation);

    public Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default) =>
        Task.FromResult(0);

    public Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default) =>
        Task.FromResult(0);

    public Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default) =>
        Task.FromResult<NoticeRecord?>(null);

    public Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default) =>
        real.UnderWay(page, cancellation);

    private Task Ended(long id)
    {
        changes.Delivered(id);
        return Task.CompletedTask;
    }
}

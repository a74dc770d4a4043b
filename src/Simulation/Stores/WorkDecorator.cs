using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Stores;

/// <summary>The waiting work of the store below; like <see cref="StoreDecorator"/>.</summary>
/// <param name="inner">The work of the store below.</param>
public abstract class WorkDecorator(IWorkStore inner) : IWorkStore
{
    /// <summary>The work of the store below.</summary>
    protected IWorkStore Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default) =>
        Inner.Due(part, legalNow, machineNow, after, limit, cancellation);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default) => Inner.NextDueAt(cancellation);

    /// <inheritdoc/>
    public ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default) =>
        Inner.DeadlineTries(id, cancellation);

    /// <inheritdoc/>
    public virtual Task DeadlineFailed(
        EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        Inner.DeadlineFailed(id, error, retryAt, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Inner.Consequences(machineNow, limit, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Inner.ExternalRequests(machineNow, limit, cancellation);

    /// <inheritdoc/>
    public Task ConsequenceDone(long id, CancellationToken cancellation = default) =>
        Inner.ConsequenceDone(id, cancellation);

    /// <inheritdoc/>
    public virtual Task ConsequenceFailed(
        long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        Inner.ConsequenceFailed(id, error, retryAt, cancellation);

    /// <inheritdoc/>
    public Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default) =>
        Inner.ExternalRequestFailed(id, error, retryAt, shown, cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Inner.PendingNotices(machineNow, limit, cancellation);

    /// <inheritdoc/>
    public Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default) => Inner.NoticeSent(id, at, receipt, messageId, cancellation);

    /// <inheritdoc/>
    public Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default) => Inner.NoticeFailed(id, error, retryAt, takenBy, cancellation);

    /// <inheritdoc/>
    public Task NoticePostponed(
        long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default) =>
        Inner.NoticePostponed(id, until, takenBy, cancellation);

    /// <inheritdoc/>
    public Task<int> TextReceived(string messageId, string? error, CancellationToken cancellation = default) =>
        Inner.TextReceived(messageId, error, cancellation);

    /// <inheritdoc/>
    public Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default) =>
        Inner.Backlog(legalNow, cancellation);

    /// <inheritdoc/>
    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        Inner.Parked(page, cancellation);

    /// <inheritdoc/>
    public Task<bool> Retry(string parkedId, CancellationToken cancellation = default) =>
        Inner.Retry(parkedId, cancellation);

    /// <inheritdoc/>
    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        Inner.Notices(personKey, failedOnly, page, cancellation);

    /// <inheritdoc/>
    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Inner.NoticesTo(to, wanted, page, cancellation);

    /// <inheritdoc/>
    public Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default) =>
        Inner.FoldCounts(upTo, cancellation);

    /// <inheritdoc/>
    public Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default) =>
        Inner.RemoveNotices(before, limit, cancellation);

    /// <inheritdoc/>
    public Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default) =>
        Inner.RemoveBeside(erased, recipient, cancellation);

    /// <inheritdoc/>
    public Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default) =>
        Inner.NoticeRead(id, by, at, cancellation);

    /// <inheritdoc/>
    public Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default) =>
        Inner.UnderWay(page, cancellation);
}

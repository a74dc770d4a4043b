using System.Collections.Immutable;
using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Postgres.Rows;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Deadlines, consequences and notices that wait for work.</summary>
internal sealed class PostgresWorkStore(PostgresAccess access) : IWorkStore
{
    private const int MaxMarks = 512;

    /// <summary>
    /// Many deadlines at once notify a hundred thousand people: a transaction for each costs more than the notice
    /// itself.
    /// </summary>
    private readonly BatchedQuery<SentNotice, bool> _sent = new(
        sent => MarkSent(access, sent), maxQueries: 1, MaxMarks);

    public Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default) =>
        part.IsEmpty
            ? Task.FromResult(ImmutableArray<DueDeadline>.Empty)
            : access.All(DeadlineRows.Due(part, legalNow, machineNow, after, limit), DeadlineRows.Read, cancellation);

    public async Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default) => await access.FirstValue(
        new BoundStatement("SELECT due_at FROM deadline WHERE NOT parked ORDER BY due_at LIMIT 1"),
        row => row.Instant(0), cancellation).ConfigureAwait(false);

    public async ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default) =>
        await access.FirstValue(DeadlineRows.Tries(id), row => row.GetInt32(0), cancellation).ConfigureAwait(false)
        ?? 0;

    public Task DeadlineFailed(
        EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        access.Run(DeadlineRows.Failed(id, error, retryAt), cancellation);

    public Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.All(OutboxRows.Pending(machineNow, limit, externalRequests: false), Outbox, cancellation);

    public Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.All(OutboxRows.Pending(machineNow, limit, externalRequests: true), Outbox, cancellation);

    public Task ConsequenceDone(long id, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM outbox WHERE id = $1").Add(id), cancellation);

    public Task ConsequenceFailed(
        long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        access.Run(OutboxRows.Failed(id, error, retryAt, parked: retryAt is null), cancellation);

    public Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default) =>
        access.Run(OutboxRows.Failed(id, error, retryAt, shown), cancellation);

    public Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        access.All(NoticeRows.Pending(machineNow, limit), Notice, cancellation);

    public Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default) =>
        _sent.Query(new SentNotice(id, at, receipt, messageId), cancellation);

    private PendingConsequence Outbox(NpgsqlDataReader row) => OutboxRows.Read(row, access.Sealer);

    private NoticeRecord Notice(NpgsqlDataReader row) => NoticeRows.Read(row, access.Sealer);

    private static async Task<bool[]> MarkSent(PostgresAccess access, SentNotice[] sent)
    {
        await access.RunAgain(NoticeRows.Sent(sent), CancellationToken.None).ConfigureAwait(false);
        return new bool[sent.Length];
    }

    public Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default) =>
        access.Run(NoticeRows.Failed(id, error, retryAt, takenBy), cancellation);

    public Task NoticePostponed(
        long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default) =>
        access.RunAgain(NoticeRows.Postponed(id, until, takenBy), cancellation);

    public Task<int> TextReceived(
        string messageId, string? error, CancellationToken cancellation = default) =>
        access.Run(NoticeRows.TextReceived(messageId, error), cancellation);

    public async Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default) =>
        (await access.First(OperationRows.Backlog(legalNow), OperationRows.ReadBacklog, cancellation)
            .ConfigureAwait(false))!;

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) =>
        access.Page(
            OperationRows.Parked(page), page, OperationRows.ReadParked, OperationRows.AfterParked, cancellation);

    public async Task<bool> Retry(string parkedId, CancellationToken cancellation = default)
    {
        if (ParkedId.DeadlineOf(parkedId) is { } entity)
            return await access.Run(DeadlineRows.Retry(entity), cancellation).ConfigureAwait(false) > 0;
        if (ParkedId.OutboxOf(parkedId) is { } number)
            return await access.Run(OutboxRows.Retry(number), cancellation).ConfigureAwait(false) > 0;
        return false;
    }

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        access.Page(
            NoticeRows.Page(personKey, failedOnly, page), page, Notice, NoticeRows.After, cancellation);

    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        access.Page(
            NoticeRows.PageTo(to, wanted, page), page, Notice, NoticeRows.After, cancellation);

    public Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default) =>
        access.Run(
            new BoundStatement(
                "DELETE FROM notice WHERE id IN (SELECT id FROM notice ORDER BY id LIMIT $1) AND at < $2")
                .Add(limit).Add(before),
            cancellation);

    public Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("SELECT registry_fold_counts($1)").Add(upTo), cancellation);

    public async Task<int> RemoveBeside(
        EntityId erased, string recipient, CancellationToken cancellation = default) =>
        await access.Run(
            new BoundStatement("DELETE FROM application WHERE id >= $1 AND id < $2")
                .Add(erased.Key + ".").Add(Limits.EndOf(erased.Key + ".")),
            cancellation).ConfigureAwait(false)
        + await access.Run(
            new BoundStatement("""
                DELETE FROM answer WHERE command_id IN (SELECT command_id FROM event WHERE kind = $1 AND key = $2)
                """).Add(erased.KindName).Add(erased.Key),
            cancellation).ConfigureAwait(false)
        + await access.Run(
            new BoundStatement("DELETE FROM notice WHERE person_key = $1").Add(recipient),
            cancellation).ConfigureAwait(false);

    public async Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default)
    {
        if (await access.First(NoticeRows.Find(id), Notice, cancellation).ConfigureAwait(false)
            is not { } notice || !by.Covers(notice.Notice.PersonKey)) return null;
        if (notice.ReadAt is not null) return notice;
        await access.RunAgain(NoticeRows.MarkRead(id, at), cancellation).ConfigureAwait(false);
        return notice with { ReadAt = at };
    }

    public async Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default)
    {
        var found = await access.Page(
            OperationRows.UnderWay(page), page, row => (Id: row.Id(0), Application: row.GetString(2)),
            OperationRows.AfterUnderWay, cancellation).ConfigureAwait(false);
        return new Page<EntityId>([.. found.Items.Select(item => item.Id)], found.Next);
    }
}

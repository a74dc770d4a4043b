using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

// Notices, and whether they were sent.
internal sealed partial class MemoryWorkStore
{
    private const string NoticeList = "notices";

    public Task<ImmutableArray<NoticeRecord>> PendingNotices(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult<ImmutableArray<NoticeRecord>>(
            [
                .. tables.PendingNotices.Select(id => tables.Notices[id])
                    .Where(row => !(row.RetryAt > machineNow)).Take(limit).Select(row => row.Record),
            ]);
    }

    public Task NoticeSent(
        long id, DateTimeOffset at, string receipt, string? messageId = null,
        CancellationToken cancellation = default) =>
        Change(id, row =>
        {
            row.Record = row.Record with
            {
                SentAt = at,
                Failed = false,
                Receipt = receipt,
                Error = null,
                TakenBy = null,
            };
            (row.MessageId, row.RetryAt) = (messageId, null);
            tables.PendingNotices.Remove(id);
        });

    public Task NoticeFailed(
        long id, string error, DateTimeOffset? retryAt, string? takenBy = null,
        CancellationToken cancellation = default) =>
        Change(id, row =>
        {
            row.Record = row.Record with
            {
                Attempts = row.Record.Attempts + 1,
                Failed = retryAt is null,
                Error = error,
                TakenBy = takenBy,
            };
            row.RetryAt = retryAt;
            if (retryAt is null) tables.PendingNotices.Remove(id);
            else tables.PendingNotices.Add(id);
        });

    public Task NoticePostponed(
        long id, DateTimeOffset until, string takenBy, CancellationToken cancellation = default) =>
        Change(id, row =>
        {
            if (!tables.PendingNotices.Contains(id)) return;
            (row.RetryAt, row.Record) = (until, row.Record with { TakenBy = takenBy });
        });

    public Task<int> TextReceived(string messageId, string? error, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var carried = tables.Notices.Values.Where(row => row.MessageId == messageId).ToList();
            var what = error is null ? ", arrived" : ", did not arrive";
            foreach (var row in carried)
                row.Record = row.Record with
                {
                    Failed = error is not null,
                    Error = error,
                    Receipt = row.Record.Receipt + what,
                };
            return Task.FromResult(carried.Count);
        }
    }

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        NewestFirst(page, notice =>
            (personKey is null || notice.Notice.PersonKey == personKey) && (!failedOnly || notice.Failed));

    public Task<Page<NoticeRecord>> NoticesTo(
        NoticeReach to, NoticesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        NewestFirst(page, notice => to.Covers(notice.Notice.PersonKey)
            && !(wanted.UnreadOnly && notice.ReadAt is not null)
            && (wanted.Kind is null || notice.Notice.Kind == wanted.Kind));

    public Task<NoticeRecord?> NoticeRead(
        long id, NoticeReach by, DateTimeOffset at, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            if (Find(id) is not { } row || !by.Covers(row.Record.Notice.PersonKey))
                return Task.FromResult<NoticeRecord?>(null);
            row.Record = row.Record with { ReadAt = row.Record.ReadAt ?? at };
            return Task.FromResult<NoticeRecord?>(row.Record);
        }
    }

    private Task<Page<NoticeRecord>> NewestFirst(PageRequest page, Func<NoticeRecord, bool> wanted)
    {
        var before = Cursor.Number(NoticeList, page.Cursor, long.MaxValue);
        lock (tables.Gate)
            return Task.FromResult(
                tables.Notices.Values.Reverse().Select(row => row.Record)
                    .Where(notice => notice.Id < before && wanted(notice))
                    .Page(page, last => Cursor.After(NoticeList, last.Id)));
    }

    public Task<int> RemoveBeside(EntityId erased, string recipient, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var applications = tables.Applications.Where(one => one.Value.Id == erased).Select(one => one.Key).ToList();
            foreach (var id in applications) tables.Applications.Remove(id);
            var answers = tables.Entities[erased].Events.Count(one => tables.Answers.Remove(one.CommandId));
            var notices = tables.Notices.Where(one => one.Value.Record.Notice.PersonKey == recipient)
                .Select(one => one.Key).ToList();
            foreach (var id in notices)
            {
                tables.Notices.Remove(id);
                tables.PendingNotices.Remove(id);
            }
            return Task.FromResult(applications.Count + answers + notices.Count);
        }
    }

    /// <summary>Its counts are made when they are asked for.</summary>
    public Task FoldCounts(DateOnly upTo, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task<int> RemoveNotices(DateTimeOffset before, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var gone = tables.Notices.Take(limit).Where(one => one.Value.Record.At < before)
                .Select(one => one.Key).ToList();
            foreach (var id in gone)
            {
                tables.Notices.Remove(id);
                tables.PendingNotices.Remove(id);
            }
            return Task.FromResult(gone.Count);
        }
    }

    private NoticeRow? Find(long id) => tables.Notices.GetValueOrDefault(id);

    private Task Change(long id, Action<NoticeRow> change)
    {
        lock (tables.Gate)
        {
            if (Find(id) is { } row) change(row);
            return Task.CompletedTask;
        }
    }
}

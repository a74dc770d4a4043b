using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Deadlines and consequences that wait for work.</summary>
internal sealed partial class MemoryWorkStore(MemoryTables tables) : IWorkStore
{
    private const string ExternalRequest = "railApplication.askIdentitySource";

    public Task<ImmutableArray<DueDeadline>> Due(
        RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
        CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var due = ImmutableArray.CreateBuilder<DueDeadline>();
            foreach (var row in tables.Waiting)
            {
                if (row.Armed.DueAt > legalNow || due.Count == limit) break;
                if (after is { } seen
                    && MemoryPaging.Compare(row.Armed.DueAt, row.Id.Key, seen.DueAt, seen.Key) <= 0) continue;
                if (row.RetryAt > machineNow || !part.Has(row.RingHash)) continue;
                due.Add(new DueDeadline(row.Id, row.Armed.Name, row.Armed.DueAt));
            }
            return Task.FromResult(due.DrainToImmutable());
        }
    }

    public Task<DateTimeOffset?> NextDueAt(CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(tables.Waiting.Min?.Armed.DueAt);
    }

    public ValueTask<int> DeadlineTries(EntityId id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Deadlines.GetValueOrDefault(id)?.Attempts ?? 0);
    }

    public Task DeadlineFailed(
        EntityId id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            if (!tables.Deadlines.TryGetValue(id, out var row)) return Task.CompletedTask;
            (row.Attempts, row.RetryAt, row.Parked, row.Error) = (row.Attempts + 1, retryAt, retryAt is null, error);
            if (row.Parked) tables.Waiting.Remove(row);
            else tables.Waiting.Add(row);
            return Task.CompletedTask;
        }
    }

    public Task<ImmutableArray<PendingConsequence>> Consequences(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Task.FromResult(Pending(machineNow, limit, external: false));

    public Task<ImmutableArray<PendingConsequence>> ExternalRequests(
        DateTimeOffset machineNow, int limit, CancellationToken cancellation = default) =>
        Task.FromResult(Pending(machineNow, limit, external: true));

    public Task ConsequenceDone(long id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) tables.Outbox.Remove(id);
        return Task.CompletedTask;
    }

    public Task ConsequenceFailed(
        long id, string error, DateTimeOffset? retryAt, CancellationToken cancellation = default) =>
        Failed(id, error, retryAt, parked: retryAt is null);

    public Task ExternalRequestFailed(
        long id, string error, DateTimeOffset retryAt, bool shown, CancellationToken cancellation = default) =>
        Failed(id, error, retryAt, parked: shown);

    public Task<Backlog> Backlog(DateTimeOffset legalNow, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var parked = tables.Deadlines.Values.Count(row => row.Parked)
                + tables.Outbox.Values.Count(row => row.Parked);
            return Task.FromResult(new Backlog(
                tables.Waiting.TakeWhile(row => row.Armed.DueAt <= legalNow).Count(), parked, tables.Outbox.Count,
                tables.PendingNotices.Count, tables.Notices.Values.Count(row => row.Record.Failed)));
        }
    }

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys("parked", 1, page.Cursor)?[0];
        lock (tables.Gate)
        {
            var deadlines = tables.Deadlines.Values.Where(row => row.Parked).Select(row => (
                Place: "0" + row.Id.Key,
                Item: new ParkedItem(
                    ParkedId.Of(row.Id), row.Id, row.Armed.Name, row.Armed.DueAt, row.Attempts, row.Error ?? "")));
            var consequences = tables.Outbox.Values.Where(row => row.Parked).Select(row => (
                Place: $"1{row.Consequence.Id:D20}",
                Item: new ParkedItem(
                    ParkedId.Of(row.Consequence.Id), row.Consequence.Target, row.Consequence.Type, row.RetryAt,
                    row.Consequence.Attempts, row.Error ?? "")));
            var found = deadlines.Concat(consequences)
                .Where(row => after is null || string.CompareOrdinal(row.Place, after) > 0)
                .OrderBy(row => row.Place, StringComparer.Ordinal)
                .Page(page, last => Cursor.After("parked", last.Place));
            return Task.FromResult(new Page<ParkedItem>([.. found.Items.Select(row => row.Item)], found.Next));
        }
    }

    public Task<bool> Retry(string parkedId, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            if (ParkedId.DeadlineOf(parkedId) is { } id
                && tables.Deadlines.GetValueOrDefault(id) is { Parked: true } row)
            {
                (row.Attempts, row.RetryAt, row.Parked) = (0, null, false);
                tables.Waiting.Add(row);
                return Task.FromResult(true);
            }
            if (ParkedId.OutboxOf(parkedId) is not { } number
                || tables.Outbox.GetValueOrDefault(number) is not { Parked: true } waits) return Task.FromResult(false);
            (waits.Consequence, waits.RetryAt, waits.Parked) = (waits.Consequence with { Attempts = 0 }, null, false);
            return Task.FromResult(true);
        }
    }

    public Task<Page<EntityId>> UnderWay(PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Key("underWay", page.Cursor);
        var running = QueueQuery.Waiting.Add(Domain.Applications.ApplicationStatus.AwaitingDelivery);
        lock (tables.Gate)
        {
            var found = tables.Applications
                .Where(row => running.Contains(row.Value.Application.Status)
                    && string.CompareOrdinal(row.Key, after) > 0)
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .Page(page, last => Cursor.After("underWay", last.Key));
            return Task.FromResult(new Page<EntityId>([.. found.Items.Select(row => row.Value.Id)], found.Next));
        }
    }

    /// <summary>
    /// The oldest consequence of each target; none of a target whose oldest must wait, because a later one must not
    /// overtake it.
    /// </summary>
    private ImmutableArray<PendingConsequence> Pending(DateTimeOffset machineNow, int limit, bool external)
    {
        lock (tables.Gate)
        {
            if (tables.Outbox.Count == 0) return [];
            var targets = new HashSet<EntityId>();
            return
            [
                .. tables.Outbox.Values
                    .Where(row => targets.Add(row.Consequence.Target) && !(row.RetryAt > machineNow)
                        && (row.Consequence.Type == ExternalRequest ? external : !external && !row.Parked))
                    .Take(limit).Select(row => row.Consequence),
            ];
        }
    }

    private Task Failed(long id, string error, DateTimeOffset? retryAt, bool parked)
    {
        lock (tables.Gate)
        {
            if (!tables.Outbox.TryGetValue(id, out var row)) return Task.CompletedTask;
            row.Consequence = row.Consequence with { Attempts = row.Consequence.Attempts + 1 };
            (row.RetryAt, row.Parked, row.Error) = (retryAt, parked, error);
            return Task.CompletedTask;
        }
    }
}

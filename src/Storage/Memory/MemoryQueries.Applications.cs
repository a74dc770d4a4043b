using System.Globalization;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

// Applications: one, a person's, an officer's queue.
internal sealed partial class MemoryQueries
{
    public ValueTask<ApplicationRow?> Application(string applicationId, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Applications.GetValueOrDefault(applicationId));
    }

    public Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys("applications", 2, page.Cursor);
        var (at, id) = after is null ? (long.MaxValue, "") : (Cursor.Number(after[0]), after[1]);
        lock (tables.Gate)
            return Task.FromResult(tables.Applications.Values
                .Where(row => row.PersonKey == query.PartyKey
                    && (query.Service is null || row.Application.Service == query.Service)
                    && (query.Status is null || row.Application.Status == query.Status)
                    && (query.OverdueOn is null || row.Application.UrgentBy < query.OverdueOn)
                    && MemoryPaging.Compare(Submitted(row), row.Application.Id, at, id) < 0)
                .OrderByDescending(Submitted).ThenByDescending(row => row.Application.Id, StringComparer.Ordinal)
                .Page(page, last => AfterSubmitted("applications", last)));
    }

    public ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult(tables.Applications.Values.LongCount(row => IsQueued(query, row)));
    }

    public ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult((long)tables.Applications.Values
                .Where(row => QueueQuery.Open.Contains(row.Application.Status) && row.Authority == authority
                    && MemoryPaging.Compare(row.Application.UrgentBy, row.Application.Id, urgentBy, id) < 0)
                .Take(max).Count());
    }

    public Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys("queue", 2, page.Cursor);
        var (day, id) = after is null
            ? (DateOnly.MinValue, "")
            : (DateOnly.ParseExact(after[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), after[1]);
        lock (tables.Gate)
            return Task.FromResult(tables.Applications.Values
                .Where(row => IsQueued(query, row)
                    && MemoryPaging.Compare(row.Application.UrgentBy, row.Application.Id, day, id) > 0)
                .OrderBy(row => row.Application.UrgentBy).ThenBy(row => row.Application.Id, StringComparer.Ordinal)
                .Page(page, last => Cursor.After(
                    "queue", $"{last.Application.UrgentBy:yyyy-MM-dd}", last.Application.Id)));
    }

    public Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys("announced", 2, page.Cursor);
        var (day, id) = after is null ? ("9999-12-31", "") : (after[0], after[1]);
        lock (tables.Gate)
            return Task.FromResult(tables.Applications.Values
                .Where(row => row.Id.Kind == EntityKind.RailLicence && (int)row.Application.Status is 8 or 9 or 11 or 26
                    && row.Application.DecisionDay is not null
                    && MemoryPaging.Compare(
                        new OrdinalText(Decided(row)), row.Application.Id, new OrdinalText(day), id) < 0)
                .OrderByDescending(Decided, StringComparer.Ordinal)
                .ThenByDescending(row => row.Application.Id, StringComparer.Ordinal)
                .Page(page, last => Cursor.After("announced", Decided(last), last.Application.Id)));
    }

    public Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        Between("exams", from, until, page,
            row => row.Application.Service is ServiceId.RailFirst or ServiceId.RailUpgrade);

    public Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        Between("submitted", from, until, page, row => MemoryPaging.Begins(row.Authority, authorityPrefix));

    public Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default)
    {
        var figures = new WorkFigures();
        lock (tables.Gate)
        {
            foreach (var row in tables.Applications.Values)
                if (MemoryPaging.Begins(row.Authority, authorityPrefix) && row.Application.SubmittedAt >= from
                    && row.Application.SubmittedAt < until) figures.Add(WorkRow.Of(row));
        }
        return Task.FromResult(figures);
    }

    private Task<Page<ApplicationRow>> Between(
        string list, DateTimeOffset from, DateTimeOffset until, PageRequest page, Func<ApplicationRow, bool> wanted)
    {
        var after = Cursor.Keys(list, 2, page.Cursor);
        var (at, id) = after is null ? (from.UtcTicks, "") : (Cursor.Number(after[0]), after[1]);
        lock (tables.Gate)
            return Task.FromResult(tables.Applications.Values
                .Where(row => wanted(row) && row.Application.SubmittedAt < until
                    && MemoryPaging.Compare(Submitted(row), row.Application.Id, at, id) > 0)
                .OrderBy(Submitted).ThenBy(row => row.Application.Id, StringComparer.Ordinal)
                .Page(page, last => AfterSubmitted(list, last)));
    }

    private static bool IsQueued(QueueQuery query, ApplicationRow row) =>
        query.Statuses.Contains(row.Application.Status) && MemoryPaging.Begins(row.Authority, query.AuthorityPrefix)
        && (query.Service is null || row.Application.Service == query.Service
            || query.Besides.Contains(row.Application.Service))
        && (query.OverdueOn is null || row.Application.UrgentBy < query.OverdueOn);

    private static long Submitted(ApplicationRow row) => row.Application.SubmittedAt.UtcTicks;

    private static string Decided(ApplicationRow row) => $"{row.Application.DecisionDay:yyyy-MM-dd}";

    private static string AfterSubmitted(string list, ApplicationRow last) =>
        Cursor.After(list, Submitted(last).ToString(CultureInfo.InvariantCulture), last.Application.Id);
}

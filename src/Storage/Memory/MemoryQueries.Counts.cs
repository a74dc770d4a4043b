using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

// Counts for statistics and forecast. A status is computed from dates when it is asked for.
internal sealed partial class MemoryQueries
{
    public Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)>
        Statistics(string authorityPrefix, DateOnly today, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult((
                Documents([EntityKind.Certificate, EntityKind.RailLicence], authorityPrefix, today),
                Applications(authorityPrefix, today)));
    }

    public Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(Documents([EntityKind.Vehicle], authorityPrefix, today));
    }

    public Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(Weeks.Sum(
            [
                .. tables.Search.Of(EntityKind.Trip).Select(found => found.Row)
                    .Where(row => row.ValidFrom >= from && row.ValidFrom <= to
                        && MemoryPaging.Begins(row.Authority, authorityPrefix))
                    .Select(row => new TripCount(
                        row.Authority ?? "", Weeks.MondayOf($"{row.ValidFrom:yyyy-MM-dd}"), row.EndedBy ?? "",
                        row.Name ?? "", 1)),
            ]));
    }

    public Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult<ImmutableArray<DueCount>>(
            [
                .. tables.Waiting
                    .Where(row => authorityPrefix.Length == 0
                        || MemoryPaging.Begins(tables.Search.Find(row.Id)?.Authority, authorityPrefix))
                    .GroupBy(row => (On: ShanghaiTime.DateOf(row.Armed.DueAt), row.Armed.Name))
                    .Where(group => group.Key.On >= from && group.Key.On <= to)
                    .OrderBy(group => group.Key.On).ThenBy(group => group.Key.Name, StringComparer.Ordinal)
                    .Select(group => new DueCount(group.Key.On, group.Key.Name, group.LongCount())),
            ]);
    }

    private ImmutableArray<CertificateCount> Documents(EntityKind[] kinds, string prefix, DateOnly today) =>
    [
        .. kinds.SelectMany(tables.Search.Of).Select(found => found.Row)
            .Where(row => row.ValidTo is not null && MemoryPaging.Begins(row.Authority, prefix))
            .GroupBy(row => (
                Authority: row.Authority ?? "", Category: row.Category ?? "",
                State: row.EndedOn <= today ? "cancelled" : row.ValidTo < today ? "expired" : "valid"))
            .OrderBy(group => group.Key.Authority, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Category, StringComparer.Ordinal)
            .ThenBy(group => group.Key.State, StringComparer.Ordinal)
            .Select(group => new CertificateCount(
                group.Key.Authority, group.Key.Category, group.Key.State, group.LongCount())),
    ];

    private ImmutableArray<ApplicationCount> Applications(string prefix, DateOnly today) =>
    [
        .. tables.Applications.Values
            .Where(row => row.Application.Status > 0 && MemoryPaging.Begins(row.Authority, prefix))
            .GroupBy(row => (row.Authority, row.Application.Service, row.Application.Status))
            .OrderBy(group => group.Key.Authority, StringComparer.Ordinal)
            .ThenBy(group => ServiceNames.Of(group.Key.Service), StringComparer.Ordinal)
            .ThenBy(group => group.Key.Status)
            .Select(group => new ApplicationCount(
                group.Key.Authority, group.Key.Service, group.Key.Status, group.LongCount(),
                group.LongCount(row => row.Application.UrgentBy < today))),
    ];
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// Reservations and histories, with what the dry run would have changed; lists and searches are those of the store
/// below.
/// </summary>
/// <param name="real">The queries of the store below.</param>
/// <param name="changes">What the dry run would have changed.</param>
/// <param name="absent">What is known not to be in the store below; null: the store is asked each time.</param>
internal sealed class DryRunQueries(IRegistryQueries real, DryRunChanges changes, KnownAbsent? absent)
    : IRegistryQueries
{
    public ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        changes.Knows(reservation, out var holder) ? ValueTask.FromResult(holder)
        : absent is not null ? absent.Look(reservation, looked => real.HolderOf(looked, cancellation))
        : real.HolderOf(reservation, cancellation);

    public ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(PersonMachine.IdentitySpace, identityNumber), cancellation);

    public ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(OperatorMachine.CreditCodeSpace, creditCode), cancellation);

    public ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(EmployerMachine.CreditCodeSpace, creditCode), cancellation);

    public ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(RailMachine.PersonSpace, personKey), cancellation);

    /// <summary>Events of the dry run are appended to the last page, which can exceed the page size.</summary>
    public async Task<Page<HistoryEntry>> History(
        EntityId id, PageRequest page, CancellationToken cancellation = default)
    {
        var kept = changes.HistoryOf(id); // First: what is here is in the real one a moment later.
        var found = await real.History(id, page, cancellation);
        if (found.Next is not null || kept.Count == 0) return found;
        var last = found.Items.IsEmpty ? 0 : found.Items[^1].Version;
        return found with { Items = [.. found.Items, .. kept.Where(happened => happened.Version > last)] };
    }

    public ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default) =>
        real.FilersOf(identityNumber, cancellation);

    /// <summary>The certificates of the dry run come last.</summary>
    public async Task<ImmutableArray<EntityId>> CertificatesOf(
        string personKey, CancellationToken cancellation = default)
    {
        var kept = changes.CertificatesOf(personKey);
        var found = await real.CertificatesOf(personKey, cancellation);
        return kept.Count == 0 ? found : [.. found.Union(kept)];
    }

    public ValueTask<ApplicationRow?> Application(string applicationId, CancellationToken cancellation = default) =>
        real.Application(applicationId, cancellation);

    public Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default) =>
        real.ApplicationsOf(query, page, cancellation);

    public ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default) =>
        real.CountQueue(query, cancellation);

    public ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default) =>
        real.AheadOf(authority, urgentBy, id, max, cancellation);

    public Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default) =>
        real.Queue(query, page, cancellation);

    public Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default) =>
        real.Search(search, page, cancellation);

    public Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default) =>
        real.Vehicles(search, page, cancellation);

    public Task<Page<EntityId>> BelongingTo(
        string partyKey, PageRequest page, CancellationToken cancellation = default) =>
        real.BelongingTo(partyKey, page, cancellation);

    public Task<Page<EntityId>> Trips(TripSearch search, PageRequest page, CancellationToken cancellation = default) =>
        real.Trips(search, page, cancellation);

    public Task<Page<EntityId>> Rows(RowSearch search, PageRequest page, CancellationToken cancellation = default) =>
        real.Rows(search, page, cancellation);

    public Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        real.Bookings(space, value, after, limit, cancellation);

    public Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default) =>
        real.Announced(page, cancellation);

    public Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        real.ExamApplications(from, until, page, cancellation);

    public Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default) =>
        real.EmployersWithLetters(page, cancellation);

    public Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default) =>
        real.All(kind, page, cancellation);

    public Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)>
        Statistics(string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        real.Statistics(authorityPrefix, today, cancellation);

    public Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        real.VehicleCounts(authorityPrefix, today, cancellation);

    public Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        real.TripCounts(authorityPrefix, from, to, cancellation);

    public Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        real.Submitted(authorityPrefix, from, until, page, cancellation);

    public Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default) =>
        real.Work(authorityPrefix, from, until, cancellation);

    public Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        real.Forecast(authorityPrefix, from, to, cancellation);
}

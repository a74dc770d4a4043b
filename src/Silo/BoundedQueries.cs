using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo;

/// <summary>
/// The queries of API and pages. Lists, searches and counts are turned away while others of them have been waiting too
/// long; reads by key, or of one party, never are. The registry's own reads do not use this class. Callers who ask for
/// the same counts at the same moment share one read, because counts take longest.
/// </summary>
internal sealed class BoundedQueries(IRegistryQueries inner, WaitLimit waits) : IRegistryQueries
{
    private readonly
        SharedReads<(string, DateOnly), (ImmutableArray<CertificateCount>, ImmutableArray<ApplicationCount>)> _states =
            new();

    private readonly SharedReads<(string, DateOnly), ImmutableArray<CertificateCount>> _vehicles = new();
    private readonly SharedReads<(string, DateOnly, DateOnly), ImmutableArray<TripCount>> _trips = new();
    private readonly SharedReads<(string, DateTimeOffset, DateTimeOffset), WorkFigures> _work = new();
    private readonly SharedReads<(string, DateOnly, DateOnly), ImmutableArray<DueCount>> _forecasts = new();

    /// <exception cref="BusyException">Too much waits.</exception>
    private IRegistryQueries Lists
    {
        get
        {
            waits.Enter(ShedWork.List);
            return inner;
        }
    }

    public ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default) =>
        inner.PersonByIdentity(identityNumber, cancellation);

    public ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default) =>
        inner.FilersOf(identityNumber, cancellation);

    public Task<ImmutableArray<EntityId>> CertificatesOf(
        string personKey, CancellationToken cancellation = default) =>
        inner.CertificatesOf(personKey, cancellation);

    public ValueTask<ApplicationRow?> Application(string applicationId, CancellationToken cancellation = default) =>
        inner.Application(applicationId, cancellation);

    public Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default) =>
        inner.ApplicationsOf(query, page, cancellation);

    public ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default) =>
        Lists.CountQueue(query, cancellation);

    public ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default) =>
        inner.AheadOf(authority, urgentBy, id, max, cancellation);

    public Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Queue(query, page, cancellation);

    public Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Search(search, page, cancellation);

    public Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Vehicles(search, page, cancellation);

    public Task<Page<EntityId>> Trips(
        TripSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Trips(search, page, cancellation);

    public Task<Page<EntityId>> Rows(RowSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Rows(search, page, cancellation);

    public Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        inner.Bookings(space, value, after, limit, cancellation);

    public ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default) =>
        inner.OperatorByCode(creditCode, cancellation);

    public ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        inner.HolderOf(reservation, cancellation);

    public Task<Page<EntityId>> BelongingTo(
        string partyKey, PageRequest page, CancellationToken cancellation = default) =>
        inner.BelongingTo(partyKey, page, cancellation);

    public ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        inner.RailCareerOf(personKey, cancellation);

    public ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default) =>
        inner.EmployerByCode(creditCode, cancellation);

    public Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default) =>
        Lists.Announced(page, cancellation);

    public Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        Lists.ExamApplications(from, until, page, cancellation);

    public Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default) =>
        Lists.EmployersWithLetters(page, cancellation);

    public Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default) =>
        inner.All(kind, page, cancellation);

    public Task<Page<HistoryEntry>> History(
        EntityId id, PageRequest page, CancellationToken cancellation = default) =>
        inner.History(id, page, cancellation);

    public Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)>
        Statistics(string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        _states.Read((authorityPrefix, today), Read(lists => lists.Statistics(authorityPrefix, today)), cancellation);

    public Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        _vehicles.Read(
            (authorityPrefix, today), Read(lists => lists.VehicleCounts(authorityPrefix, today)), cancellation);

    public Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        _trips.Read(
            (authorityPrefix, from, to), Read(lists => lists.TripCounts(authorityPrefix, from, to)), cancellation);

    public Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        Lists.Submitted(authorityPrefix, from, until, page, cancellation);

    public Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default) =>
        _work.Read((authorityPrefix, from, until), Read(lists => lists.Work(authorityPrefix, from, until)),
            cancellation);

    public Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        _forecasts.Read(
            (authorityPrefix, from, to), Read(lists => lists.Forecast(authorityPrefix, from, to)), cancellation);

    /// <summary>Asks the limit once for each caller, whether that caller reads or shares a read.</summary>
    private Func<Task<T>> Read<T>(Func<IRegistryQueries, Task<T>> read)
    {
        var lists = Lists;
        return () => read(lists);
    }
}

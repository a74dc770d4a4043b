using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>
/// Queries that answer as those under them; whoever derives from it changes what it wants to be otherwise. What is read
/// by key, or is of one party, is asked of <see cref="ByKey"/>; lists, searches and figures of <see cref="Lists"/>.
/// </summary>
/// <param name="inner">The queries under it.</param>
public abstract class QueriesDecorator(IRegistryQueries inner) : IRegistryQueries
{
    /// <summary>Who answers what is short, whatever else waits.</summary>
    protected IRegistryQueries ByKey => inner;

    /// <summary>Who answers what may take long; asked for once for each question.</summary>
    protected virtual IRegistryQueries Lists => inner;

    /// <inheritdoc/>
    public virtual ValueTask<EntityId?> PersonByIdentity(
        string identityNumber, CancellationToken cancellation = default) =>
        ByKey.PersonByIdentity(identityNumber, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default) =>
        ByKey.FilersOf(identityNumber, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<EntityId>> CertificatesOf(
        string personKey, CancellationToken cancellation = default) => ByKey.CertificatesOf(personKey, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<ApplicationRow?> Application(
        string applicationId, CancellationToken cancellation = default) =>
        ByKey.Application(applicationId, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default) =>
        ByKey.ApplicationsOf(query, page, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default) =>
        Lists.CountQueue(query, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default) =>
        ByKey.AheadOf(authority, urgentBy, id, max, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Queue(query, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Search(search, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Vehicles(search, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> Trips(
        TripSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Trips(search, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> Rows(
        RowSearch search, PageRequest page, CancellationToken cancellation = default) =>
        Lists.Rows(search, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        ByKey.Bookings(space, value, after, limit, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<EntityId?> OperatorByCode(
        string creditCode, CancellationToken cancellation = default) => ByKey.OperatorByCode(creditCode, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        ByKey.HolderOf(reservation, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> BelongingTo(
        string partyKey, PageRequest page, CancellationToken cancellation = default) =>
        ByKey.BelongingTo(partyKey, page, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        ByKey.RailCareerOf(personKey, cancellation);

    /// <inheritdoc/>
    public virtual ValueTask<EntityId?> EmployerByCode(
        string creditCode, CancellationToken cancellation = default) => ByKey.EmployerByCode(creditCode, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default) =>
        Lists.Announced(page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        Lists.ExamApplications(from, until, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> EmployersWithLetters(
        PageRequest page, CancellationToken cancellation = default) => Lists.EmployersWithLetters(page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<EntityId>> All(
        EntityKind kind, PageRequest page, CancellationToken cancellation = default) =>
        ByKey.All(kind, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<HistoryEntry>> History(
        EntityId id, PageRequest page, CancellationToken cancellation = default) =>
        ByKey.History(id, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)>
        Statistics(string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        Lists.Statistics(authorityPrefix, today, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        Lists.VehicleCounts(authorityPrefix, today, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        Lists.TripCounts(authorityPrefix, from, to, cancellation);

    /// <inheritdoc/>
    public virtual Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        Lists.Submitted(authorityPrefix, from, until, page, cancellation);

    /// <inheritdoc/>
    public virtual Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default) =>
        Lists.Work(authorityPrefix, from, until, cancellation);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        Lists.Forecast(authorityPrefix, from, to, cancellation);
}

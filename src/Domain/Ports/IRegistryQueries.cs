using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A page of a list in keyset order.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);

/// <summary>Which page: at most <paramref name="Limit"/> items (1 to 200) after <paramref name="Cursor"/>.</summary>
public readonly record struct PageRequest(int Limit = 50, string? Cursor = null)
{
    /// <summary>The first page of the default size. Without this, <c>new()</c> would ask for pages of none.</summary>
    public PageRequest() : this(50) { }
}

/// <summary>
/// A cursor that no page of this list has given out: the caller made it up or took it from another list.
/// </summary>
public sealed class BadCursorException() : FormatException("the cursor is not one of this list");

/// <summary>An application with the entity to which it belongs.</summary>
/// <param name="Id">The entity.</param>
/// <param name="PersonKey">The person or operator whose application it is.</param>
/// <param name="Authority">The issuing authority that decides it.</param>
/// <param name="Application">The application as last committed.</param>
public sealed record ApplicationRow(EntityId Id, string PersonKey, string Authority, IApplication Application);

/// <summary>Applications of a person, an operator or an account.</summary>
/// <param name="PartyKey">Whose.</param>
/// <param name="Service">Only this service; null: all.</param>
/// <param name="Status">Only this status; null: all.</param>
/// <param name="OverdueOn">Only what is overdue on this legal date; null: all.</param>
public sealed record PartyApplications(
    string PartyKey, ServiceId? Service = null, ApplicationStatus? Status = null, DateOnly? OverdueOn = null);

/// <summary>One desk's work, most urgent legal limit first.</summary>
/// <param name="AuthorityPrefix">The desk's reach; empty: everything (administrator).</param>
/// <param name="Service">Only this service; null: all.</param>
/// <param name="Statuses">Only these statuses; the road's open ones are served by an index of their own.</param>
/// <param name="OverdueOn">Only what is overdue on this legal date; null: all.</param>
public sealed record QueueQuery(
    string AuthorityPrefix, ServiceId? Service, ImmutableArray<ApplicationStatus> Statuses, DateOnly? OverdueOn)
{
    /// <summary>With these services besides <see cref="Service"/>, where that is given.</summary>
    public ImmutableArray<ServiceId> Besides { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Road applications whose decision is still to come.</summary>
    public static ImmutableArray<ApplicationStatus> Open { get; } =
        [ApplicationStatus.Submitted, ApplicationStatus.SupplementRequested, ApplicationStatus.Accepted];

    /// <summary>What waits for anybody, road or rail.</summary>
    public static ImmutableArray<ApplicationStatus> Waiting { get; } =
    [
        .. Open, ApplicationStatus.EmployerReview, ApplicationStatus.CentreReview, ApplicationStatus.Reported,
        ApplicationStatus.Decided,
    ];

    /// <summary>Those in which a limit may run, also the applicant's to pick up, as numbers for SQL.</summary>
    public static string RunningStatuses { get; } =
        string.Join(", ", Waiting.Add(ApplicationStatus.AwaitingDelivery).Select(status => (int)status));
}

/// <summary>What an officer looks for; every given part must match.</summary>
/// <param name="AuthorityPrefix">The officer's reach; empty: everything.</param>
/// <param name="Name">Beginning of the holder's name.</param>
/// <param name="IdentityNumber">The holder's exact identity number.</param>
/// <param name="CertificateNumber">The exact certificate number.</param>
/// <param name="Category">The kind of certificate.</param>
/// <param name="ExpiringFrom">First expiry date, inclusive.</param>
/// <param name="ExpiringTo">Last expiry date, inclusive.</param>
public sealed record CertificateSearch(
    string AuthorityPrefix, string? Name = null, string? IdentityNumber = null, string? CertificateNumber = null,
    string? Category = null, DateOnly? ExpiringFrom = null, DateOnly? ExpiringTo = null);

/// <summary>Which vehicles; every given part must match.</summary>
/// <param name="AuthorityPrefix">The officer's reach; empty: everything.</param>
/// <param name="OperatorKey">Only this operator's.</param>
/// <param name="Plate">The exact plate, whatever its colour.</param>
/// <param name="CertificateNumber">The exact number of the road-transport certificate.</param>
/// <param name="Category">The kind of vehicle.</param>
/// <param name="ExpiringFrom">First expiry date, inclusive.</param>
/// <param name="ExpiringTo">Last expiry date, inclusive.</param>
public sealed record VehicleSearch(
    string AuthorityPrefix = "", string? OperatorKey = null, string? Plate = null, string? CertificateNumber = null,
    string? Category = null, DateOnly? ExpiringFrom = null, DateOnly? ExpiringTo = null);

/// <summary>Which trips; every given part must match.</summary>
/// <param name="AuthorityPrefix">The officer's reach; empty: everything.</param>
/// <param name="OperatorKey">Only this carrier's.</param>
/// <param name="Category">Only those that wait for this (<see cref="Trips.TripMachine.Queued"/>).</param>
/// <param name="DepartsFrom">First legal date of departure, inclusive.</param>
/// <param name="DepartsTo">Last legal date of departure, inclusive.</param>
public sealed record TripSearch(
    string AuthorityPrefix = "", string? OperatorKey = null, string? Category = null, DateOnly? DepartsFrom = null,
    DateOnly? DepartsTo = null);

/// <summary>Which entities of a kind, by their search rows; every given part must match.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="AuthorityPrefix">The reach; empty: everything.</param>
/// <param name="PartyKey">Only this party's.</param>
/// <param name="Category">Only of this category.</param>
/// <param name="Number">The exact number of the row.</param>
/// <param name="Name">The exact name of the row.</param>
/// <param name="From">The first day of the row, or later.</param>
public sealed record RowSearch(
    EntityKind Kind, string AuthorityPrefix = "", string? PartyKey = null, string? Category = null,
    string? Number = null, string? Name = null, DateOnly? From = null);

/// <summary>Who has taken a part of the time of a resource, and which.</summary>
public sealed record Booking(EntityId Holder, Interval During);

/// <summary>One event of an entity's history.</summary>
/// <param name="Version">Its place, from 1 without gaps.</param>
/// <param name="At">When it was processed, UTC.</param>
/// <param name="Actor">The account, or "registry".</param>
/// <param name="Channel">The way in.</param>
/// <param name="Cause">What made the command; null: the actor's own wish.</param>
/// <param name="RuleVersion">The rulebook by which it was decided.</param>
/// <param name="CommandId">The command that led to it.</param>
/// <param name="Type">The frozen name of the event.</param>
/// <param name="Body">The stored JSON, UTF-8.</param>
/// <param name="Hash">The chain's hash up to here, SHA-256.</param>
public sealed record HistoryEntry(
    int Version, DateTimeOffset At, string Actor, string Channel, string? Cause, string RuleVersion, string CommandId,
    string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

/// <summary>How many certificates of one authority, kind and computed state there are on a date.</summary>
public sealed record CertificateCount(string Authority, string Category, string State, long Count);

/// <summary>How many applications of one authority, service and status there are, and how many are overdue.</summary>
public sealed record ApplicationCount(
    string Authority, ServiceId Service, ApplicationStatus Status, long Count, long Overdue);

/// <summary>
/// How many trips of one authority there are, by the week of departure (its Monday), recorded status and medium.
/// </summary>
public sealed record TripCount(string Authority, DateOnly Week, string Status, string Medium, long Count);

/// <summary>How many deadlines of one name fall due on one legal date.</summary>
public sealed record DueCount(DateOnly On, string Name, long Count);

/// <summary>Lists and searches over the index rows that each commit writes.</summary>
public interface IRegistryQueries
{
    /// <summary>The person with this identity number; null: none.</summary>
    ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default);

    /// <summary>How many accounts are bound to this number, or last said that it is theirs.</summary>
    ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default);

    /// <summary>The certificates of a person, oldest first.</summary>
    Task<ImmutableArray<EntityId>> CertificatesOf(string personKey, CancellationToken cancellation = default);

    /// <summary>The application with this id; null: none.</summary>
    ValueTask<ApplicationRow?> Application(string applicationId, CancellationToken cancellation = default);

    /// <summary>A person's or an operator's applications, newest first.</summary>
    Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default);

    /// <summary>How many applications <paramref name="query"/> finds, on all pages.</summary>
    ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// How many open road applications of an authority are more urgent than this one, counted up to
    /// <paramref name="max"/>.
    /// </summary>
    ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default);

    /// <summary>One desk's open work, most urgent legal limit first.</summary>
    Task<Page<ApplicationRow>> Queue(QueueQuery query, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Certificates that match, by key.</summary>
    Task<Page<EntityId>> Search(CertificateSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Vehicles that match, by key; cancelled ones too.</summary>
    Task<Page<EntityId>> Vehicles(VehicleSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Trips that match, first departure first.</summary>
    Task<Page<EntityId>> Trips(TripSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Entities whose search rows match, by their first day and key.</summary>
    Task<Page<EntityId>> Rows(RowSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Who has reserved the time of a resource that ends after <paramref name="after"/>, earliest first, at most
    /// <paramref name="limit"/>. Space and value are those of the reservations.
    /// </summary>
    Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default);

    /// <summary>The operator with this unified social credit code; null: none.</summary>
    ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default);

    /// <summary>
    /// The entity that holds <paramref name="reservation"/>, which is not for a time (<see cref="Bookings"/>); null:
    /// none does.
    /// </summary>
    ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default);

    /// <summary>
    /// Everything that belongs to a person or an operator, the party itself among it: the entities whose
    /// <see cref="SearchRow.PersonKey"/> it is. By kind's name and key.
    /// </summary>
    Task<Page<EntityId>> BelongingTo(string partyKey, PageRequest page, CancellationToken cancellation = default);

    /// <summary>The railway career of a person; null: none.</summary>
    ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default);

    /// <summary>The railway enterprise with this unified social credit code; null: none.</summary>
    ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default);

    /// <summary>Railway applications that were granted and have gone on, newest decision first.</summary>
    Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Railway applications that lead through an exam and were handed in (last) from <paramref name="from"/> inclusive
    /// until <paramref name="until"/> exclusive, oldest first. For which session, the application says.
    /// </summary>
    Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Railway enterprises of which a letter waits, by key.</summary>
    Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default);

    /// <summary>Every entity of a kind, by key.</summary>
    Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default);

    /// <summary>An entity's events, oldest first.</summary>
    Task<Page<HistoryEntry>> History(EntityId id, PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Counts on <paramref name="today"/> (the states valid, expired, cancelled are computed from dates).
    /// </summary>
    Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)> Statistics(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default);

    /// <summary>
    /// Vehicles on <paramref name="today"/>; the states are computed from dates as with certificates.
    /// </summary>
    Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default);

    /// <summary>Trips by day of departure, both ends inclusive, put together by week.</summary>
    Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default);

    /// <summary>
    /// Applications handed in (last) from <paramref name="from"/> inclusive until <paramref name="until"/> exclusive,
    /// oldest first.
    /// </summary>
    Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default);

    /// <summary>The same applications, put together as figures of work.</summary>
    Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>
    /// What falls due by day, <paramref name="from"/> inclusive to <paramref name="to"/> inclusive, of entities within
    /// the reach; empty: of all.
    /// </summary>
    Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default);
}

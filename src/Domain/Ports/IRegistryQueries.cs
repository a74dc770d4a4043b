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
    /// <summary>
    /// The first page of the default size. Without this constructor, <c>new()</c> would ask for a page of size 0.
    /// </summary>
    public PageRequest() : this(50) { }
}

/// <summary>
/// A cursor that no page of this list has returned: the caller made it up, or took it from another list.
/// </summary>
public sealed class BadCursorException() : FormatException("the cursor is not one of this list");

/// <summary>An application with the entity to which it belongs.</summary>
/// <param name="Id">The entity.</param>
/// <param name="PersonKey">The person or operator who applied.</param>
/// <param name="Authority">The issuing authority that decides it.</param>
/// <param name="Application">The application as last committed.</param>
public sealed record ApplicationRow(EntityId Id, string PersonKey, string Authority, IApplication Application);

/// <summary>Applications of a person, an operator or an account.</summary>
/// <param name="PartyKey">The key of the party to which the applications belong.</param>
/// <param name="Service">Only this service; null: all.</param>
/// <param name="Status">Only this status; null: all.</param>
/// <param name="OverdueOn">Only what is overdue on this legal date; null: all.</param>
public sealed record PartyApplications(
    string PartyKey, ServiceId? Service = null, ApplicationStatus? Status = null, DateOnly? OverdueOn = null);

/// <summary>The work of one desk, the most urgent legal limit first.</summary>
/// <param name="AuthorityPrefix">The desk's reach; empty: everything (administrator).</param>
/// <param name="Service">Only this service; null: all.</param>
/// <param name="Statuses">Only these statuses; the road's open ones have an index of their own.</param>
/// <param name="OverdueOn">Only what is overdue on this legal date; null: all.</param>
public sealed record QueueQuery(
    string AuthorityPrefix, ServiceId? Service, ImmutableArray<ApplicationStatus> Statuses, DateOnly? OverdueOn)
{
    /// <summary>Services that are wanted in addition to <see cref="Service"/>, where that is given.</summary>
    public ImmutableArray<ServiceId> Besides { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Road applications whose decision is still to come.</summary>
    public static ImmutableArray<ApplicationStatus> Open { get; } =
        [ApplicationStatus.Submitted, ApplicationStatus.SupplementRequested, ApplicationStatus.Accepted];

    /// <summary>What waits for an office or the applicant, road or rail.</summary>
    public static ImmutableArray<ApplicationStatus> Waiting { get; } =
    [
        .. Open, ApplicationStatus.EmployerReview, ApplicationStatus.CentreReview, ApplicationStatus.Reported,
        ApplicationStatus.Decided,
    ];

    /// <summary>The statuses in which a limit may run (the applicant's pick-up included), as numbers for SQL.</summary>
    public static string RunningStatuses { get; } =
        string.Join(", ", Waiting.Add(ApplicationStatus.AwaitingDelivery).Select(status => (int)status));
}

/// <summary>A search for certificates; every part that is given must match.</summary>
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

/// <summary>A search for vehicles; every part that is given must match.</summary>
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

/// <summary>A search for trips; every part that is given must match.</summary>
/// <param name="AuthorityPrefix">The officer's reach; empty: everything.</param>
/// <param name="OperatorKey">Only this carrier's.</param>
/// <param name="Category">Only trips that wait for this (<see cref="Trips.TripMachine.Queued"/>).</param>
/// <param name="DepartsFrom">First legal date of departure, inclusive.</param>
/// <param name="DepartsTo">Last legal date of departure, inclusive.</param>
public sealed record TripSearch(
    string AuthorityPrefix = "", string? OperatorKey = null, string? Category = null, DateOnly? DepartsFrom = null,
    DateOnly? DepartsTo = null);

/// <summary>A search for entities of a kind by their search rows; every part that is given must match.</summary>
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

/// <summary>A reserved interval of a resource, and the entity that has it.</summary>
public sealed record Booking(EntityId Holder, Interval During);

/// <summary>One event of an entity's history.</summary>
/// <param name="Version">Its number in the history, from 1 without gaps.</param>
/// <param name="At">When it was processed, UTC.</param>
/// <param name="Actor">The account, or "registry".</param>
/// <param name="Channel">The channel by which the command came.</param>
/// <param name="Cause">What caused the command; null: the actor sent it.</param>
/// <param name="RuleVersion">The version of the rules by which it was decided.</param>
/// <param name="CommandId">The id of the command that it came from.</param>
/// <param name="Type">The frozen name of the event.</param>
/// <param name="Body">The stored JSON, UTF-8.</param>
/// <param name="Hash">The hash of the chain up to this event, SHA-256.</param>
public sealed record HistoryEntry(
    int Version, DateTimeOffset At, string Actor, string Channel, string? Cause, string RuleVersion, string CommandId,
    string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

/// <summary>How many certificates of one authority, kind and computed status there are on a date.</summary>
public sealed record CertificateCount(string Authority, string Category, string State, long Count);

/// <summary>How many applications of one authority, service and status there are, and how many are overdue.</summary>
public sealed record ApplicationCount(
    string Authority, ServiceId Service, ApplicationStatus Status, long Count, long Overdue);

/// <summary>
/// How many trips of one authority there are, by the week of departure (its Monday), recorded status and medium.
/// </summary>
public sealed record TripCount(string Authority, DateOnly Week, string Status, string Medium, long Count);

/// <summary>How many deadlines of one name are due on one legal date.</summary>
public sealed record DueCount(DateOnly On, string Name, long Count);

/// <summary>Lists and searches over the index rows that each commit writes.</summary>
public interface IRegistryQueries
{
    /// <summary>The person with this identity number; null: none.</summary>
    ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default);

    /// <summary>How many accounts are bound to this number, or named it in their last filing.</summary>
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
    /// The reservations of a resource that end after <paramref name="after"/>, earliest first, at most
    /// <paramref name="limit"/>. Space and value are those of the reservations.
    /// </summary>
    Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default);

    /// <summary>The operator with this unified social credit code; null: none.</summary>
    ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default);

    /// <summary>
    /// The entity that has <paramref name="reservation"/>, which is not for an interval (see <see cref="Bookings"/>);
    /// null: none.
    /// </summary>
    ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default);

    /// <summary>
    /// Everything that belongs to a person or an operator, including the party itself: the entities whose
    /// <see cref="SearchRow.PersonKey"/> it is. By kind's name and key.
    /// </summary>
    Task<Page<EntityId>> BelongingTo(string partyKey, PageRequest page, CancellationToken cancellation = default);

    /// <summary>The railway career of a person; null: none.</summary>
    ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default);

    /// <summary>The railway enterprise with this unified social credit code; null: none.</summary>
    ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default);

    /// <summary>
    /// Railway applications that were granted and are on their way to delivery or delivered, newest decision first.
    /// </summary>
    Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// Railway applications of services with an exam that were handed in (last) from <paramref name="from"/> inclusive
    /// until <paramref name="until"/> exclusive, oldest first. The application itself says for which session.
    /// </summary>
    Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Railway enterprises that have a waiting letter, by key.</summary>
    Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default);

    /// <summary>Every entity of a kind, by key.</summary>
    Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default);

    /// <summary>An entity's events, oldest first.</summary>
    Task<Page<HistoryEntry>> History(EntityId id, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Counts on <paramref name="today"/> (valid, expired and cancelled are computed from dates).</summary>
    Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)> Statistics(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default);

    /// <summary>
    /// Counts of vehicles on <paramref name="today"/>; the status is computed from dates as for certificates.
    /// </summary>
    Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default);

    /// <summary>Counts of trips by week, for the days of departure from first to last, both inclusive.</summary>
    Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default);

    /// <summary>
    /// Applications handed in (last) from <paramref name="from"/> inclusive until <paramref name="until"/> exclusive,
    /// oldest first.
    /// </summary>
    Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default);

    /// <summary>The applications handed in (last) in an interval, counted into figures of work.</summary>
    Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>
    /// How many deadlines are due by day, from <paramref name="from"/> to <paramref name="to"/>, both inclusive, of
    /// entities within the reach; empty: of all.
    /// </summary>
    Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Rows;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>Lists and searches over the index rows.</summary>
internal sealed class SqliteQueries(SqliteAccess access) : IRegistryQueries
{
    private const string HistoryList = "history", PartyList = "party", LetterList = "letters";

    public async ValueTask<EntityId?> PersonByIdentity(
        string identityNumber, CancellationToken cancellation = default) =>
        await access.Read((EntityKind.Person, identityNumber), ByNumber, cancellation).ConfigureAwait(false);

    public ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default) =>
        access.Read(identityNumber, FilersOf, cancellation);

    public Task<ImmutableArray<EntityId>> CertificatesOf(string personKey, CancellationToken cancellation = default) =>
        access.Read((EntityKind.Certificate, personKey), OfPerson, cancellation).AsTask();

    public ValueTask<ApplicationRow?> Application(string applicationId, CancellationToken cancellation = default) =>
        access.Read(applicationId, ApplicationRows.ById, cancellation);

    public Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((query, page), ApplicationRows.OfPerson, cancellation).AsTask();

    public ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default) =>
        access.List(query, ApplicationRows.CountQueue, cancellation);

    public ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default) =>
        access.Read((authority, urgentBy, id, max), ApplicationRows.AheadOf, cancellation);

    public Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default) =>
        access.List((query, page), ApplicationRows.Queue, cancellation).AsTask();

    public Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.List((search, page), CertificateSearchSql.Run, cancellation).AsTask();

    public Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.List((search, page), VehicleSearchSql.Run, cancellation).AsTask();

    public Task<Page<EntityId>> Trips(TripSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.List((search, page), TripSearchSql.Run, cancellation).AsTask();

    public Task<Page<EntityId>> Rows(RowSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.List((search, page), RowSearchSql.Run, cancellation).AsTask();

    public Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        access.Read((space, value, after, limit), TripSearchSql.Bookings, cancellation).AsTask();

    public async ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default) =>
        await access.Read((EntityKind.Operator, creditCode), ByNumber, cancellation).ConfigureAwait(false);

    public async ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default) =>
        await access.Read((EntityKind.Employer, creditCode), ByNumber, cancellation).ConfigureAwait(false);

    public async ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        await access.Read((EntityKind.RailLicence, personKey), OfPerson, cancellation).ConfigureAwait(false)
            is [var career, ..] ? career : null;

    public Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default) =>
        access.List(page, ApplicationRows.Announced, cancellation).AsTask();

    public Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        access.List((from, until, page), ApplicationRows.Exams, cancellation).AsTask();

    public async ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        await access.Read(reservation, HolderOf, cancellation).ConfigureAwait(false);

    public Task<Page<EntityId>> BelongingTo(
        string partyKey, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((partyKey, page), BelongingTo, cancellation).AsTask();

    public Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default) =>
        access.List(page, WithLetters, cancellation).AsTask();

    public Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((kind, page), All, cancellation).AsTask();

    public Task<Page<HistoryEntry>> History(EntityId id, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((id, page), History, cancellation).AsTask();

    public Task<(ImmutableArray<CertificateCount> Certificates,
        ImmutableArray<ApplicationCount> Applications)> Statistics(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        access.List((authorityPrefix, today), Counts.Statistics, cancellation).AsTask();

    public Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        access.List((authorityPrefix, today), Counts.Vehicles, cancellation).AsTask();

    public Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        access.List((authorityPrefix, from, to), Counts.Trips, cancellation).AsTask();

    public Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        access.List((authorityPrefix, from, until, page), ApplicationRows.Submitted, cancellation).AsTask();

    public Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default) =>
        access.List((authorityPrefix, from, until), ApplicationRows.Work, cancellation).AsTask();

    public Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        access.List((authorityPrefix, from, to), Counts.Forecast, cancellation).AsTask();

    private static EntityId? HolderOf(Database database, Reservation reservation)
    {
        using var row = database.Prepare("SELECT kind, key FROM claim WHERE space = ? AND value = ?")
            .Add(reservation.Space)
            .Add(database.Sealer.Unique(reservation.Space, reservation.Value));
        return row.Read() ? EntityRows.Id(row, 0) : null;
    }

    private static Page<EntityId> BelongingTo(Database database, (string Party, PageRequest Page) ask)
    {
        var after = Cursor.Keys(PartyList, 2, ask.Page.Cursor) ?? ["", ""];
        return database.Prepare("""
            SELECT kind, key FROM search WHERE person_key = ? AND (kind, key) > (?, ?) ORDER BY kind, key LIMIT ?
            """)
            .Add(ask.Party).Add(after[0]).Add(after[1])
            .Page(
                ask.Page.Limit(), row => EntityRows.Id(row, 0),
                last => Cursor.After(PartyList, last.KindName, last.Key));
    }

    private static EntityId? ByNumber(Database database, (EntityKind Kind, string Number) ask)
    {
        var kind = EntityId.NameOf(ask.Kind);
        using var row = database.Prepare("SELECT kind, key FROM search WHERE kind = ? AND number = ?")
            .Add(kind).Add(database.Sealer.Number(kind, ask.Number));
        return row.Read() ? EntityRows.Id(row, 0) : null;
    }

    private static long FilersOf(Database database, string number)
    {
        using var row = database.Prepare("SELECT count(*) FROM search WHERE kind = 'identity' AND number = ?")
            .Add(database.Sealer.Number("identity", number));
        return row.Read() ? row.Long(0) : 0;
    }

    private static ImmutableArray<EntityId> OfPerson(Database database, (EntityKind Kind, string PersonKey) ask) =>
        database.Prepare("SELECT kind, key FROM search WHERE person_key = ? AND kind = ? ORDER BY valid_from, key")
            .Add(ask.PersonKey).Add(EntityId.NameOf(ask.Kind)).All(row => EntityRows.Id(row, 0));

    private static Page<EntityId> WithLetters(Database database, PageRequest page) =>
        database.Prepare("""
            SELECT kind, key FROM search WHERE kind = 'employer' AND category = 'letters' AND key > ?
            ORDER BY key LIMIT ?
            """)
            .Add(Cursor.Key(LetterList, page.Cursor))
            .Page(page.Limit(), row => EntityRows.Id(row, 0), last => Cursor.After(LetterList, last.Key));

    private static Page<EntityId> All(Database database, (EntityKind Kind, PageRequest Page) ask)
    {
        var name = EntityId.NameOf(ask.Kind);
        return database.Prepare("SELECT kind, key FROM entity WHERE kind = ? AND key > ? ORDER BY key LIMIT ?")
            .Add(name).Add(Cursor.Key(name, ask.Page.Cursor))
            .Page(ask.Page.Limit(), row => EntityRows.Id(row, 0), last => Cursor.After(name, last.Key));
    }

    private static Page<HistoryEntry> History(Database database, (EntityId Id, PageRequest Page) ask)
    {
        var key = EntityRows.Key(database, ask.Id, out var isErased);
        if (isErased) return new Page<HistoryEntry>([], null);
        return database.Prepare($"""
            SELECT {EntityRows.EventColumns} FROM event
            WHERE kind = ? AND key = ? AND version > ? ORDER BY version LIMIT ?
            """)
            .Add(ask.Id.KindName).Add(ask.Id.Key).Add(Cursor.Number(HistoryList, ask.Page.Cursor, 0))
            .Page(
                ask.Page.Limit(), row => EntityRows.Event(row, ask.Id, key),
                last => Cursor.After(HistoryList, last.Version));
    }
}

using System.Collections.Immutable;
using Npgsql;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Postgres.Rows;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>Lists and searches over the index rows.</summary>
/// <param name="access">For reads by key, or of one party.</param>
/// <param name="lists">For reads of many rows.</param>
internal sealed class PostgresQueries(PostgresAccess access, PostgresAccess lists) : IRegistryQueries
{
    private const string HistoryList = "history", PartyList = "party", LetterList = "letters";

    public ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default) =>
        ByNumber(EntityKind.Person, identityNumber, cancellation);

    public async ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default) =>
        await access.FirstValue(
            new BoundStatement("SELECT count(*) FROM search WHERE kind = 'identity' AND number = $1")
                .Add(access.Sealer.Number("identity", identityNumber)),
            row => row.GetInt64(0), cancellation).ConfigureAwait(false) ?? 0;

    public Task<ImmutableArray<EntityId>> CertificatesOf(string personKey, CancellationToken cancellation = default) =>
        OfPerson(EntityKind.Certificate, personKey, cancellation);

    public async ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        await OfPerson(EntityKind.RailLicence, personKey, cancellation).ConfigureAwait(false) is [var career, ..]
            ? career
            : null;

    public ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default) =>
        ByNumber(EntityKind.Employer, creditCode, cancellation);

    public Task<Page<ApplicationRow>> Announced(PageRequest page, CancellationToken cancellation = default) =>
        Applications(lists, ApplicationRows.Announced(page), page, ApplicationRows.AfterAnnounced, cancellation);

    public Task<Page<ApplicationRow>> ExamApplications(
        DateTimeOffset from, DateTimeOffset until, PageRequest page, CancellationToken cancellation = default) =>
        Applications(lists, ApplicationRows.Exams(from, until, page), page, ApplicationRows.AfterExam, cancellation);

    public async ValueTask<ApplicationRow?> Application(
        string applicationId, CancellationToken cancellation = default) =>
        (await access.First(ApplicationRows.ById(applicationId), Read, cancellation)
            .ConfigureAwait(false))?.Row;

    public Task<Page<ApplicationRow>> ApplicationsOf(
        PartyApplications query, PageRequest page, CancellationToken cancellation = default) =>
        Applications(access, ApplicationRows.OfPerson(query, page), page, ApplicationRows.AfterOfPerson, cancellation);

    public async ValueTask<long> CountQueue(QueueQuery query, CancellationToken cancellation = default) =>
        await lists.FirstValue(ApplicationRows.CountQueue(query), row => row.GetInt64(0), cancellation)
            .ConfigureAwait(false) ?? 0;

    public async ValueTask<long> AheadOf(
        string authority, DateOnly urgentBy, string id, int max, CancellationToken cancellation = default) =>
        await access.FirstValue(
            ApplicationRows.AheadOf(authority, urgentBy, id, max), row => row.GetInt64(0), cancellation)
            .ConfigureAwait(false) ?? 0;

    public Task<Page<ApplicationRow>> Queue(
        QueueQuery query, PageRequest page, CancellationToken cancellation = default) =>
        Applications(lists, ApplicationRows.Queue(query, page), page, ApplicationRows.AfterQueued, cancellation);

    private ApplicationRows.Ordered Read(NpgsqlDataReader row) => ApplicationRows.Read(row, access.Sealer);

    private async Task<Page<ApplicationRow>> Applications(
        PostgresAccess through,
        BoundStatement ask,
        PageRequest page,
        Func<ApplicationRows.Ordered, string> after,
        CancellationToken cancellation)
    {
        var rows = await through.Page(ask, page, Read, after, cancellation).ConfigureAwait(false);
        return new Page<ApplicationRow>([.. rows.Items.Select(item => item.Row)], rows.Next);
    }

    public async Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var rows = await lists.Page(
            CertificateSearchSql.Of(access.Sealer, search, page), page,
            row => new CertificateSearchSql.Found(row.Id(0), row.IsDBNull(2) ? null : row.GetString(2)),
            last => CertificateSearchSql.After(search, last), cancellation).ConfigureAwait(false);
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    public async Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var rows = await lists.Page(
            VehicleSearchSql.Of(access.Sealer, search, page), page,
            row => new VehicleSearchSql.Found(row.Id(0), row.GetString(2)),
            last => VehicleSearchSql.After(search, last), cancellation).ConfigureAwait(false);
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    public async Task<Page<EntityId>> Rows(
        RowSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var rows = await lists.Page(
            RowSearchSql.Of(access.Sealer, search, page), page,
            row => new RowSearchSql.Found(row.Id(0), row.GetString(2)), RowSearchSql.After,
            cancellation).ConfigureAwait(false);
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    public async Task<Page<EntityId>> Trips(
        TripSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var rows = await lists.Page(
            TripSearchSql.Of(search, page), page, row => new TripSearchSql.Found(row.Id(0), row.GetString(2)),
            TripSearchSql.After, cancellation).ConfigureAwait(false);
        return new Page<EntityId>([.. rows.Items.Select(row => row.Id)], rows.Next);
    }

    public Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        access.All(
            new BoundStatement("""
                SELECT kind, key, from_at, until FROM booking
                WHERE space = $1 AND value = $2 AND until > $3 ORDER BY until LIMIT $4
                """).Add(space).Add(value).Add(after).Add(limit),
            row => new Booking(
                row.Id(0),
                new Interval(
                    new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
                    new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero))),
            cancellation);

    public ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default) =>
        ByNumber(EntityKind.Operator, creditCode, cancellation);

    private ValueTask<EntityId?> ByNumber(EntityKind kind, string number, CancellationToken cancellation)
    {
        var name = EntityId.NameOf(kind);
        return access.FirstValue(
            new BoundStatement("SELECT kind, key FROM search WHERE kind = $1 AND number = $2")
                .Add(name).Add(access.Sealer.Number(name, number)),
            row => row.Id(0), cancellation);
    }

    private Task<ImmutableArray<EntityId>> OfPerson(
        EntityKind kind, string personKey, CancellationToken cancellation) => access.All(
        new BoundStatement(
            "SELECT kind, key FROM search WHERE person_key = $1 AND kind = $2 ORDER BY valid_from NULLS FIRST, key")
            .Add(personKey).Add(EntityId.NameOf(kind)),
        row => row.Id(0), cancellation);

    public ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        access.FirstValue(
            new BoundStatement("SELECT kind, key FROM claim WHERE space = $1 AND value = $2")
                .Add(reservation.Space).Add(access.Sealer.Unique(reservation.Space, reservation.Value)),
            row => row.Id(0), cancellation);

    public Task<Page<EntityId>> BelongingTo(string partyKey, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys(PartyList, 2, page.Cursor) ?? ["", ""];
        return access.Page(
            new BoundStatement("""
                SELECT kind, key FROM search
                WHERE person_key = $1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4
                """).Add(partyKey).Add(after[0]).Add(after[1]),
            page, row => row.Id(0), last => Cursor.After(PartyList, last.KindName, last.Key), cancellation);
    }

    public Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default) =>
        lists.Page(
            new BoundStatement("""
                SELECT kind, key FROM search WHERE kind = 'employer' AND category = 'letters' AND key > $1
                ORDER BY key LIMIT $2
                """).Add(Cursor.Key(LetterList, page.Cursor)),
            page, row => row.Id(0), last => Cursor.After(LetterList, last.Key), cancellation);

    public Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default)
    {
        var name = EntityId.NameOf(kind);
        return access.Page(
            new BoundStatement("SELECT kind, key FROM entity WHERE kind = $1 AND key > $2 ORDER BY key LIMIT $3")
                .Add(name).Add(Cursor.Key(name, page.Cursor)),
            page, row => row.Id(0), last => Cursor.After(name, last.Key), cancellation);
    }

    public async Task<Page<HistoryEntry>> History(
        EntityId id, PageRequest page, CancellationToken cancellation = default)
    {
        var (key, isErased) = await KeyOf(id, cancellation).ConfigureAwait(false);
        if (isErased) return new Page<HistoryEntry>([], null);
        return await access.Page(
            new BoundStatement($"""
                SELECT {EventRows.Columns} FROM event
                WHERE kind = $1 AND key = $2 AND version > $3 ORDER BY version LIMIT $4
                """)
                .Add(id.KindName).Add(id.Key).Add(Cursor.Number(HistoryList, page.Cursor, 0)),
            page, row => EventRows.Read(row, 0, id, key), last => Cursor.After(HistoryList, last.Version), cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// The data key of an entity; null: there is none, because its state is plain, or because the key was removed with
    /// its history.
    /// </summary>
    private async Task<(EntityKey? Key, bool IsErased)> KeyOf(EntityId id, CancellationToken cancellation)
    {
        if (!access.Sealer.Seals) return (null, false);
        if (access.Sealer.Keys.Find(id) is { } known) return (known, false);
        var begun = await access.First(
            new BoundStatement("SELECT substring(state FROM 1 FOR 61) FROM entity WHERE kind = $1 AND key = $2")
                .Add(id.KindName).Add(id.Key),
            row => row.Blob(0), cancellation).ConfigureAwait(false);
        return (access.Sealer.KeyIn(id, begun), Sealer.IsErased(begun));
    }

    public async Task<(ImmutableArray<CertificateCount> Certificates,
        ImmutableArray<ApplicationCount> Applications)> Statistics(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        (await Documents(
                byRows => Counts.Certificates(authorityPrefix, today, byRows), today, cancellation)
                .ConfigureAwait(false),
            await lists.All(Counts.Applications(authorityPrefix, today), Counts.ReadApplications, cancellation)
                .ConfigureAwait(false));

    public Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        Documents(byRows => Counts.Vehicles(authorityPrefix, today, byRows), today, cancellation);

    private async Task<ImmutableArray<CertificateCount>> Documents(
        Func<bool, BoundStatement> counts, DateOnly today, CancellationToken cancellation)
    {
        var folded = await access.First(Counts.FoldedAfter(today), row => row.GetString(0), cancellation)
            .ConfigureAwait(false);
        return Standing.Counts(
            await lists.All(counts(folded is not null), Counts.ReadDocuments, cancellation).ConfigureAwait(false));
    }

    public async Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        Weeks.Sum(await lists.All(Counts.Trips(authorityPrefix, from, to), Counts.ReadTrips, cancellation)
            .ConfigureAwait(false));

    public Task<Page<ApplicationRow>> Submitted(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, PageRequest page,
        CancellationToken cancellation = default) =>
        Applications(
            lists, ApplicationRows.Submitted(authorityPrefix, from, until, page), page, ApplicationRows.AfterSubmitted,
            cancellation);

    public async Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default)
    {
        var figures = new WorkFigures();
        foreach (var one in await lists.All(
            ApplicationRows.Work(authorityPrefix, from, until), row => ApplicationRows.ReadWork(row, access.Sealer),
            cancellation).ConfigureAwait(false)) figures.Add(one);
        return figures;
    }

    public Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        lists.All(Counts.Forecast(authorityPrefix, from, to), Counts.ReadForecast, cancellation);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Lists and searches over the rows that commits write: entities, parties, reservations, histories.</summary>
internal sealed partial class MemoryQueries(MemoryTables tables) : IRegistryQueries
{
    private const string HistoryList = "history", PartyList = "party", TripList = "trips";

    public ValueTask<EntityId?> PersonByIdentity(string identityNumber, CancellationToken cancellation = default) =>
        Numbered(EntityKind.Person, identityNumber);

    public ValueTask<EntityId?> OperatorByCode(string creditCode, CancellationToken cancellation = default) =>
        Numbered(EntityKind.Operator, creditCode);

    public ValueTask<EntityId?> EmployerByCode(string creditCode, CancellationToken cancellation = default) =>
        Numbered(EntityKind.Employer, creditCode);

    public ValueTask<long> FilersOf(string identityNumber, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult((long)tables.Search.Numbered(EntityKind.Identity, identityNumber).Count);
    }

    public Task<ImmutableArray<EntityId>> CertificatesOf(string personKey, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(OfParty(EntityKind.Certificate, personKey));
    }

    public ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult<EntityId?>(
                OfParty(EntityKind.RailLicence, personKey) is [var career, ..] ? career : null);
    }

    public ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return ValueTask.FromResult<EntityId?>(
                tables.Reservations.TryGetValue(reservation, out var holder) ? holder : null);
    }

    public Task<Page<EntityId>> BelongingTo(
        string partyKey, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys(PartyList, 2, page.Cursor) ?? ["", ""];
        lock (tables.Gate)
            return Task.FromResult(tables.Search.OfParty(partyKey).Select(found => found.Id)
                .Where(id => MemoryPaging.Compare(
                    new OrdinalText(id.KindName), id.Key, new OrdinalText(after[0]), after[1]) > 0)
                .OrderBy(id => id.KindName, StringComparer.Ordinal).ThenBy(id => id.Key, StringComparer.Ordinal)
                .Page(page, last => Cursor.After(PartyList, last.KindName, last.Key)));
    }

    public Task<Page<EntityId>> EmployersWithLetters(PageRequest page, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(tables.Search.Of(EntityKind.Employer).Where(found => found.Row.Category == "letters")
                .Select(found => found.Id).PageByKey("letters", page));
    }

    public Task<Page<EntityId>> All(EntityKind kind, PageRequest page, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(
                tables.Entities.Keys.Where(id => id.Kind == kind).PageByKey(EntityId.NameOf(kind), page));
    }

    public Task<Page<HistoryEntry>> History(EntityId id, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Number(HistoryList, page.Cursor, 0);
        lock (tables.Gate)
            return Task.FromResult(
                (tables.Entities.GetValueOrDefault(id)?.Events ?? []).Where(entry => entry.Version > after)
                    .Page(page, last => Cursor.After(HistoryList, last.Version)));
    }

    public Task<Page<EntityId>> Search(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var found = tables.Search.Of(EntityKind.Certificate).Where(found => Finds(search, found.Row));
            return Task.FromResult(search.Order() switch
            {
                SearchOrder.Name => found
                    .OrderBy(one => tables.Search.Find(PersonOf(one.Row))?.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.Row.PersonKey, StringComparer.Ordinal)
                    .ThenBy(one => one.Id.Key, StringComparer.Ordinal)
                    .PageInOrder("search.name", one => (one.Row.PersonKey!, one.Id), page),
                SearchOrder.Expiry => InOrderOfExpiry(found, "search.expiry", page),
                _ => found.Select(one => one.Id).PageByKey("search", page),
            });
        }
    }

    private static EntityId PersonOf(SearchRow row) => new(EntityKind.Person, row.PersonKey ?? "");

    private static Page<EntityId> InOrderOfExpiry(
        IEnumerable<(EntityId Id, SearchRow Row)> found, string list, PageRequest page) => found
        .OrderBy(one => one.Row.ValidTo).ThenBy(one => one.Id.Key, StringComparer.Ordinal)
        .PageInOrder(list, one => ($"{one.Row.ValidTo:yyyy-MM-dd}", one.Id), page);

    public Task<Page<EntityId>> Vehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var found = tables.Search.Of(EntityKind.Vehicle)
                .Where(found => MemoryPaging.Is(found.Row.PersonKey, search.OperatorKey)
                    && MemoryPaging.Is(found.Row.Number, search.Plate)
                    && MemoryPaging.Is(found.Row.Name, search.CertificateNumber)
                    && MemoryPaging.Is(found.Row.Category, search.Category)
                    && MemoryPaging.Begins(found.Row.Authority, search.AuthorityPrefix)
                    && IsWithin(found.Row.ValidTo, search.ExpiringFrom, search.ExpiringTo));
            return Task.FromResult(search.Order() == SearchOrder.Expiry
                ? InOrderOfExpiry(found, "vehicles.expiry", page)
                : found.Select(one => one.Id).PageByKey("vehicles", page));
        }
    }

    public Task<Page<EntityId>> Trips(TripSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var after = Cursor.Keys(TripList, 2, page.Cursor) ?? ["", ""];
        lock (tables.Gate)
        {
            var rows = tables.Search.Of(EntityKind.Trip)
                .Where(found => MemoryPaging.Is(found.Row.PersonKey, search.OperatorKey)
                    && (search.Category is null || found.Row.Category == search.Category)
                    && MemoryPaging.Begins(found.Row.Authority, search.AuthorityPrefix)
                    && IsWithin(found.Row.ValidFrom, search.DepartsFrom, search.DepartsTo))
                .Select(found => (found.Id, From: $"{found.Row.ValidFrom:yyyy-MM-dd}"))
                .Where(found => MemoryPaging.Compare(
                    new OrdinalText(found.From), found.Id.Key, new OrdinalText(after[0]), after[1]) > 0)
                .OrderBy(found => found.From, StringComparer.Ordinal)
                .ThenBy(found => found.Id.Key, StringComparer.Ordinal)
                .Page(page, last => Cursor.After(TripList, last.From, last.Id.Key));
            return Task.FromResult(new Page<EntityId>([.. rows.Items.Select(found => found.Id)], rows.Next));
        }
    }

    public Task<ImmutableArray<Booking>> Bookings(
        string space, string value, DateTimeOffset after, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult<ImmutableArray<Booking>>(
            [
                .. tables.Bookings.GetValueOrDefault((space, value), []).Where(one => one.During.Until > after)
                    .OrderBy(one => one.During.Until).Take(limit),
            ]);
    }

    private bool Finds(CertificateSearch search, SearchRow row)
    {
        if (!MemoryPaging.Is(row.Number, search.CertificateNumber) || !MemoryPaging.Is(row.Category, search.Category)
            || !MemoryPaging.Begins(row.Authority, search.AuthorityPrefix)
            || !IsWithin(row.ValidTo, search.ExpiringFrom, search.ExpiringTo)) return false;
        if (string.IsNullOrEmpty(search.Name) && string.IsNullOrEmpty(search.IdentityNumber)) return true;
        return row.PersonKey is { } key && tables.Search.Find(new EntityId(EntityKind.Person, key)) is { } person
            && MemoryPaging.Begins(person.Name, search.Name)
            && MemoryPaging.Is(person.Number, search.IdentityNumber);
    }

    private static bool IsWithin(DateOnly? day, DateOnly? from, DateOnly? to) =>
        (from is null || day >= from) && (to is null || day <= to);

    private ValueTask<EntityId?> Numbered(EntityKind kind, string number)
    {
        lock (tables.Gate)
        {
            foreach (var id in tables.Search.Numbered(kind, number)) return ValueTask.FromResult<EntityId?>(id);
            return ValueTask.FromResult<EntityId?>(null);
        }
    }

    private ImmutableArray<EntityId> OfParty(EntityKind kind, string party) =>
    [
        .. tables.Search.OfParty(party).Where(found => found.Id.Kind == kind)
            .OrderBy(found => found.Row.ValidFrom).ThenBy(found => found.Id.Key, StringComparer.Ordinal)
            .Select(found => found.Id),
    ];
}

/// <summary>A text that is compared by its bytes, as in the databases.</summary>
internal readonly record struct OrdinalText(string Text) : IComparable<OrdinalText>
{
    public int CompareTo(OrdinalText other) => string.CompareOrdinal(Text, other.Text);
}

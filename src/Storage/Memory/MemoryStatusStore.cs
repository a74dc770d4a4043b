using System.Collections.Immutable;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Places of documents in status lists.</summary>
internal sealed class MemoryStatuses
{
    private readonly Dictionary<string, Place> _byDocument = [];
    private readonly SortedDictionary<long, Place> _places = [];

    public sealed record Place(long Number, string Document, bool TakenBack, DateTimeOffset? RestsUntil);

    public long Revision { get; private set; }

    public IEnumerable<Place> InOrder => _places.Values;

    public long? Last => _places.Count == 0 ? null : _places.Keys.Last();

    public long? PlaceOf(string document) => _byDocument.GetValueOrDefault(document)?.Number;

    /// <summary>A document that was revoked before it had a place never gets one.</summary>
    public void Write(DocumentStanding standing)
    {
        var document = standing.Document.ToString();
        if (_byDocument.TryGetValue(document, out var place))
        {
            Revision++;
            Set(place with { TakenBack = standing.TakenBack, RestsUntil = standing.RestsUntil });
        }
        else if (!standing.TakenBack)
        {
            Set(new Place(FreePlace(), document, false, standing.RestsUntil));
        }
    }

    private long FreePlace()
    {
        for (var list = NewestList; ; list++)
        {
            for (var draw = 0; draw < StatusPlaces.Draws; draw++)
                if (StatusPlaces.Draw(list) is var place && !_places.ContainsKey(place)) return place;
        }
    }

    /// <summary>Grows with the places, because the highest place was assigned last, or is in the same list.</summary>
    private long NewestList { get; set; }

    private void Set(Place place)
    {
        NewestList = Math.Max(NewestList, place.Number / StatusPlaces.PerList);
        _byDocument[place.Document] = _places[place.Number] = place;
    }
}

/// <summary>Status lists, read.</summary>
internal sealed class MemoryStatusStore(MemoryTables tables) : IStatusStore
{
    public ValueTask<long?> PlaceOf(string document, CancellationToken cancellation = default) =>
        ValueTask.FromResult(tables.Locked(all => all.Statuses.PlaceOf(document)));

    public Task<ImmutableArray<long>> SetPlaces(long from, long until, CancellationToken cancellation = default) =>
        Task.FromResult(tables.Locked<ImmutableArray<long>>(all =>
        [
            .. all.Statuses.InOrder.Where(one => one.TakenBack && one.Number >= from && one.Number < until)
                .Select(one => one.Number),
        ]));

    public Task<ImmutableArray<RestingDocument>> Resting(
        DateTimeOffset now, CancellationToken cancellation = default) =>
        Task.FromResult(tables.Locked<ImmutableArray<RestingDocument>>(all =>
        [
            .. all.Statuses.InOrder.Where(one => !one.TakenBack && one.RestsUntil > now)
                .Select(one => new RestingDocument(one.Number, one.Document)),
        ]));

    public ValueTask<long?> LastPlace(CancellationToken cancellation = default) =>
        ValueTask.FromResult(tables.Locked(all => all.Statuses.Last));

    public ValueTask<long> Revision(CancellationToken cancellation = default) =>
        ValueTask.FromResult(tables.Locked(all => all.Statuses.Revision));
}

using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Search rows, found by entity, by the party to which they belong and by number.</summary>
internal sealed class SearchTable
{
    private readonly Dictionary<EntityId, SearchRow> _rows = [];
    private readonly Dictionary<string, HashSet<EntityId>> _byParty = [];
    private readonly Dictionary<(EntityKind Kind, string Number), HashSet<EntityId>> _byNumber = [];

    public SearchRow? Find(EntityId id) => _rows.GetValueOrDefault(id);

    /// <summary>Rows of a kind, in no order.</summary>
    public IEnumerable<(EntityId Id, SearchRow Row)> Of(EntityKind kind) =>
        _rows.Where(row => row.Key.Kind == kind).Select(row => (row.Key, row.Value));

    /// <summary>What belongs to a party, in no order.</summary>
    public IEnumerable<(EntityId Id, SearchRow Row)> OfParty(string party) =>
        _byParty.GetValueOrDefault(party, []).Select(id => (id, _rows[id]));

    /// <summary>The entities of a kind that have this number.</summary>
    public IReadOnlyCollection<EntityId> Numbered(EntityKind kind, string number) =>
        _byNumber.GetValueOrDefault((kind, number), []);

    public void Write(EntityId id, SearchRow row)
    {
        if (_rows.TryGetValue(id, out var before))
        {
            if (before.PersonKey is { } was) _byParty[was].Remove(id);
            if (before.Number is { } old) _byNumber[(id.Kind, old)].Remove(id);
        }
        _rows[id] = row;
        if (row.PersonKey is { } party) At(_byParty, party).Add(id);
        if (row.Number is { } number) At(_byNumber, (id.Kind, number)).Add(id);
    }

    private static HashSet<EntityId> At<TKey>(Dictionary<TKey, HashSet<EntityId>> index, TKey key) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var found)) index[key] = found = [];
        return found;
    }
}

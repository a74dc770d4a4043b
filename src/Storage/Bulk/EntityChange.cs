using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Bulk;

/// <summary>
/// What some commits of a <see cref="CommitBatch"/> do to one entity, as one change: all events, the last state, the
/// last rows. Nobody can have read the states in between.
/// </summary>
internal sealed class EntityChange
{
    private readonly Commit[] _batch;
    private readonly List<int> _places;

    /// <summary>The change that begins with the commit at <paramref name="place"/> of the batch.</summary>
    public EntityChange(Commit[] batch, int place) => (_batch, _places) = (batch, [place]);

    /// <summary>The entity.</summary>
    public EntityId Id => First.Id;

    /// <summary>The version before the first commit; 0: the entity is new.</summary>
    public int ExpectedVersion => First.ExpectedVersion;

    /// <summary>The version after the last commit.</summary>
    public int Version => _batch[_places[^1]].Version;

    /// <summary>The first commit.</summary>
    public Commit First => _batch[_places[0]];

    /// <summary>The last commit with events; null: the entity does not change, only rows beside it.</summary>
    public Commit? LastChange => Last(commit => !commit.Events.IsEmpty);

    /// <summary>The search row after all commits; null: unchanged.</summary>
    public SearchRow? Search => Last(commit => commit.Search is not null)?.Search;

    /// <summary>The last commit that changes the deadline; null: none does, and the row is not touched.</summary>
    public Commit? Arming => Last(commit => commit.DeadlineChanged);

    /// <summary>The entity's commits; each follows the version of the one before.</summary>
    public IEnumerable<Commit> Commits => _places.Select(place => _batch[place]);

    /// <summary>Appends the commit at <paramref name="place"/> of the batch.</summary>
    public void Add(int place) => _places.Add(place);

    /// <summary>Replaces each of its commits.</summary>
    public void Replace(Func<Commit, Commit> with)
    {
        foreach (var place in _places) _batch[place] = with(_batch[place]);
    }

    private Commit? Last(Predicate<Commit> which)
    {
        for (var i = _places.Count - 1; i >= 0; i--)
            if (which(_batch[_places[i]])) return _batch[_places[i]];
        return null;
    }
}

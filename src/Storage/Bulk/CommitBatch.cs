using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Bulk;

/// <summary>Commits that are written as one, and the resulting change of each entity.</summary>
internal sealed class CommitBatch
{
    private readonly Commit[] _commits;

    /// <exception cref="BulkRefusedException">Two commits of an entity do not follow one another.</exception>
    public CommitBatch(IReadOnlyList<Commit> commits)
    {
        _commits = [.. commits];
        var byEntity = new Dictionary<EntityId, EntityChange>(_commits.Length);
        for (var place = 0; place < _commits.Length; place++)
        {
            var commit = _commits[place];
            if (!byEntity.TryGetValue(commit.Id, out var change))
                byEntity[commit.Id] = new EntityChange(_commits, place);
            else if (change.Version == commit.ExpectedVersion) change.Add(place);
            else
                throw new BulkRefusedException(
                    $"{commit.Id}: a commit rests on version {commit.ExpectedVersion}, not on {change.Version}");
        }
        Changes = [.. byEntity.Values];
        Array.Sort(Changes, static (left, right) => Compare(left.Id, right.Id));
    }

    /// <summary>The commits in their original order.</summary>
    public IReadOnlyList<Commit> Commits => _commits;

    /// <summary>
    /// One change for each entity, ordered by kind and key like the tables, so that neighbouring rows are written
    /// together.
    /// </summary>
    public EntityChange[] Changes { get; }

    private static int Compare(EntityId left, EntityId right)
    {
        var kinds = string.CompareOrdinal(left.KindName, right.KindName);
        return kinds != 0 ? kinds : string.CompareOrdinal(left.Key, right.Key);
    }
}

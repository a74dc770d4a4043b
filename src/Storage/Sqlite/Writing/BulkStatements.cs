using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// Writes many commits into the open transaction: table by table and in the order of each table, so that neighbouring
/// rows are written together, and only the last state of each entity. An impossible commit throws, which undoes
/// everything.
/// </summary>
internal sealed class BulkStatements(Database database)
{
    private readonly EntityStatements _entities = new(database);
    private readonly ReservationStatements _reservations = new(database);
    private readonly RowStatements _rows = new(database);

    /// <summary>Writes a batch; see <see cref="IBulkStore.CommitAll"/>.</summary>
    public void Apply(CommitBatch batch)
    {
        foreach (var change in batch.Changes) WriteEntity(change);
        foreach (var change in batch.Changes)
            foreach (var commit in change.Commits) _entities.WriteEvents(commit);
        WriteReservations(batch.Commits);
        foreach (var change in batch.Changes)
            if (change.Search is { } search) _rows.WriteSearch(change.Id, search);
        foreach (var change in batch.Changes) WriteDeadline(change);
        foreach (var commit in batch.Commits) _rows.WriteOthers(commit);
    }

    private void WriteEntity(EntityChange change)
    {
        var isExpected = change.LastChange is { } last
            ? _entities.Write(change.Id, change.ExpectedVersion, last)
            : _entities.VersionOf(change.Id) == change.ExpectedVersion;
        if (!isExpected)
            throw new BulkRefusedException($"{change.Id} is not at version {change.ExpectedVersion}");
    }

    /// <summary>Writes or removes the row of the deadline; a new entity has no row to remove.</summary>
    private void WriteDeadline(EntityChange change)
    {
        if (change.Arming is { } arming && (change.ExpectedVersion > 0 || arming.Deadline is not null))
            _rows.WriteDeadline(arming);
    }

    /// <summary>
    /// If something is given up, or taken for an interval, the order of the commits counts; otherwise that of the
    /// table.
    /// </summary>
    private void WriteReservations(IReadOnlyList<Commit> commits)
    {
        if (commits.Any(commit => commit.Released.Length > 0 || commit.Taken.Any(taken => taken.During is not null)))
        {
            foreach (var commit in commits)
            {
                if (_reservations.FirstTaken(commit) is { } taken)
                    throw new BulkRefusedException($"{commit.Id}: {taken.Reservation.Space} is taken");
                _reservations.Write(commit);
            }
            return;
        }
        var taking = commits.SelectMany(commit => commit.Taken, (commit, taken) => (taken, commit.Id)).ToArray();
        Array.Sort(taking, static (left, right) => ReservationStatements.Compare(left.taken, right.taken));
        foreach (var (taken, id) in taking)
            if (!_reservations.Take(taken, id)) throw new BulkRefusedException($"{id}: {taken.Space} is taken");
    }
}

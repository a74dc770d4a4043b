using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// Writes commits into the open transaction. There is no other writer, so everything that can refuse a commit is read
/// first, and a refused commit has written nothing that would have to be undone.
/// </summary>
internal sealed class CommitStatements(Database database)
{
    private readonly Statement _answered = database.Prepare("SELECT 1 FROM answer WHERE command_id = ?");
    private readonly Statement _waits = database.Prepare("SELECT 1 FROM outbox WHERE id = ?");
    private readonly EntityStatements _entities = new(database);
    private readonly ReservationStatements _reservations = new(database);
    private readonly RowStatements _rows = new(database);

    /// <summary>Writes many as one.</summary>
    public BulkStatements Bulk { get; } = new(database);

    /// <summary>Opens the transaction.</summary>
    public Statement Begin { get; } = database.Prepare("BEGIN IMMEDIATE");

    /// <summary>Makes the transaction durable.</summary>
    public Statement End { get; } = database.Prepare("COMMIT");

    /// <summary>Checks one commit and writes it with everything beside it, or answers why not.</summary>
    public CommitResult Apply(Commit commit)
    {
        if (IsRepeated(commit)) return CommitResult.Already;
        if (commit.Taken.Length > 0)
        {
            // A version conflict is answered before a taken reservation, because the facts of the reservation may be
            // outdated.
            if (_entities.VersionOf(commit.Id) != commit.ExpectedVersion) return CommitResult.Lost;
            if (_reservations.FirstTaken(commit) is { } taken) return taken;
        }
        if (!WriteEntity(commit)) return CommitResult.Lost;
        _entities.WriteEvents(commit);
        if (commit.Released.Length > 0 || commit.Taken.Length > 0) _reservations.Write(commit);
        _rows.Write(commit);
        return CommitResult.Ok;
    }

    private bool IsRepeated(Commit commit) =>
        (commit.Answer is not null && Exists(_answered.Add(commit.Header.CommandId)))
        || (commit.Delivered is { } row && !Exists(_waits.Add(row)));

    private static bool Exists(Statement query)
    {
        using (query) return query.Read();
    }

    private bool WriteEntity(Commit commit) => commit.Events.Length == 0
        ? _entities.VersionOf(commit.Id) == commit.ExpectedVersion
        : _entities.Write(commit.Id, commit.ExpectedVersion, commit);
}

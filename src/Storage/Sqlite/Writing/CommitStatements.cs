using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// Writes commits into the open transaction. There is no other writer, so everything that can refuse a commit is read
/// first, and a refused commit has written nothing that would have to be undone.
/// </summary>
internal sealed class CommitStatements(Database database)
{
    private readonly Statement _version = database.Prepare("SELECT version FROM entity WHERE kind = ? AND key = ?");
    private readonly Statement _answered = database.Prepare("SELECT 1 FROM answer WHERE command_id = ?");
    private readonly Statement _waits = database.Prepare("SELECT 1 FROM outbox WHERE id = ?");
    private readonly Statement _insert = database.Prepare(
        "INSERT INTO entity (kind, key, version, state, head) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    private readonly Statement _update = database.Prepare(
        "UPDATE entity SET version = ?, state = ?, head = ? WHERE kind = ? AND key = ? AND version = ?");
    private readonly Statement _event = database.Prepare("""
        INSERT INTO event (kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly ReservationStatements _reservations = new(database);
    private readonly RowStatements _rows = new(database);

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
            // A lost race is answered before a taken reservation: what was read for the reservation may be outdated.
            if (VersionOf(commit.Id) != commit.ExpectedVersion) return CommitResult.Lost;
            if (_reservations.FirstTaken(commit) is { } taken) return taken;
        }
        if (!WriteEntity(commit)) return CommitResult.Lost;
        WriteEvents(commit);
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

    private int VersionOf(EntityId id)
    {
        using var row = _version.Add(id.KindName).Add(id.Key);
        return row.Read() ? row.Int(0) : 0;
    }

    private bool WriteEntity(Commit commit)
    {
        var id = commit.Id;
        var events = commit.Events;
        if (events.Length == 0) return VersionOf(id) == commit.ExpectedVersion;
        var version = commit.ExpectedVersion + events.Length;
        var head = events[^1].Hash;
        var written = commit.ExpectedVersion == 0
            ? _insert.Add(id.KindName).Add(id.Key).Add(version).Add(commit.State).Add(head).Run()
            : _update.Add(version).Add(commit.State).Add(head).Add(id.KindName).Add(id.Key)
                .Add(commit.ExpectedVersion).Run();
        return written == 1;
    }

    private void WriteEvents(Commit commit)
    {
        var header = commit.Header;
        var version = commit.ExpectedVersion;
        foreach (var happened in commit.Events)
        {
            _event.Add(commit.Id.KindName).Add(commit.Id.Key).Add(++version)
                .Add(header.At).Add(header.Actor).Add(header.Channel).Add(header.Cause).Add(header.RuleVersion)
                .Add(header.CommandId).Add(happened.Type).Add(happened.Body).Add(happened.Hash).Run();
        }
    }
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// The rows that a commit writes besides the state: deadline, notices, consequences, answer, and the index rows.
/// </summary>
internal sealed class RowStatements(Database database)
{
    private readonly Statement _arm = database.Prepare("""
        INSERT INTO deadline (kind, key, due_at, name, ring_hash) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, key) DO UPDATE SET
            due_at = excluded.due_at, name = excluded.name, attempts = 0, retry_at = NULL, parked = 0, error = NULL
        """);
    private readonly Statement _disarm = database.Prepare("DELETE FROM deadline WHERE kind = ? AND key = ?");
    private readonly Statement _notice = database.Prepare("""
        INSERT INTO notice (kind, key, notice_kind, person_key, notice_values, at) VALUES (?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _consequence = database.Prepare("""
        INSERT INTO outbox (source_kind, source_key, target_kind, target_key, type, command, cause, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """);
    private readonly Statement _delivered = database.Prepare("DELETE FROM outbox WHERE id = ?");
    private readonly Statement _answer = database.Prepare(
        "INSERT INTO answer (command_id, fingerprint, version, body, at) VALUES (?, ?, ?, ?, ?)");
    private readonly IndexStatements _index = new(database);
    private readonly StatusStatements _statuses = new(database);

    /// <summary>Writes all of them.</summary>
    public void Write(Commit commit)
    {
        // The deadline is counted for the authority in the search row, so the search row is written first.
        if (commit.Search is { } search) WriteSearch(commit.Id, search);
        if (commit.DeadlineChanged) WriteDeadline(commit);
        WriteOthers(commit);
    }

    /// <summary>Writes an entity's search row.</summary>
    public void WriteSearch(EntityId id, SearchRow search) => _index.Write(id, search);

    /// <summary>
    /// Writes all rows except the deadline and the search row, of which only the last of an entity is written.
    /// </summary>
    public void WriteOthers(Commit commit)
    {
        foreach (var standing in commit.Documents) _statuses.Write(standing);
        foreach (var row in commit.Applications) _index.Write(commit.Id, row);
        foreach (var notice in commit.Notices) WriteNotice(commit, notice);
        foreach (var consequence in commit.Consequences) WriteConsequence(commit, consequence);
        if (commit.Delivered is { } delivered) _delivered.Add(delivered).Run();
        if (commit.Answer is { } answer) WriteAnswer(commit, answer);
    }

    /// <summary>Arms the deadline, or disarms it.</summary>
    public void WriteDeadline(Commit commit)
    {
        var id = commit.Id;
        if (commit.Deadline is { } deadline)
            _arm.Add(id.KindName).Add(id.Key).Add(deadline.DueAt).Add(deadline.Name).Add(RingHash.Of(id)).Run();
        else
            _disarm.Add(id.KindName).Add(id.Key).Run();
    }

    private void WriteNotice(Commit commit, Notice notice) =>
        _notice.Add(commit.Id.KindName).Add(commit.Id.Key).Add(notice.Kind).Add(notice.PersonKey)
            .Add(StoredJson.Write(notice.Values)).Add(commit.Header.At).Run();

    private void WriteConsequence(Commit commit, NewConsequence consequence)
    {
        var source = commit.Id;
        var target = consequence.Target;
        _consequence.Add(source.KindName).Add(source.Key).Add(target.KindName).Add(target.Key)
            .Add(consequence.Type).Add(consequence.Command).Add(commit.Change).Add(commit.Header.At).Run();
    }

    private void WriteAnswer(Commit commit, StoredAnswer answer) =>
        _answer.Add(commit.Header.CommandId).Add(answer.Fingerprint).Add(answer.Version).Add(answer.Body)
            .Add(commit.Header.At).Run();
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>Writes states and histories.</summary>
internal sealed class EntityStatements(Database database)
{
    private readonly Statement _version = database.Prepare("SELECT version FROM entity WHERE kind = ? AND key = ?");
    private readonly Statement _insert = database.Prepare(
        "INSERT INTO entity (kind, key, version, state, head) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    private readonly Statement _update = database.Prepare(
        "UPDATE entity SET version = ?, state = ?, head = ? WHERE kind = ? AND key = ? AND version = ?");
    private readonly Statement _event = database.Prepare("""
        INSERT INTO event (kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    /// <summary>The version of the entity; 0: there is none.</summary>
    public int VersionOf(EntityId id)
    {
        using var row = _version.Add(id.KindName).Add(id.Key);
        return row.Read() ? row.Int(0) : 0;
    }

    /// <summary>
    /// Writes the state after <paramref name="last"/>, a commit with events, over the expected version; false: the
    /// entity has another version.
    /// </summary>
    public bool Write(EntityId id, int expectedVersion, Commit last)
    {
        var head = last.Events[^1].Hash;
        if (last.Erases) return Erase(id, expectedVersion, last);
        var written = expectedVersion == 0
            ? _insert.Add(id.KindName).Add(id.Key).Add(last.Version).Add(last.State).Add(head).Run()
            : _update.Add(last.Version).Add(last.State).Add(head).Add(id.KindName).Add(id.Key)
                .Add(expectedVersion).Run();
        return written == 1;
    }

    /// <summary>Writes the state of an erased entity, and overwrites the bytes of the removed key.</summary>
    private bool Erase(EntityId id, int expectedVersion, Commit last) => database.Erase(
        "UPDATE entity SET version = ?, state = ?, head = ? WHERE kind = ? AND key = ? AND version = ?",
        row => row.Add(last.Version).Add(last.State).Add(last.Events[^1].Hash).Add(id.KindName).Add(id.Key)
            .Add(expectedVersion)) == 1;

    /// <summary>Appends the events of a commit.</summary>
    public void WriteEvents(Commit commit)
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

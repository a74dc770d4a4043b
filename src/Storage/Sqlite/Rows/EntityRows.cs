using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Reads entities, their events and answers.</summary>
internal static class EntityRows
{
    /// <summary>The columns of <see cref="Event"/>.</summary>
    public const string EventColumns =
        "version, at, actor, channel, cause, rule_version, command_id, type, body, hash";

    public static StoredEntity? Load(Database database, EntityId id)
    {
        using var row = database.Prepare("SELECT version, state, head FROM entity WHERE kind = ? AND key = ?")
            .Add(id.KindName).Add(id.Key);
        return row.Read()
            ? database.Sealer.OpenOrLeave(id, new StoredEntity(row.Int(0), row.Blob(1), row.Blob(2)))
            : null;
    }

    public static StoredEntity?[] LoadAll(Database database, IReadOnlyList<EntityId> ids)
    {
        var found = new StoredEntity?[ids.Count];
        for (var i = 0; i < found.Length; i++) found[i] = Load(database, ids[i]);
        return found;
    }

    public static StoredAnswer? Answer(Database database, string commandId)
    {
        using var row = database.Prepare("SELECT fingerprint, version, body FROM answer WHERE command_id = ?")
            .Add(commandId);
        return row.Read()
            ? KeptAnswer.Open(database.Sealer, commandId, row.Text(0), row.Int(1), row.Blob(2))
            : null;
    }

    /// <summary>The entity in two columns, its kind and its key.</summary>
    public static EntityId Id(Statement row, int kindColumn) =>
        new(EntityId.KindOf(row.Text(kindColumn)), row.Text(kindColumn + 1));

    /// <summary>
    /// An event of an entity; <paramref name="key"/> is its data key, which is null while its state is plain.
    /// </summary>
    public static HistoryEntry Event(Statement row, EntityId id, EntityKey? key)
    {
        var closed = Closed(row);
        return closed with { Body = Sealer.OpenEvent(key, id, closed.Version, closed.Body) };
    }

    /// <summary>An event as it is stored, sealed or plain.</summary>
    public static HistoryEntry Closed(Statement row) => new(
        row.Int(0), row.Instant(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.Text(5), row.Text(6), row.Text(7),
        row.Blob(8), row.Blob(9));

    /// <summary>The data key of an entity; null: there is none, because its state is plain.</summary>
    /// <param name="database">The tables.</param>
    /// <param name="id">The entity.</param>
    /// <param name="isErased">True: the key was removed, so that its events cannot be read.</param>
    public static EntityKey? Key(Database database, EntityId id, out bool isErased)
    {
        isErased = false;
        using var row = database.Prepare("SELECT substr(state, 1, 61) FROM entity WHERE kind = ? AND key = ?")
            .Add(id.KindName).Add(id.Key);
        if (!row.Read()) return null;
        isErased = Sealer.IsErased(row.BlobSpan(0));
        return database.Sealer.KeyIn(id, row.BlobSpan(0));
    }
}

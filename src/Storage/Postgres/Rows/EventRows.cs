using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Reads events.</summary>
internal static class EventRows
{
    /// <summary>The columns of <see cref="Read"/>.</summary>
    public const string Columns = "version, at, actor, channel, cause, rule_version, command_id, type, body, hash";

    /// <summary>
    /// An event of an entity; <paramref name="key"/> is its data key, which is null while its state is plain.
    /// </summary>
    public static HistoryEntry Read(NpgsqlDataReader row, int first, EntityId id, EntityKey? key)
    {
        var stored = ReadStored(row, first);
        return stored with { Body = Sealer.OpenEvent(key, id, stored.Version, stored.Body) };
    }

    /// <summary>An event as it is stored, sealed or plain.</summary>
    public static HistoryEntry ReadStored(NpgsqlDataReader row, int first) => new(
        row.GetInt32(first), row.Instant(first + 1), row.GetString(first + 2), row.GetString(first + 3),
        row.TextOrNull(first + 4), row.GetString(first + 5), row.GetString(first + 6), row.GetString(first + 7),
        row.Blob(first + 8), row.Blob(first + 9));
}

using Npgsql;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Reads events.</summary>
internal static class EventRows
{
    /// <summary>The columns of <see cref="Read"/>.</summary>
    public const string Columns = "version, at, actor, channel, cause, rule_version, command_id, type, body, hash";

    public static HistoryEntry Read(NpgsqlDataReader row, int first) => new(
        row.GetInt32(first), row.Instant(first + 1), row.GetString(first + 2), row.GetString(first + 3),
        row.TextOrNull(first + 4), row.GetString(first + 5), row.GetString(first + 6), row.GetString(first + 7),
        row.Blob(first + 8), row.Blob(first + 9));
}

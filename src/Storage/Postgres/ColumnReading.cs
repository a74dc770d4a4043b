using Npgsql;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Reads columns as the registry's types.</summary>
internal static class ColumnReading
{
    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) =>
        new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? InstantOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static int? IntOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static byte[] Blob(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>The entity in two columns, its kind and its key.</summary>
    public static EntityId Id(this NpgsqlDataReader row, int kindColumn) =>
        new(EntityId.KindOf(row.GetString(kindColumn)), row.GetString(kindColumn + 1));
}

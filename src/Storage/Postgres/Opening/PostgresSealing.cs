using Npgsql;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>
/// Whether and how a database is sealed; a new one is sealed from the beginning if there is a secret.
/// </summary>
internal static class PostgresSealing
{
    /// <exception cref="SealingException">The secret is missing or wrong.</exception>
    public static async Task<OpenedSealing> Open(
        NpgsqlConnection connection, string? secret, string? before, CancellationToken cancellation)
    {
        var record = await Read(connection, cancellation).ConfigureAwait(false);
        if (record is null && secret is not null)
        {
            await Begin(connection, secret, cancellation).ConfigureAwait(false);
            record = await Read(connection, cancellation).ConfigureAwait(false);
        }
        return OpenedSealing.Of(record, secret, before);
    }

    public static async Task<SealingRecord?> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand("SELECT value FROM setting WHERE name = $1", connection)
        {
            Parameters = { new() { Value = SealingRecord.Name } },
        };
        await using (command.ConfigureAwait(false))
            return SealingRecord.Read(
                (byte[]?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Of silos that start at the same time on a new database one begins, and the others find what it wrote. A database
    /// that is in use already is not changed.
    /// </summary>
    private static async Task Begin(NpgsqlConnection connection, string secret, CancellationToken cancellation)
    {
        var record = SealingRecord.Begin(RootKey.Make(), secret, finished: true);
        var command = new NpgsqlCommand($"""
            WITH begun AS (
                INSERT INTO setting (name, value)
                SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM entity) AND NOT EXISTS (SELECT FROM account)
                    AND NOT EXISTS (SELECT FROM setting WHERE name <> $1) AND NOT EXISTS (SELECT FROM audit)
                    AND NOT EXISTS (SELECT FROM copy_source)
                ON CONFLICT DO NOTHING RETURNING name)
            {SealingRecord.RaiseContract} AND EXISTS (SELECT FROM begun)
            """, connection)
        {
            Parameters = { new() { Value = SealingRecord.Name }, new() { Value = record.Write() } },
        };
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}

using Npgsql;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>An unfinished copy looks like a registry, but nobody may work on it.</summary>
internal static class UnfinishedCopy
{
    /// <summary>Throws when a copy into the database was begun and not finished.</summary>
    public static async Task Refuse(string connectionString, CancellationToken cancellation)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(alone.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM copy_source WHERE NOT done)", connection);
            await using (command.ConfigureAwait(false))
            {
                if ((bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!)
                    throw new UnknownSchemaException(
                        $"A copy into the database {connection.Database} was begun and is not complete: "
                        + "run `registry copy` again, it goes on where it was.");
            }
        }
    }
}

using Npgsql;
using OrleansRegistry.Storage.Opening;

namespace OrleansRegistry.Storage.Postgres.Opening;

/// <summary>
/// Brings a database to this program's schema, forward only, each step in its own transaction; refuses a database that
/// a newer program has changed so that this one cannot work on it. If several programs start at the same time, one
/// migrates and the others wait.
/// </summary>
internal static class PostgresSchema
{
    private const int OldestServer = 15;

    /// <summary>
    /// No time limit: building an index on the table of a province takes long, and so may waiting for another program.
    /// </summary>
    private const int NoLimit = 0;

    private const string Ledger = """
        CREATE TABLE schema_version (
            version integer PRIMARY KEY, name text NOT NULL, oldest_contract integer NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now())
        """;

    /// <summary>Adds up the differences of connections that have ended (migration 0033), if there are any.</summary>
    private const string FoldDueCounts = """
        DO $$ BEGIN
            IF to_regprocedure('registry_fold_due_counts()') IS NOT NULL THEN
                PERFORM registry_fold_due_counts();
            END IF;
        END $$
        """;

    /// <summary>Every step that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = Migration.All("postgres/");

    /// <summary>Applies the missing steps; the result is how many.</summary>
    public static async Task<int> Migrate(
        NpgsqlConnection connection, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        var where = $"the database {connection.Database} on {connection.Host}";
        await CheckServer(connection, where, cancellation).ConfigureAwait(false);
        await Run(connection, "SELECT pg_advisory_lock(7253, 3)", cancellation).ConfigureAwait(false);
        try
        {
            var applied = await Check(connection, where, migrations, cancellation).ConfigureAwait(false);
            for (var i = applied; i < migrations.Count; i++)
                await Apply(connection, migrations[i], migrations, cancellation).ConfigureAwait(false);
            await Run(connection, FoldDueCounts, cancellation).ConfigureAwait(false);
            return Math.Max(0, migrations.Count - applied);
        }
        finally
        {
            await Run(connection, "SELECT pg_advisory_unlock(7253, 3)", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>True: the database has a registry's schema, of any version.</summary>
    public static async Task<bool> IsThere(NpgsqlConnection connection, CancellationToken cancellation) =>
        await Scalar(connection, "SELECT to_regclass('schema_version')::text", cancellation).ConfigureAwait(false)
            is not null;

    private static async Task CheckServer(NpgsqlConnection connection, string where, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new UnknownSchemaException(
                $"{where} is PostgreSQL {connection.PostgreSqlVersion}; the registry needs {OldestServer} or later.");
        if (await Scalar(connection, "SHOW server_encoding", cancellation).ConfigureAwait(false) is not "UTF8")
            throw new UnknownSchemaException($"{where} is not in UTF-8: create it with ENCODING 'UTF8'.");
    }

    /// <summary>
    /// Checks the applied steps; the result is how many there are, which may be more than this program knows.
    /// </summary>
    private static async Task<int> Check(
        NpgsqlConnection connection, string where, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        if (!await IsThere(connection, cancellation).ConfigureAwait(false))
        {
            const string tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
            if (await Scalar(connection, tables, cancellation).ConfigureAwait(false) is not 0L)
                throw new UnknownSchemaException(
                    $"{where} has tables of another program. Choose an empty database.");
            await Run(connection, Ledger, cancellation).ConfigureAwait(false);
        }
        var applied = 0;
        // Read as JSON, because a database from before there were checksums does not have the column.
        var command = new NpgsqlCommand("""
            SELECT version, name, oldest_contract, coalesce(to_jsonb(s) ->> 'checksum', '')
            FROM schema_version AS s ORDER BY version
            """, connection);
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    var checksum = rows.GetString(3) is { Length: > 0 } recorded ? recorded : null;
                    var step = new AppliedStep(rows.GetInt32(0), rows.GetString(1), rows.GetInt32(2), checksum);
                    Migration.Check(applied, step, where, migrations);
                    applied++;
                }
            }
        }
        return applied;
    }

    private static async Task Apply(
        NpgsqlConnection connection, Migration migration, IReadOnlyList<Migration> known,
        CancellationToken cancellation)
    {
        var step = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (step.ConfigureAwait(false))
        {
            await Run(connection, migration.Sql, cancellation).ConfigureAwait(false);
            var note = new NpgsqlCommand(
                "INSERT INTO schema_version (version, name, oldest_contract) VALUES ($1, $2, $3)", connection)
            {
                Parameters =
                {
                    new() { Value = migration.Version }, new() { Value = migration.Name },
                    new() { Value = migration.OldestContract },
                },
            };
            await using (note.ConfigureAwait(false))
                await note.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await RecordChecksums(connection, known, cancellation).ConfigureAwait(false);
            await step.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Records the checksums of this step, and of those applied before there were checksums, as this program has them.
    /// </summary>
    private static async Task RecordChecksums(
        NpgsqlConnection connection, IReadOnlyList<Migration> known, CancellationToken cancellation)
    {
        const string column = """
            SELECT 1 FROM pg_attribute
            WHERE attrelid = 'schema_version'::regclass AND attname = 'checksum' AND NOT attisdropped
            """;
        if (await Scalar(connection, column, cancellation).ConfigureAwait(false) is null) return;
        var record = new NpgsqlCommand("""
            UPDATE schema_version AS s SET checksum = k.checksum FROM unnest($1, $2) AS k (version, checksum)
            WHERE s.version = k.version AND s.checksum IS NULL
            """, connection)
        {
            Parameters =
            {
                new() { Value = known.Select(migration => migration.Version).ToArray() },
                new() { Value = known.Select(migration => migration.Checksum).ToArray() },
            },
        };
        await using (record.ConfigureAwait(false))
            await record.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a script of this program, which has no text from outside.</summary>
    public static async Task Run(NpgsqlConnection connection, string script, CancellationToken cancellation)
    {
        // Not prepared, and with its semicolons and $$ as they are: no parameters, one message.
#pragma warning disable CA2100
        var command = new NpgsqlCommand(script, connection) { CommandTimeout = NoLimit };
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // A constant of this file.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using (command.ConfigureAwait(false))
        {
            var value = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
            return value is DBNull ? null : value;
        }
    }
}

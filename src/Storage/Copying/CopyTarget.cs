using Npgsql;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Postgres.Opening;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Copying;

/// <summary>
/// The PostgreSQL database into which is copied, and the progress, which is written with each portion.
/// </summary>
internal sealed class CopyTarget : IAsyncDisposable
{
    private readonly HostGuard _guard;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private readonly Sealer _sealer;

    private CopyTarget(HostGuard guard, NpgsqlDataSource source, NpgsqlConnection connection, Sealer sealer) =>
        (_guard, _source, _connection, _sealer) = (guard, source, connection, sealer);

    /// <summary>The whole target, for the check at the end.</summary>
    public IAuditSource Audits => new PostgresAuditSource(_source, _sealer);

    /// <summary>
    /// Opens the target. Sealed rows are copied as they are, so that the source's sealer opens them there, too.
    /// </summary>
    public static async Task<CopyTarget> Open(
        string connectionString, Sealer sealer, CancellationToken cancellation)
    {
        await PostgresRegistryStore.Migrate(connectionString, cancellation).ConfigureAwait(false);
        var guard = await HostGuard.Take(
            new PostgresStoreOptions { ConnectionString = connectionString }, cancellation).ConfigureAwait(false);
        var source = PostgresRegistryStore.SourceOf(connectionString);
        return new CopyTarget(
            guard, source, await source.OpenConnectionAsync(cancellation).ConfigureAwait(false), sealer);
    }

    /// <summary>
    /// Begins or continues; true: the copy is complete already. Refuses a database that has another registry.
    /// </summary>
    public async Task<bool> Begin(string registryId, string stamp, CancellationToken cancellation)
    {
        var known = await First("SELECT registry_id, stamp, done FROM copy_source", cancellation).ConfigureAwait(false);
        if (known is not null)
        {
            if ((string)known[0]! != registryId)
                throw new InvalidDataException("The database holds a copy of another registry: choose an empty one.");
            if ((string)known[1]! != stamp)
                throw new InvalidDataException(
                    $"The registry was used since the copy began (it had {known[1]}, now {stamp}): "
                    + "begin again with an empty database.");
            return (bool)known[2]!;
        }
        var used = await First("""
            SELECT EXISTS (SELECT FROM entity) OR EXISTS (SELECT FROM account) OR EXISTS (SELECT FROM setting)
                OR EXISTS (SELECT FROM audit)
            """, cancellation).ConfigureAwait(false);
        if ((bool)used![0]!)
            throw new InvalidDataException("The database holds a registry already: choose an empty one.");
        await Run(
            "INSERT INTO copy_source (registry_id, stamp, done) VALUES ($1, $2, false)",
            cancellation, registryId, stamp).ConfigureAwait(false);
        return false;
    }

    /// <summary>The progress of a step: the last key, how many rows, and whether it is done.</summary>
    public async Task<(string[] After, long Copied, bool Done)> Progress(string step, CancellationToken cancellation) =>
        await First("SELECT after, copied, done FROM copy_progress WHERE step = $1", cancellation, step)
            .ConfigureAwait(false) is { } row
            ? ((string[])row[0]!, (long)row[1]!, (bool)row[2]!)
            : ([], 0, false);

    /// <summary>Writes a portion and how far it went, in one transaction.</summary>
    public async Task Write(
        string step,
        string table,
        (string Name, ColumnKind Kind)[] columns,
        List<object?[]> rows,
        string[] after,
        long copied,
        bool done, CancellationToken cancellation)
    {
        var portion = await _connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (portion.ConfigureAwait(false))
        {
            var names = string.Join(", ", columns.Select(column => column.Name));
            var copy = await _connection.BeginBinaryImportAsync(
                $"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellation)
                .ConfigureAwait(false);
            await using (copy.ConfigureAwait(false))
            {
                foreach (var row in rows)
                {
                    await copy.StartRowAsync(cancellation).ConfigureAwait(false);
                    for (var i = 0; i < row.Length; i++)
                    {
                        if (row[i] is { } value)
                            await copy.WriteAsync(
                                value, CopyTable.TypeOf(columns[i].Kind), cancellation).ConfigureAwait(false);
                        else await copy.WriteNullAsync(cancellation).ConfigureAwait(false);
                    }
                }
                await copy.CompleteAsync(cancellation).ConfigureAwait(false);
            }
            await Run("""
                INSERT INTO copy_progress (step, after, copied, done) VALUES ($1, $2, $3, $4)
                ON CONFLICT (step) DO UPDATE SET after = excluded.after, copied = excluded.copied, done = excluded.done
                """, cancellation, step, after, copied, done).ConfigureAwait(false);
            await portion.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public async Task<long> Count(string table, CancellationToken cancellation) =>
        (long)(await First($"SELECT count(*) FROM {table}", cancellation).ConfigureAwait(false))![0]!;

    /// <summary>Sets the numbers of a table to continue where the source's ended.</summary>
    public Task Number(string table, long last, CancellationToken cancellation) => last == 0
        ? Task.CompletedTask
        : Run($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), $1)", cancellation, last);

    /// <summary>The copy was checked: hosts may open the database from now on.</summary>
    public async Task Finish(CancellationToken cancellation)
    {
        if (_sealer.Seals) await Run(SealingRecord.RaiseContract, cancellation).ConfigureAwait(false);
        await Run("UPDATE copy_source SET done = true", cancellation).ConfigureAwait(false);
        await Run("DELETE FROM copy_progress", cancellation).ConfigureAwait(false);
        await Run("ANALYZE", cancellation).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
#pragma warning disable CA2100 // Names of tables come from CopyTable.
        var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task Run(string sql, CancellationToken cancellation, params object[] values)
    {
        var command = Command(sql, values);
        command.CommandTimeout = 0;
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<object?[]?> First(string sql, CancellationToken cancellation, params object[] values)
    {
        var command = Command(sql, values);
        command.CommandTimeout = 0;
        await using (command.ConfigureAwait(false))
        {
            var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                if (!await row.ReadAsync(cancellation).ConfigureAwait(false)) return null;
                var read = new object?[row.FieldCount];
                row.GetValues(read!);
                return read;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        await _guard.DisposeAsync().ConfigureAwait(false);
    }
}

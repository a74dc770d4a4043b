using System.Text;
using Npgsql;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Postgres.Opening;

namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// The tables of a database that no silo uses, because its guard is held. Needs the rights of the tables' owner, as
/// append-only rows are changed and tables are rewritten.
/// </summary>
internal sealed class PostgresSealingTables : ISealingTables
{
    private static readonly string[] _rewritten =
    [
        "entity", "event", "application", "answer", "outbox", "notice", "audit", "search", "claim", "account",
        "content",
    ];

    private readonly HostGuard _guard;
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private PostgresSealingTables(HostGuard guard, NpgsqlDataSource source, NpgsqlConnection connection) =>
        (_guard, _source, _connection) = (guard, source, connection);

    /// <summary>Brings the schema up to date and takes the guard; refused while a silo runs.</summary>
    public static async Task<PostgresSealingTables> Open(string connectionString, CancellationToken cancellation)
    {
        await PostgresRegistryStore.Migrate(connectionString, cancellation).ConfigureAwait(false);
        await UnfinishedCopy.Refuse(connectionString, cancellation).ConfigureAwait(false);
        var guard = await HostGuard.Take(
            new PostgresStoreOptions { ConnectionString = connectionString }, cancellation).ConfigureAwait(false);
        var source = PostgresRegistryStore.SourceOf(connectionString);
        return new PostgresSealingTables(
            guard, source, await source.OpenConnectionAsync(cancellation).ConfigureAwait(false));
    }

    public async Task<List<object?[]>> Read(string sql, params object[] values)
    {
        var command = new NpgsqlCommand { Connection = _connection, CommandTimeout = 0 };
        Fill(command, sql, values);
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var all = new List<object?[]>();
                while (await rows.ReadAsync().ConfigureAwait(false))
                {
                    var row = new object?[rows.FieldCount];
                    for (var i = 0; i < row.Length; i++) row[i] = Value(rows.GetValue(i));
                    all.Add(row);
                }
                return all;
            }
        }
    }

    private static object? Value(object value) => value switch
    {
        DBNull => null,
        int number => (long)number,
        _ => value,
    };

    /// <summary>The triggers that protect append-only rows are disabled in the transaction.</summary>
    public async Task Transact(Func<Task> work)
    {
        var transaction = await _connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await Rules("DISABLE").ConfigureAwait(false);
            await work().ConfigureAwait(false);
            await Rules("ENABLE").ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }
    }

    private Task Rules(string state) => Run(
        [
            new SealingStatement($"ALTER TABLE event {state} TRIGGER event_is_append_only"),
            new SealingStatement($"ALTER TABLE audit {state} TRIGGER audit_is_append_only"),
        ]);

    public async Task Run(IReadOnlyList<SealingStatement> statements)
    {
        var batch = new NpgsqlBatch(_connection) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            foreach (var statement in statements)
            {
                var one = new NpgsqlBatchCommand(Numbered(statement.Sql));
                foreach (var value in statement.Values) one.Parameters.Add(new() { Value = value ?? DBNull.Value });
                batch.BatchCommands.Add(one);
            }
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    public async Task<string?> SealContents(Sealer sealer, string after)
    {
        if (await Read("SELECT sha256, bytes FROM content WHERE sha256 > ? ORDER BY sha256 LIMIT 1", after)
            .ConfigureAwait(false) is not [[string hash, byte[] bytes]]) return null;
        if (ContentFormat.IsSealed(bytes)) return hash;
        using var stored = new MemoryStream();
        using var plain = new SealingStream(sealer, hash, new MemoryStream(bytes));
        await plain.CopyToAsync(stored).ConfigureAwait(false);
        await Transact(() => Run(
            [new SealingStatement("UPDATE content SET bytes = ? WHERE sha256 = ?", stored.ToArray(), hash)]))
            .ConfigureAwait(false);
        return hash;
    }

    public async Task<long> PlainContents() => (long)(await Read(
        "SELECT count(*) FROM content WHERE substr(bytes, 1, 8) <> ?", ContentFormat.Magic.ToArray())
        .ConfigureAwait(false))[0][0]!;

    /// <summary>Rewrites each table, so that no dead row and no old free page remains.</summary>
    public async Task Compact()
    {
        foreach (var table in _rewritten)
            await Run([new SealingStatement($"VACUUM (FULL, ANALYZE) {table}")]).ConfigureAwait(false);
    }

    public IAuditSource Audits(Sealer sealer) => new PostgresAuditSource(_source, sealer);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        await _guard.DisposeAsync().ConfigureAwait(false);
    }

    private static void Fill(NpgsqlCommand command, string sql, object[] values)
    {
#pragma warning disable CA2100 // Constants of this folder.
        command.CommandText = Numbered(sql);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }

    /// <summary>The statement with $1, $2 ... for its question marks.</summary>
    private static string Numbered(string sql)
    {
        var (text, number) = (new StringBuilder(sql.Length + 8), 0);
        foreach (var letter in sql)
        {
            if (letter == '?') text.Append('$').Append(++number);
            else text.Append(letter);
        }
        return text.ToString();
    }
}

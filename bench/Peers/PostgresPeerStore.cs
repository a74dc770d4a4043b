using Npgsql;

namespace OrleansRegistry.Bench.Peers;

/// <summary>
/// As a good developer writes it with Npgsql: a data source with prepared statements, a pooled connection and one
/// transaction a request, the row locked, the same rows as ours.
/// </summary>
internal sealed class PostgresPeerStore(string connection) : IPeerStore, IDisposable
{
    private const string
        Select = "SELECT version, state, head FROM entity WHERE kind = 'certificate' AND key = $1 FOR UPDATE",
        Update = """
            UPDATE entity SET version = $1, state = $2, head = $3
            WHERE kind = 'certificate' AND key = $4 AND version = $5
            """,
        Insert = """
            INSERT INTO event (
                kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
            VALUES ('certificate', $1, $2, $3, $4, $5, NULL, $6, $7, $8, $9, $10)
            """;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
    {
        MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true, MaxPoolSize = 64,
    }.ConnectionString);

    public async Task<byte[]?> Record(string key, Violation violation, string actor)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await Find(connection, key) is not { } found) return null;
        var header = PeerChange.HeaderOf(actor);
        var change = PeerChange.Of(key, found.Version, found.State, found.Head, violation, header);
        var next = found.Version + 1;
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Command(Update, next, change.State, change.Head, key, found.Version),
                Command(
                    Insert, key, next, header.At.UtcTicks, header.Actor, header.Channel, header.RuleVersion,
                    header.CommandId, PeerChange.EventType, change.Event, change.Head),
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return change.State;
    }

    private static async Task<(int Version, byte[] State, byte[] Head)?> Find(NpgsqlConnection connection, string key)
    {
        await using var command = new NpgsqlCommand(Select, connection) { Parameters = { new() { Value = key } } };
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? (row.GetInt32(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))
            : null;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
#pragma warning disable CA2100 // The texts are constants of this file.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public void Dispose() => _source.Dispose();
}

using Microsoft.Data.Sqlite;

namespace OrleansRegistry.Bench.Peers;

/// <summary>As a good developer writes it: a pooled connection and one immediate transaction a request.</summary>
internal sealed class OrdinaryStore(string file) : IPeerStore
{
    private readonly string _connection =
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 60 }.ToString();

    public async Task<byte[]?> Record(string key, Violation violation, string actor)
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync();
        await Run(connection, null, "PRAGMA busy_timeout = 60000; PRAGMA synchronous = FULL;");
        await using var transaction = connection.BeginTransaction(deferred: false);
        if (await Find(connection, transaction, key) is not { } found) return null;
        var header = PeerChange.HeaderOf(actor);
        var change = PeerChange.Of(key, found.Version, found.State, found.Head, violation, header);
        var next = found.Version + 1;
        var updated = await Run(
            connection, transaction, PeerChange.Update,
            ("$next", next), ("$state", change.State), ("$head", change.Head),
            ("$key", key), ("$version", found.Version));
        if (updated != 1) return null;
        await Run(
            connection, transaction, PeerChange.Insert, ("$key", key), ("$next", next), ("$at", header.At.UtcTicks),
            ("$actor", header.Actor),
            ("$channel", header.Channel), ("$rules", header.RuleVersion), ("$command", header.CommandId),
            ("$type", PeerChange.EventType), ("$body", change.Event), ("$head", change.Head));
        if (change.DueAt is { } due) await Run(connection, transaction, PeerChange.Arm, ("$due", due), ("$key", key));
        await transaction.CommitAsync();
        return change.State;
    }

    private static async Task<(int Version, byte[] State, byte[] Head)?> Find(
        SqliteConnection connection, SqliteTransaction transaction, string key)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = PeerChange.Select;
        command.Parameters.AddWithValue("$key", key);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? (row.GetInt32(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2))
            : null;
    }

#pragma warning disable CA2100 // The texts are constants of this program.
    private static async Task<int> Run(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100
}

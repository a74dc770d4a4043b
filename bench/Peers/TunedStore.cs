using Microsoft.Data.Sqlite;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Bench.Peers;

/// <summary>
/// One connection behind a semaphore, every statement prepared once: nobody waits for the file's lock, and nothing is
/// parsed twice. Still one transaction, and so one fsync, a request.
/// </summary>
internal sealed class TunedStore : IPeerStore, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin, _commit, _rollback, _select, _update, _insert, _arm;

    public TunedStore(string file)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        Prepare("PRAGMA synchronous = FULL").ExecuteNonQuery();
        Prepare("PRAGMA cache_size = -16384").ExecuteNonQuery();
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _select = Prepare(PeerChange.Select, "$key");
        _update = Prepare(PeerChange.Update, "$next", "$state", "$head", "$key", "$version");
        _insert = Prepare(
            PeerChange.Insert,
            "$key", "$next", "$at", "$actor", "$channel", "$rules", "$command", "$type", "$body", "$head");
        _arm = Prepare(PeerChange.Arm, "$due", "$key");
    }

    public async Task<byte[]?> Record(string key, Violation violation, string actor)
    {
        var header = PeerChange.HeaderOf(actor);
        await _turn.WaitAsync();
        try
        {
            _begin.ExecuteNonQuery();
            var state = Write(key, violation, header);
            (state is null ? _rollback : _commit).ExecuteNonQuery();
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }

    private byte[]? Write(string key, Violation violation, EventHeader header)
    {
        if (Find(key) is not { } found) return null;
        var change = PeerChange.Of(key, found.Version, found.State, found.Head, violation, header);
        var next = found.Version + 1;
        if (Run(_update, next, change.State, change.Head, key, found.Version) != 1) return null;
        Run(_insert, key, next, header.At.UtcTicks, header.Actor, header.Channel, header.RuleVersion, header.CommandId,
            PeerChange.EventType, change.Event, change.Head);
        if (change.DueAt is { } due) Run(_arm, due, key);
        return change.State;
    }

    private (int Version, byte[] State, byte[] Head)? Find(string key)
    {
        _select.Parameters[0].Value = key;
        using var row = _select.ExecuteReader();
        return row.Read() ? (row.GetInt32(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2)) : null;
    }

    private static int Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }

#pragma warning disable CA2100 // The texts are constants of this program.
    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.AddWithValue(name, DBNull.Value);
        command.Prepare();
        return command;
    }
#pragma warning restore CA2100

    public void Dispose()
    {
        _connection.Dispose();
        _turn.Dispose();
    }
}

using System.Net.Sockets;
using Npgsql;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>What an exception of the database means: away, try again, taken over, or a bug here.</summary>
internal static class PostgresFaults
{
    private const string EpochOutdated = "RG001";

    /// <summary>
    /// The server or the way to it cannot do its work now: connection broken or refused, nobody let in, out of room or
    /// of memory, shutting down, read-only (a standby), damaged.
    /// </summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException { SqlState: null } => false, // It has come from another process, without what it said.
        PostgresException refused => refused.SqlState[..2] is "08" or "28" or "53" or "57" or "58" or "XX"
            || refused.SqlState is "25006" or "3D000" or "55000" or EpochOutdated,
        NpgsqlException or SocketException or TimeoutException => true,
        // A connector that broke while it was being used says so in this way.
        InvalidOperationException broken => broken.InnerException is { } inner && IsAway(inner),
        IOException => true,
        _ => false,
    };

    /// <summary>Nothing happened, and the same again may go well: a deadlock or a serialization failure.</summary>
    public static bool IsWorthRetrying(Exception fault) =>
        fault is PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        };

    /// <summary>Another host has begun a newer epoch: this one has nothing to say any more.</summary>
    public static bool IsOutdated(Exception fault) => fault is PostgresException { SqlState: EpochOutdated };

    /// <summary>The exception for the callers of the store.</summary>
    public static StorageAwayException Away(Exception fault) =>
        new($"the database cannot do its work: {fault.Message}", fault);
}

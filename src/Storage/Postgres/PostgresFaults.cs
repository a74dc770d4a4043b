using System.Net.Sockets;
using Npgsql;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// The meaning of an exception of the database: it cannot be reached, the call may be tried again, another host has
/// taken over, or there is a bug here.
/// </summary>
internal static class PostgresFaults
{
    private const string EpochOutdated = "RG001";

    /// <summary>
    /// The server cannot be reached or cannot work now: connection broken or refused, no more connections allowed, out
    /// of space or memory, shutting down, read-only (a standby), damaged.
    /// </summary>
    public static bool IsAway(Exception fault) => fault switch
    {
        PostgresException { SqlState: null } => false, // It has come from another process, without what it said.
        PostgresException refused => refused.SqlState[..2] is "08" or "28" or "53" or "57" or "58" or "XX"
            || refused.SqlState is "25006" or "3D000" or "55000" or EpochOutdated,
        NpgsqlException or SocketException or TimeoutException => true,
        // The exception of a connection that broke while it was in use.
        InvalidOperationException broken => broken.InnerException is { } inner && IsAway(inner),
        IOException => true,
        _ => false,
    };

    /// <summary>Nothing happened, and a repeat may succeed: a deadlock or a serialization failure.</summary>
    public static bool IsWorthRetrying(Exception fault) =>
        fault is PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        };

    /// <summary>Another host has begun a newer epoch: this one may not commit any more.</summary>
    public static bool IsOutdated(Exception fault) => fault is PostgresException { SqlState: EpochOutdated };

    /// <summary>The exception for the callers of the store.</summary>
    public static StorageAwayException Away(Exception fault) =>
        new($"the database cannot do its work: {fault.Message}", fault);
}

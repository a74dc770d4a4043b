using OrleansRegistry.Domain.Ports;
using SQLitePCL;

namespace OrleansRegistry.Storage.Sqlite.Engine;

/// <summary>
/// SQLite refused a statement for a reason that repeating does not change: a bug here, not an unreachable store.
/// </summary>
public sealed class SqliteFaultException : Exception
{
    private SqliteFaultException(int code, string message) : base($"SQLite error {code}: {message}") => Code = code;

    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; }

    /// <summary>The exception for a result code: that the store cannot be reached, or this one.</summary>
    internal static Exception Of(int code, string message) => (code & 0xFF) switch
    {
        raw.SQLITE_FULL => new StorageAwayException($"the disk is full ({message})"),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageAwayException($"another program holds the file ({message})"),
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_NOMEM =>
            new StorageAwayException($"the file cannot be used: {message} (SQLite error {code})"),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            new StorageAwayException($"the file is damaged: {message} (SQLite error {code}); restore a backup"),
        _ => new SqliteFaultException(code, message),
    };
}

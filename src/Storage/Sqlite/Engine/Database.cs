using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;
using SQLitePCL;

namespace OrleansRegistry.Storage.Sqlite.Engine;

/// <summary>
/// One connection with its prepared statements, used by one thread at a time. It uses SQLitePCLRaw directly: binding
/// and stepping a prepared statement costs a fraction of an ADO.NET command.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int BusyMilliseconds = 5_000;
    private const int PagesWrittenStatus = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private const int StablePlans = 1_007; // SQLITE_DBCONFIG_ENABLE_QPSG

    /// <summary>
    /// 20 MiB. In a file below 1 GiB SQLite looks through its whole cache at nearly every commit (docs/performance.md):
    /// with 64 MiB that is 7 % of a command, and pages of random keys are seldom in the cache with either size.
    /// </summary>
    private const string WriterCache = "PRAGMA cache_size = -20480";

    /// <summary>
    /// 192 MiB: batches of an import touch some twelve leaves of random keys a row, and above half a million rows the
    /// pages that lead to them no longer fit into the other.
    /// </summary>
    private const string BatchCache = "PRAGMA cache_size = -196608";

    /// <summary>Seals what goes into the tables and opens what comes out.</summary>
    public Sealer Sealer { get; set; } = Sealer.Plain;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    /// <summary>Opens the file for writing, and makes it if it does not exist.</summary>
    public static Database OpenWriter(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_CREATE);
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute(WriterCache);
        // The writer thread checkpoints by itself, after the waiting callers have their answers.
        database.Execute("PRAGMA wal_autocheckpoint = 0");
        database.Execute("PRAGMA journal_size_limit = 67108864");
        // When a row is rewritten, its old bytes are overwritten: each state has its entity's key before it, and copies
        // of it in free space would survive the erasure of the key. FAST: only where that needs no additional write.
        database.Execute("PRAGMA secure_delete = FAST");
        return database;
    }

    /// <summary>Opens an existing file for reading only.</summary>
    public static Database OpenReader(string path)
    {
        var database = Open(path, 0);
        database.Execute("PRAGMA query_only = ON");
        return database;
    }

    private static Database Open(string path, int flags)
    {
        // NOMUTEX: a connection belongs to one thread at a time.
        var code = raw.sqlite3_open_v2(
            path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle.Dispose();
            throw new StorageAwayException($"{path} cannot be opened (SQLite error {code})");
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        var database = new Database(handle);
        // A plan does not depend on the values that are bound, so a statement is prepared once and not anew for each
        // value: that was a quarter of the processor time of a page (docs/adr/0188).
        database.Check(raw.sqlite3_db_config(handle, StablePlans, 1, out _));
        database.Execute("PRAGMA trusted_schema = OFF");
        return database;
    }

    /// <summary>The statement for this text, prepared once; dispose it to give it back.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        statement = new Statement(this, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>
    /// Runs a statement that deletes rows, and overwrites their bytes with zeros; the result is how many.
    /// </summary>
    public int Erase(string sql, Func<Statement, Statement> bind)
    {
        Execute("PRAGMA secure_delete = ON");
        try
        {
            return bind(Prepare(sql)).Run();
        }
        finally
        {
            Execute("PRAGMA secure_delete = FAST");
        }
    }

    /// <summary>Runs a script of statements without parameters; rows are ignored.</summary>
    public void Execute(string script) => Check(raw.sqlite3_exec(_handle, script));

    /// <summary>The pages that the writer keeps: many while batches follow one another, few otherwise.</summary>
    public bool KeepsManyPages
    {
        get;
        set
        {
            if (field != value) Execute(value ? BatchCache : WriterCache);
            field = value;
        }
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>How many pages were written since the last call.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_handle, PagesWrittenStatus, out var pages, out _, 1);
        return pages;
    }

    /// <summary>
    /// Moves the content of the write-ahead log into the file, as far as no reader needs the old pages; never fails.
    /// </summary>
    public void Checkpoint() =>
        raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>Resets every statement, and rolls the open transaction back.</summary>
    public void Undo()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        // SQLite has often rolled it back already (a full disk); then there is nothing left to do.
        if (raw.sqlite3_get_autocommit(_handle) == 0) Execute("ROLLBACK");
    }

    /// <summary>Throws for every code but success.</summary>
    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW) return;
        throw SqliteFaultException.Of(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _handle.Dispose();
    }
}

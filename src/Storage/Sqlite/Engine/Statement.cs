using System.Buffers;
using System.Globalization;
using System.Text;
using OrleansRegistry.Storage.Sealing;
using SQLitePCL;

namespace OrleansRegistry.Storage.Sqlite.Engine;

/// <summary>
/// A prepared statement. Parameters are added from left to right; then <see cref="Run"/>, or <see cref="Read"/> row by
/// row. Disposing gives it back to its connection for the next use.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;
    private const int PlansMade = 5; // SQLITE_STMTSTATUS_REPREPARE
    private const string DateFormat = "yyyy-MM-dd";

    private readonly Database _database;
    private readonly sqlite3_stmt _handle;
    private readonly int _parameters;
    private int _bound;

    public Statement(Database database, sqlite3_stmt handle)
    {
        _database = database;
        _handle = handle;
        _parameters = raw.sqlite3_bind_parameter_count(handle);
    }

    /// <summary>The sealer of its connection, for code that only has the statement.</summary>
    public Sealer Sealer => _database.Sealer;

    public Statement Add(long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, ++_bound, value));
        return this;
    }

    public Statement Add(long? value) => value is { } number ? Add(number) : AddNull();

    public Statement Add(bool value) => Add(value ? 1L : 0L);

    public Statement Add(DateTimeOffset value) => Add(value.UtcTicks);

    public Statement Add(DateTimeOffset? value) => value is { } instant ? Add(instant.UtcTicks) : AddNull();

    public Statement Add(DateOnly? value) =>
        value is { } date ? Add(date.ToString(DateFormat, CultureInfo.InvariantCulture)) : AddNull();

    public Statement Add(ReadOnlyMemory<byte> value)
    {
        _database.Check(raw.sqlite3_bind_blob(_handle, ++_bound, value.Span));
        return this;
    }

    public Statement Add(string? value)
    {
        if (value is null) return AddNull();
        var bytes = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (bytes <= StackBytes)
        {
            Span<byte> few = stackalloc byte[StackBytes];
            AddText(few[..Encoding.UTF8.GetBytes(value, few)]);
            return this;
        }
        var many = ArrayPool<byte>.Shared.Rent(bytes);
        AddText(many.AsSpan(0, Encoding.UTF8.GetBytes(value, many)));
        ArrayPool<byte>.Shared.Return(many);
        return this;
    }

    private Statement AddNull()
    {
        _database.Check(raw.sqlite3_bind_null(_handle, ++_bound));
        return this;
    }

    // An empty span has no address, which SQLite would read as NULL.
    private void AddText(ReadOnlySpan<byte> utf8) => _database.Check(utf8.IsEmpty
        ? raw.sqlite3_bind_text(_handle, ++_bound, "")
        : raw.sqlite3_bind_text(_handle, ++_bound, utf8));

    /// <summary>Runs to the end and gives the statement back; the result is the number of rows changed.</summary>
    public int Run()
    {
        try
        {
            while (Read()) { }
            return _database.Changes;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Steps to the next row; false: there is none.</summary>
    public bool Read()
    {
        if (_bound != _parameters)
            throw new InvalidOperationException($"{_bound} of {_parameters} parameters were given");
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        _database.Check(code);
        return false;
    }

    /// <summary>How many columns a row has.</summary>
    public int Columns => raw.sqlite3_column_count(_handle);

    /// <summary>A column as SQLite has it: a number, a text, bytes, or null.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(_handle, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => Long(column),
        raw.SQLITE_TEXT => Text(column),
        _ => Blob(column),
    };

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_handle, column);

    public int Int(int column) => raw.sqlite3_column_int(_handle, column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public bool Bool(int column) => Int(column) != 0;

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Instant(int column) => new(Long(column), TimeSpan.Zero);

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_handle, column).ToArray();

    /// <summary>The bytes of a column without a copy; valid until the next step.</summary>
    public ReadOnlySpan<byte> BlobSpan(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <summary>Gives the statement back.</summary>
    public void Dispose()
    {
        // The code is that of the last step, for which an exception was thrown already.
        raw.sqlite3_reset(_handle);
        _bound = 0;
    }

    /// <summary>How often SQLite made its plan anew since it was prepared.</summary>
    public int PlannedAnew => raw.sqlite3_stmt_status(_handle, PlansMade, 0);

    /// <summary>Finalises the statement together with its connection.</summary>
    public void Close() => _handle.Dispose();
}

using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// A side's tables, looked at from outside on a connection of its own: what they hold and how far the work in them is.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="columns">The query for the columns of a table.</param>
/// <param name="lastNotice">The query for the number of the last notice.</param>
internal sealed class MeasuredStore(DbConnection connection, string columns, string lastNotice) : IAsyncDisposable
{
    /// <summary>A file of SQLite, which the side may have open.</summary>
    public static MeasuredStore OnSqlite(string file) => new(
        new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 900 }.ToString()),
        "SELECT name FROM pragma_table_info('{0}')",
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'notice'");

    /// <summary>A database on PostgreSQL.</summary>
    public static MeasuredStore OnPostgres(string database) => new(
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString),
        "SELECT column_name FROM information_schema.columns "
        + "WHERE table_name = '{0}' AND table_schema = current_schema() ORDER BY ordinal_position",
        "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM notice_id_seq");

    /// <summary>Runs a script.</summary>
    public async Task Run(string script)
    {
        await using var command = await Command(script);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The number that a query gives.</summary>
    public async Task<long> Number(string query)
    {
        await using var command = await Command(query);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The number of the last notice: how many were written so far, without counting them.</summary>
    public Task<long> LastNotice() => Number(lastNotice);

    /// <summary>How many deadlines are overdue since an instant or longer, and not parked.</summary>
    public Task<long> Overdue(DateTimeOffset instant) => Number(string.Create(CultureInfo.InvariantCulture,
        $"SELECT count(*) FROM deadline WHERE due_at <= {instant.UtcTicks} AND NOT parked"));

    /// <summary>The columns of a table.</summary>
    public Task<List<string>> Columns(string table) =>
        Texts(string.Format(CultureInfo.InvariantCulture, columns, table));

    /// <summary>The texts that a query gives.</summary>
    public async Task<List<string>> Texts(string query) => await Rows(query, row => row.GetString(0));

    /// <summary>What a query gives, row by row.</summary>
    public async Task<List<T>> Rows<T>(string query, Func<DbDataReader, T> read)
    {
        await using var command = await Command(query);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync()) all.Add(read(rows));
        return all;
    }

#pragma warning disable CA2100 // The texts are constants of this program.
    private async Task<DbCommand> Command(string text)
    {
        if (connection.State != System.Data.ConnectionState.Open) await connection.OpenAsync();
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
#pragma warning restore CA2100

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;

namespace OrleansRegistry.Storage.Copying;

/// <summary>The stopped SQLite registry that is copied; its folder is locked during the copy.</summary>
internal sealed class CopySource : IDisposable
{
    private const string IdSetting = "registry-id";

    private readonly StoppedRegistry _registry;
    private readonly Database _database;

    private CopySource(StoppedRegistry registry) => (_registry, _database) = (registry, registry.Database);

    /// <summary>The contents of documents.</summary>
    public ContentFiles Contents => _registry.Contents;

    public static CopySource Open(string folder) => new(StoppedRegistry.Open(folder));

    /// <summary>The sealer that opens its rows.</summary>
    /// <exception cref="SealingException">The secret is missing or wrong.</exception>
    public Sealer Sealer(string? keySecret) =>
        OpenedSealing.Of(SqliteSealing.Read(_database), keySecret, before: null).Sealer;

    /// <summary>
    /// The identity of the registry: a name given at its first copy, stored as a setting and so copied with it.
    /// </summary>
    public string RegistryId()
    {
        using (var row = _database.Prepare("SELECT value FROM setting WHERE name = ?").Add(IdSetting))
            if (row.Read()) return Convert.ToHexStringLower(row.Blob(0));
        var id = RandomNumberGenerator.GetBytes(16);
        _database.Prepare("INSERT INTO setting (name, value) VALUES (?, ?)").Add(IdSetting).Add(id).Run();
        return Convert.ToHexStringLower(id);
    }

    /// <summary>
    /// A stamp of the registry's content. If it differs, something was committed, delivered, tried, looked up, or
    /// changed in an account since.
    /// </summary>
    public string Stamp()
    {
        using var row = _database.Prepare("""
            SELECT count(*) || ' entities, ' || ifnull(sum(version), 0) || ' events, '
                || (SELECT ifnull(max(id), 0) FROM audit) || ' audit lines, '
                || (SELECT count(*) FROM document) || ' documents, '
                || (SELECT count(*) || ' notices (' || ifnull(sum(pending), 0) || ' pending, '
                    || ifnull(sum(attempts), 0) FROM notice)
                || ' tries), ' || (SELECT count(*) || ' consequences (' || ifnull(sum(attempts), 0) FROM outbox)
                || ' tries), ' || (SELECT ifnull(sum(attempts), 0) FROM deadline) || ' tries of deadlines, ' FROM entity
            """);
        row.Read();
        return row.Text(0) + "accounts and settings " + Digest("account", "session", "setting");
    }

    /// <summary>A digest of small tables whose rows change in place.</summary>
    private string Digest(params string[] tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in CopyTable.All.Where(table => tables.Contains(table.Name)))
        {
            var columns = string.Join(" || ',' || ", table.Columns.Select(column => $"quote({column.Name})"));
            using var rows = _database.Prepare($"SELECT {columns} FROM {table.Name} ORDER BY 1");
            while (rows.Read()) hash.AppendData(Encoding.UTF8.GetBytes(rows.Text(0) + "\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    public long Count(string table)
    {
        using var row = _database.Prepare($"SELECT count(*) FROM {table}");
        return row.Read() ? row.Long(0) : 0;
    }

    /// <summary>The highest number that a numbered table has ever used.</summary>
    public long LastNumber(string table)
    {
        using var row = _database.Prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").Add(table);
        return row.Read() ? row.Long(0) : 0;
    }

    /// <summary>The next rows of a table after a key, as PostgreSQL takes them.</summary>
    public List<object?[]> Rows(CopyTable table, string[] after, int max, int maxBytes)
    {
        using var rows = _database.Prepare(table.Select);
        for (var i = 0; i < table.KeyColumns; i++)
        {
            var isText = table.Columns[i].Kind == ColumnKind.Text;
            if (isText) rows.Add(after.Length == 0 ? "" : after[i]);
            else rows.Add(after.Length == 0 ? long.MinValue : long.Parse(after[i], CultureInfo.InvariantCulture));
        }
        rows.Add(max);
        var some = new List<object?[]>();
        for (var bytes = 0; bytes < maxBytes && rows.Read();)
        {
            var row = new object?[table.Columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = table.Columns[i].Kind == ColumnKind.Ring
                    ? RingHash.Of(new EntityId(EntityId.KindOf(rows.Text(0)), rows.Text(1)))
                    : Value(rows, i, table.Columns[i].Kind);
                if (row[i] is byte[] blob) bytes += blob.Length;
            }
            some.Add(row);
        }
        return some;
    }

    private static object? Value(Statement row, int column, ColumnKind kind) => row.IsNull(column) ? null : kind switch
    {
        ColumnKind.Text => Postgres.BoundStatement.Clean(row.Text(column)),
        ColumnKind.Number => row.Int(column),
        ColumnKind.Long => row.Long(column),
        ColumnKind.Flag => row.Bool(column),
        _ => row.Blob(column),
    };

    /// <summary>The next contents by hash.</summary>
    public List<string> Hashes(string after, int max)
    {
        using var rows = _database.Prepare(
            "SELECT DISTINCT sha256 FROM document WHERE sha256 > ? ORDER BY sha256 LIMIT ?")
            .Add(after).Add(max);
        var some = new List<string>();
        while (rows.Read()) some.Add(rows.Text(0));
        return some;
    }

    /// <summary>Every entity with version and head, in order.</summary>
    public IEnumerable<(string Kind, string Key, int Version, byte[] Head)> Heads()
    {
        using var rows = _database.Prepare("SELECT kind, key, version, head FROM entity ORDER BY kind, key");
        while (rows.Read()) yield return (rows.Text(0), rows.Text(1), rows.Int(2), rows.Blob(3));
    }

    /// <inheritdoc/>
    public void Dispose() => _registry.Dispose();
}

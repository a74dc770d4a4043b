using OrleansRegistry.Storage.Opening;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Opening;

/// <summary>
/// Brings a file to this program's schema, forward only, each step in its own transaction; refuses a file that a newer
/// program has changed so that this one cannot work on it.
/// </summary>
internal static class SqliteSchema
{
    private const string ResourcePrefix = "sqlite/";
    private const string Ledger = """
        CREATE TABLE schema_version (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, oldest_contract INTEGER NOT NULL, applied_at TEXT NOT NULL)
        """;

    /// <summary>Every step that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = Migration.All(ResourcePrefix);

    /// <summary>Applies the missing steps; the result is how many.</summary>
    public static int Migrate(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        if (!HasLedger(database))
        {
            if (Count(database, "SELECT count(*) FROM sqlite_master") > 0)
                throw new UnknownSchemaException($"{path} is a database of another program: choose another folder.");
            database.Execute(Ledger);
        }
        var applied = Check(database, path, migrations);
        for (var i = applied; i < migrations.Count; i++) Apply(database, migrations[i], migrations);
        return Math.Max(0, migrations.Count - applied);
    }

    /// <summary>
    /// Checks the applied steps; the result is how many there are, which may be more than this program knows.
    /// </summary>
    private static int Check(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        var applied = 0;
        using var rows = database.Prepare(HasChecksums(database)
            ? "SELECT version, name, oldest_contract, checksum FROM schema_version ORDER BY version"
            : "SELECT version, name, oldest_contract, NULL FROM schema_version ORDER BY version");
        while (rows.Read())
        {
            var step = new AppliedStep(rows.Int(0), rows.Text(1), rows.Int(2), rows.TextOrNull(3));
            Migration.Check(applied, step, path, migrations);
            applied++;
        }
        return applied;
    }

    private static void Apply(Database database, Migration migration, IReadOnlyList<Migration> known)
    {
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            database.Execute(migration.Sql);
            database.Prepare("""
                INSERT INTO schema_version (version, name, oldest_contract, applied_at)
                VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
                """).Add(migration.Version).Add(migration.Name).Add(migration.OldestContract).Run();
            if (HasChecksums(database)) RecordChecksums(database, known);
            database.Execute("COMMIT");
        }
        catch
        {
            database.Undo();
            throw;
        }
    }

    /// <summary>
    /// Records the checksums of this step, and of those applied before there were checksums, as this program has them.
    /// </summary>
    private static void RecordChecksums(Database database, IReadOnlyList<Migration> known)
    {
        foreach (var migration in known)
            database.Prepare("UPDATE schema_version SET checksum = ? WHERE version = ? AND checksum IS NULL")
                .Add(migration.Checksum).Add(migration.Version).Run();
    }

    private static bool HasChecksums(Database database) =>
        Count(database, "SELECT count(*) FROM pragma_table_info('schema_version') WHERE name = 'checksum'") > 0;

    private static bool HasLedger(Database database) =>
        Count(database, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") > 0;

    private static long Count(Database database, string sql)
    {
        using var row = database.Prepare(sql);
        return row.Read() ? row.Long(0) : 0;
    }
}

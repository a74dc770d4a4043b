using System.Globalization;
using System.Reflection;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Opening;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Version">Its number, from 1 without gaps.</param>
/// <param name="Name">The name of its file.</param>
/// <param name="OldestContract">The oldest program contract that can still work after it.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Version, string Name, int OldestContract, string Sql);

/// <summary>
/// Brings a file to this program's schema, forward only, each step in its own transaction; and refuses a file that a
/// newer program has taken out of this one's reach.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>
    /// What this program expects of a schema; raised with each change that older programs cannot live with.
    /// </summary>
    public const int Contract = 1;

    private const string ResourcePrefix = "sqlite/";
    private const string ContractPrefix = "-- oldest contract: ";
    private const string Ledger = """
        CREATE TABLE schema_version (
            version INTEGER PRIMARY KEY, name TEXT NOT NULL, oldest_contract INTEGER NOT NULL, applied_at TEXT NOT NULL)
        """;

    /// <summary>Every step this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = Read();

    /// <summary>Applies what is missing; how many steps that were.</summary>
    public static int Migrate(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        if (!HasLedger(database))
        {
            if (Count(database, "SELECT count(*) FROM sqlite_master") > 0)
                throw new UnknownSchemaException($"{path} is a database of another program: choose another folder.");
            database.Execute(Ledger);
        }
        var applied = Check(database, path, migrations);
        for (var i = applied; i < migrations.Count; i++) Apply(database, migrations[i]);
        return Math.Max(0, migrations.Count - applied);
    }

    /// <summary>
    /// Checks what was applied before; how many steps that were, which may be more than this program knows.
    /// </summary>
    private static int Check(Database database, string path, IReadOnlyList<Migration> migrations)
    {
        var applied = 0;
        using var rows = database.Prepare("SELECT version, name, oldest_contract FROM schema_version ORDER BY version");
        while (rows.Read())
        {
            var (version, name, oldest) = (rows.Int(0), rows.Text(1), rows.Int(2));
            applied++;
            if (oldest > Contract)
                throw new UnknownSchemaException(
                    $"{path} has schema {version} ({name}), made by a newer program: it serves contract {oldest} and "
                    + $"later, and this program has contract {Contract}. "
                    + "Start the newer program, or restore the backup made before it.");
            if (version != applied || (version <= migrations.Count && migrations[version - 1].Name != name))
                throw new UnknownSchemaException(
                    $"{path} has schema step {version} ({name}), which this program does not know. "
                    + "Start the program that made it, or restore a backup.");
        }
        return applied;
    }

    private static void Apply(Database database, Migration migration)
    {
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            database.Execute(migration.Sql);
            database.Prepare("""
                INSERT INTO schema_version (version, name, oldest_contract, applied_at)
                VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
                """).Add(migration.Version).Add(migration.Name).Add(migration.OldestContract).Run();
            database.Execute("COMMIT");
        }
        catch
        {
            database.Undo();
            throw;
        }
    }

    private static bool HasLedger(Database database) =>
        Count(database, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") > 0;

    private static long Count(Database database, string sql)
    {
        using var row = database.Prepare(sql);
        return row.Read() ? row.Long(0) : 0;
    }

    private static Migration[] Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = Array.FindAll(
            assembly.GetManifestResourceNames(), name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal));
        Array.Sort(names, StringComparer.Ordinal);
        var migrations = new Migration[names.Length];
        for (var i = 0; i < names.Length; i++) migrations[i] = Read(assembly, names[i], i + 1);
        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource, int version)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var sql = reader.ReadToEnd();
        var name = resource[ResourcePrefix.Length..];
        if (!name.StartsWith($"{version:D4}_", StringComparison.Ordinal))
            throw new InvalidOperationException($"{name} should have the number {version:D4}");
        if (!sql.StartsWith(ContractPrefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"{name} does not begin with the oldest contract that it serves");
        var contract = sql.AsSpan(ContractPrefix.Length, sql.IndexOf('\n') - ContractPrefix.Length);
        return new Migration(version, name, int.Parse(contract, CultureInfo.InvariantCulture), sql);
    }
}
